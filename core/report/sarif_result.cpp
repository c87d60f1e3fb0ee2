#include "report/sarif_result.hpp"

#include "io/paths.hpp"
#include "pipeline/address.hpp"

namespace deckle {
namespace {

// A relative reference: of a file by its name from the folder in which the program ran. In a name for people, bytes
// that are no UTF-8 are escaped already.
std::string uri_of(const std::string& file) {
  std::string bytes;
  for (std::size_t at = 0; at < file.size(); ++at) {
    const bool is_escape = file[at] == '%' && at + 2 < file.size() && file[at + 1] >= '8';
    const std::string byte = is_escape ? percent_decoded(std::string_view(file).substr(at, 3)) : std::string();
    bytes += byte.size() == 1 ? byte[0] : file[at];
    if (byte.size() == 1) at += 2;
  }
  return percent_encoded(bytes.starts_with('/') ? relative_path(normal_path(bytes), absolute_path(".")) : bytes);
}

void write_text(JsonWriter& json, std::string_view key, std::string_view text) {
  json.key(key).begin_object();
  json.key("text").text(text);
  json.end_object();
}

void write_region(JsonWriter& json, const Place& place) {
  if (place.line == 0 && place.offset == 0) return;
  json.key("region").begin_object();
  if (place.line != 0) {
    json.key("startLine").number(place.line);
    json.number_unless_zero("startColumn", place.column);
    if (place.column != 0 && place.caret_length != 0) json.key("endColumn").number(place.column + place.caret_length);
    if (!place.excerpt.empty()) write_text(json, "snippet", place.excerpt);
  } else {
    json.key("byteOffset").number(place.offset);
    json.key("byteLength").number(0);
  }
  json.end_object();
}

void write_artifact(JsonWriter& json, const std::string& file) {
  json.key("artifactLocation").begin_object();
  json.key("uri").text(uri_of(file));
  json.key("uriBaseId").text("%SRCROOT%");
  json.end_object();
}

void write_location(JsonWriter& json, const Place& place, std::string_view message) {
  json.begin_object();
  if (!place.file.empty()) {
    json.key("physicalLocation").begin_object();
    write_artifact(json, place.file);
    write_region(json, place);
    json.end_object();
  }
  if (!message.empty()) write_text(json, "message", message);
  json.end_object();
}

void write_fix(JsonWriter& json, const Fix& fix) {
  json.begin_object();
  json.key("artifactChanges").begin_list();
  json.begin_object();
  write_artifact(json, fix.where.file);
  json.key("replacements").begin_list();
  json.begin_object();
  json.key("deletedRegion").begin_object();
  json.key("byteOffset").number(fix.begin);
  json.key("byteLength").number(fix.end - fix.begin);
  json.end_object();
  write_text(json, "insertedContent", fix.replacement);
  json.end_object();
  json.end_list();
  json.end_object();
  json.end_list();
  json.end_object();
}

void write_fixes(JsonWriter& json, const std::vector<Fix>& fixes) {
  bool any = false;
  for (const Fix& fix : fixes) {
    if (fix.where.file.empty() || fix.end < fix.begin) continue;
    if (!any) json.key("fixes").begin_list();
    any = true;
    write_fix(json, fix);
  }
  if (any) json.end_list();
}

}  // namespace

void write_sarif_result(JsonWriter& json, const Diagnostic& diagnostic) {
  json.begin_object();
  json.key("ruleId").text(diagnostic.code);
  json.key("level").text(name_of(diagnostic.severity));
  const std::string hint = diagnostic.hint.empty() ? std::string() : " (" + diagnostic.hint + ")";
  write_text(json, "message", diagnostic.message + hint);
  if (!diagnostic.where.file.empty()) {
    json.key("locations").begin_list();
    write_location(json, diagnostic.where, {});
    json.end_list();
  }
  if (!diagnostic.related.empty()) {
    json.key("relatedLocations").begin_list();
    for (const Related& related : diagnostic.related) write_location(json, related.where, related.text);
    json.end_list();
  }
  write_fixes(json, diagnostic.fixes);
  json.end_object();
}

}  // namespace deckle
