// A diagnostic as one line of JSON.
#include "diagnostics/json_writer.hpp"
#include "diagnostics/render.hpp"

namespace deckle {
namespace {

void write_place(JsonWriter& json, const Place& place) {
  if (place.file.empty()) return;
  json.key("file").text(place.file);
  if (place.line != 0) {
    json.key("line").number(place.line);
    json.key("column").number(place.column);
    json.number_unless_zero("length", place.caret_length);
  }
  if (place.line != 0 || place.offset != 0) json.key("offset").number(place.offset);
}

void write_related(JsonWriter& json, const std::vector<Related>& all) {
  json.key("related").begin_list();
  for (const Related& related : all) {
    json.begin_object();
    json.key("message").text(related.text);
    write_place(json, related.where);
    json.end_object();
  }
  json.end_list();
}

void write_fixes(JsonWriter& json, const std::vector<Fix>& all) {
  json.key("fixes").begin_list();
  for (const Fix& fix : all) {
    json.begin_object();
    json.key("begin").number(fix.begin);
    json.key("end").number(fix.end);
    json.key("replacement").text(fix.replacement);
    write_place(json, fix.where);
    json.end_object();
  }
  json.end_list();
}

}  // namespace

// In an order in which people find the fields where they expect them.
void write_json(JsonWriter& json, const Diagnostic& diagnostic) {
  json.begin_object();
  json.key("severity").text(name_of(diagnostic.severity));
  json.key("code").text(diagnostic.code);
  json.key("message").text(diagnostic.message);
  json.text_unless_empty("hint", diagnostic.hint);
  write_place(json, diagnostic.where);
  json.text_unless_empty("excerpt", diagnostic.where.excerpt);
  json.text_unless_empty("component", diagnostic.component);
  if (!diagnostic.related.empty()) write_related(json, diagnostic.related);
  if (!diagnostic.fixes.empty()) write_fixes(json, diagnostic.fixes);
  json.end_object();
}

std::string render_json(const Diagnostic& diagnostic) {
  std::string line;
  JsonWriter json(line);
  write_json(json, diagnostic);
  return line + '\n';
}

}  // namespace deckle
