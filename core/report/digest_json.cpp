#include "report/digest_json.hpp"

#include "diagnostics/json_writer.hpp"
#include "diagnostics/render.hpp"

namespace deckle {
namespace {

void write_diagnostics(JsonWriter& json, const std::vector<Diagnostic>& diagnostics) {
  json.begin_list();
  for (const Diagnostic& diagnostic : diagnostics) write_json(json, diagnostic);
  json.end_list();
}

void write_documents(JsonWriter& json, const std::vector<ReportedDocument>& documents) {
  json.begin_list();
  for (const ReportedDocument& document : documents) {
    json.begin_object();
    json.key("document").text(document.input);
    json.key("status").text(name_of(document.status));
    json.key("input-bytes").number(document.input_bytes);
    json.key("microseconds").number(document.microseconds);
    json.number_unless_zero("peak-memory", document.peak_memory);
    json.key("stages");
    write_stages(json, document.stages);
    json.key("errors");
    write_diagnostics(json, document.errors);
    json.end_object();
  }
  json.end_list();
}

void write_codes(JsonWriter& json, const std::vector<ReportedCode>& codes) {
  json.begin_list();
  for (const ReportedCode& code : codes) {
    json.begin_object();
    json.key("code").text(code.code);
    json.key("severity").text(name_of(code.severity));
    json.key("count").number(code.count);
    json.key("documents").number(code.documents);
    json.key("first");
    write_diagnostics(json, code.first);
    json.end_object();
  }
  json.end_list();
}

void write_components(JsonWriter& json, const std::vector<ReportedComponent>& components) {
  json.begin_list();
  for (const ReportedComponent& component : components) {
    json.begin_object();
    json.key("role").text(name_of(component.role));
    json.key("component").text(component.name);
    json.key("calls").number(component.calls);
    json.key("microseconds").number(component.microseconds);
    json.end_object();
  }
  json.end_list();
}

}  // namespace

std::string digest_json(const Digest& digest) {
  std::string text;
  JsonWriter json(text);
  json.begin_object();
  write_head(json, digest.head());
  json.key("complete").flag(digest.is_over());
  write_end(json, digest.summary());
  json.key("errors");
  write_diagnostics(json, digest.errors());
  json.key("failures");
  write_documents(json, digest.failures());
  json.key("slowest");
  write_documents(json, digest.slowest());
  json.key("codes");
  write_codes(json, digest.codes());
  json.key("components");
  write_components(json, digest.components());
  json.end_object();
  return text + '\n';
}

}  // namespace deckle
