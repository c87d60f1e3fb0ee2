// A diagnostic as one line of JSON.
#include <nlohmann/json.hpp>

#include "diagnostics/render.hpp"

namespace deckle {
namespace {

// Ordered, so that people find the fields where they expect them.
using Json = nlohmann::ordered_json;

void add_place(Json& object, const Place& place) {
  if (place.file.empty()) return;
  object["file"] = place.file;
  if (place.line != 0) {
    object["line"] = place.line;
    object["column"] = place.column;
  }
  if (place.line != 0 || place.offset != 0) object["offset"] = place.offset;
}

}  // namespace

std::string render_json(const Diagnostic& diagnostic) {
  Json object;
  object["severity"] = name_of(diagnostic.severity);
  object["code"] = diagnostic.code;
  object["message"] = diagnostic.message;
  if (!diagnostic.hint.empty()) object["hint"] = diagnostic.hint;
  add_place(object, diagnostic.where);
  if (!diagnostic.where.excerpt.empty()) object["excerpt"] = diagnostic.where.excerpt;
  if (!diagnostic.component.empty()) object["component"] = diagnostic.component;
  for (const Related& related : diagnostic.related) {
    Json one{{"message", related.text}};
    add_place(one, related.where);
    object["related"].push_back(std::move(one));
  }
  for (const Fix& fix : diagnostic.fixes) {
    Json one{{"begin", fix.begin}, {"end", fix.end}, {"replacement", fix.replacement}};
    add_place(one, fix.where);
    object["fixes"].push_back(std::move(one));
  }
  // Names of files are bytes: what is not UTF-8 in them becomes U+FFFD.
  return object.dump(-1, ' ', false, Json::error_handler_t::replace) + '\n';
}

}  // namespace deckle
