#include "report/report_lines.hpp"

#include <ctime>

#include "diagnostics/json_writer.hpp"
#include "diagnostics/render.hpp"
#include "pipeline/address.hpp"

namespace deckle {
namespace {

std::string now() {
  const std::time_t seconds = std::time(nullptr);
  struct tm parts {};
  char text[32] = {};
  if (gmtime_r(&seconds, &parts) != nullptr) std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts);
  return text;
}

void write_outputs(JsonWriter& json, const std::vector<WrittenOutput>& outputs) {
  json.key("outputs").begin_list();
  for (const WrittenOutput& output : outputs) {
    json.begin_object();
    json.text_unless_empty("name", output.name);
    json.key("path").text(readable_path(output.path));
    json.key("bytes").number(output.bytes);
    json.end_object();
  }
  json.end_list();
}

void write_diagnostics(JsonWriter& json, const DocumentOutcome& outcome) {
  if (!outcome.diagnostics.empty()) {
    json.key("diagnostics").begin_list();
    for (const Diagnostic& diagnostic : outcome.diagnostics) write_json(json, diagnostic);
    json.end_list();
  }
  if (outcome.dropped.empty()) return;
  json.key("dropped").begin_object();
  for (const auto& [code, count] : outcome.dropped) json.any_key(code).number(count);
  json.end_object();
}

}  // namespace

ReportHead report_head(const std::string& job, std::uint64_t documents) {
  return {DECKLE_VERSION, readable_path(job), now(), documents};
}

void write_head(JsonWriter& json, const ReportHead& head) {
  json.key("deckle").text(head.version);
  json.key("report").number(1);  // the revision of these reports
  json.key("job").text(head.job);
  json.key("started").text(head.started);
  json.key("planned").number(head.documents);
}

void write_end(JsonWriter& json, const RunSummary& summary) {
  json.key("exit-code").number(static_cast<std::uint64_t>(summary.exit_code));
  json.key("summary").begin_object();
  for (const SummaryCount& count : summary_counts()) json.key(count.name).number(summary.*count.value);
  json.key("seconds").seconds(summary.seconds);
  json.end_object();
}

void write_stages(JsonWriter& json, const std::vector<StageTime>& stages) {
  json.begin_list();
  for (const StageTime& stage : stages) {
    json.begin_object();
    json.key("role").text(name_of(stage.role));
    json.key("component").text(stage.component);
    json.key("microseconds").number(stage.microseconds);
    json.end_object();
  }
  json.end_list();
}

void append_head_line(std::string& to, const ReportHead& head) {
  JsonWriter json(to);
  json.begin_object();
  write_head(json, head);
  json.end_object();
  to += '\n';
}

void append_outcome_line(std::string& to, const DocumentOutcome& outcome) {
  const DocumentFigures& figures = outcome.figures;
  JsonWriter json(to);
  json.begin_object();
  json.key("document").text(outcome.input);
  if (outcome.is_joined) json.key("joined").flag(true);
  json.key("status").text(name_of(outcome.status));
  json.text_unless_empty("why", outcome.why);
  json.key("input-bytes").number(outcome.input_bytes);
  json.key("microseconds").number(figures.microseconds);
  json.number_unless_zero("peak-memory", figures.peak_memory);
  json.key("warnings").number(figures.warnings);
  json.key("losses").number(figures.losses);
  write_outputs(json, outcome.outputs);
  json.key("stages");
  write_stages(json, figures.stages);
  write_diagnostics(json, outcome);
  json.end_object();
  to += '\n';
}

void append_said_line(std::string& to, const Diagnostic& diagnostic) {
  JsonWriter json(to);
  json.begin_object();
  json.key("said");
  write_json(json, diagnostic);
  json.end_object();
  to += '\n';
}

void append_end_line(std::string& to, const RunSummary& summary) {
  JsonWriter json(to);
  json.begin_object();
  write_end(json, summary);
  json.end_object();
  to += '\n';
}

}  // namespace deckle
