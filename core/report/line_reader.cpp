#include "report/line_reader.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace deckle {
namespace {

using Json = nlohmann::json;

constexpr std::size_t longest_line = 32u << 20, most_in_a_list = 10'000;
constexpr int deepest = 8;

// Not an object: a line that is none, or nests deeper than any of ours.
Json object_of(std::string_view line) {
  if (line.size() > longest_line) return {};
  bool is_deep = false;
  const auto look = [&is_deep](int depth, Json::parse_event_t, Json&) {
    is_deep = is_deep || depth > deepest;
    return !is_deep;
  };
  Json read = Json::parse(line, look, false);
  return is_deep || !read.is_object() ? Json() : read;
}

// Null: there is no such member.
const Json* member(const Json& object, const char* name) {
  if (!object.is_object()) return nullptr;
  const auto found = object.find(name);
  return found == object.end() ? nullptr : &*found;
}

std::string text_of(const Json& object, const char* name) {
  const Json* const found = member(object, name);
  return found != nullptr && found->is_string() ? found->get<std::string>() : std::string();
}

std::uint64_t number_of(const Json& object, const char* name) {
  const Json* const found = member(object, name);
  return found != nullptr && found->is_number_unsigned() ? found->get<std::uint64_t>() : 0;
}

std::uint32_t small_number_of(const Json& object, const char* name) {
  return static_cast<std::uint32_t>(std::min<std::uint64_t>(number_of(object, name), UINT32_MAX / 2));
}

template <class Take>
void each_of(const Json& object, const char* name, const Take& take) {
  const Json* const found = member(object, name);
  if (found == nullptr || !found->is_array()) return;
  for (std::size_t k = 0; k < std::min(found->size(), most_in_a_list); ++k) take((*found)[k]);
}

Place place_of(const Json& object) {
  Place place;
  place.file = text_of(object, "file");
  place.line = small_number_of(object, "line");
  place.column = place.line == 0 ? 0 : std::max(small_number_of(object, "column"), 1u);
  place.offset = number_of(object, "offset");
  place.excerpt = text_of(object, "excerpt");
  // Of an enormous line only a part is kept, and nothing says which.
  if (place.column == 0 || place.excerpt.starts_with("…")) place.excerpt.clear();
  place.caret_begin = place.column == 0 ? 0 : place.column - 1;
  place.caret_length = small_number_of(object, "length");
  return place;
}

Diagnostic diagnostic_of(const Json& object) {
  Diagnostic made = error(text_of(object, "code"), text_of(object, "message"), text_of(object, "hint"));
  const std::string severity = text_of(object, "severity");
  for (const Severity one : {Severity::note, Severity::warning})
    if (severity == name_of(one)) made.severity = one;
  made.component = text_of(object, "component");
  made.where = place_of(object);
  each_of(object, "related", [&made](const Json& one) {
    made.related.push_back({place_of(one), text_of(one, "message")});
  });
  each_of(object, "fixes", [&made](const Json& one) {
    made.fixes.push_back({place_of(one), number_of(one, "begin"), number_of(one, "end"), text_of(one, "replacement")});
  });
  return made;
}

bool says_something(const Diagnostic& diagnostic) { return !diagnostic.code.empty() && !diagnostic.message.empty(); }

DocumentStatus status_of(std::string_view name) {
  for (const DocumentStatus one : {DocumentStatus::done, DocumentStatus::failed_unchanged, DocumentStatus::skipped})
    if (name == name_of(one)) return one;
  return DocumentStatus::failed;
}

StageTime stage_of(const Json& object) {
  StageTime stage{Role::reader, text_of(object, "component"), number_of(object, "microseconds")};
  const std::string role = text_of(object, "role");
  for (const Role one : {Role::transform, Role::exporter})
    if (role == name_of(one)) stage.role = one;
  return stage;
}

DocumentOutcome outcome_of(const Json& object) {
  DocumentOutcome outcome;
  outcome.input = text_of(object, "document");
  outcome.is_joined = member(object, "joined") != nullptr;
  outcome.status = status_of(text_of(object, "status"));
  outcome.why = text_of(object, "why");
  outcome.input_bytes = number_of(object, "input-bytes");
  outcome.figures.microseconds = number_of(object, "microseconds");
  outcome.figures.peak_memory = number_of(object, "peak-memory");
  outcome.figures.warnings = number_of(object, "warnings");
  outcome.figures.losses = number_of(object, "losses");
  each_of(object, "outputs", [&outcome](const Json& one) {
    outcome.outputs.push_back({text_of(one, "name"), text_of(one, "path"), number_of(one, "bytes")});
  });
  each_of(object, "stages", [&outcome](const Json& one) { outcome.figures.stages.push_back(stage_of(one)); });
  each_of(object, "diagnostics", [&outcome](const Json& one) { outcome.diagnostics.push_back(diagnostic_of(one)); });
  std::erase_if(outcome.diagnostics, [](const Diagnostic& one) { return !says_something(one); });
  if (const Json* const dropped = member(object, "dropped"); dropped != nullptr && dropped->is_object())
    for (const auto& [code, count] : dropped->items())
      if (count.is_number_unsigned() && outcome.dropped.size() < most_in_a_list)
        outcome.dropped[code] = count.get<std::uint64_t>();
  return outcome;
}

RunSummary summary_of(const Json& line, const Json& object) {
  RunSummary summary;
  for (const SummaryCount& count : summary_counts())
    summary.*count.value = number_of(object, std::string(count.name).c_str());
  const Json* const seconds = member(object, "seconds");
  if (seconds != nullptr && seconds->is_number()) summary.seconds = std::clamp(seconds->get<double>(), 0.0, 1e9);
  summary.exit_code = static_cast<int>(std::min<std::uint64_t>(number_of(line, "exit-code"), 255));
  return summary;
}

// False: it is none of our lines.
bool tell(const Json& line, const std::vector<RunObserver*>& observers) {
  if (member(line, "document") != nullptr) {
    const DocumentOutcome outcome = outcome_of(line);
    for (RunObserver* observer : observers) observer->finished(outcome);
  } else if (const Json* const said = member(line, "said")) {
    const Diagnostic diagnostic = diagnostic_of(*said);
    if (!says_something(diagnostic)) return false;
    for (RunObserver* observer : observers) observer->said(diagnostic);
  } else if (const Json* const numbers = member(line, "summary")) {
    const RunSummary summary = summary_of(line, *numbers);
    for (RunObserver* observer : observers) observer->ended(summary);
  } else {
    return false;
  }
  return true;
}

}  // namespace

std::optional<ReportHead> read_report_head(std::string_view text) {
  const Json line = object_of(text.substr(0, text.find('\n')));
  if (member(line, "deckle") == nullptr || member(line, "report") == nullptr) return std::nullopt;
  return ReportHead{text_of(line, "deckle"), text_of(line, "job"), text_of(line, "started"),
                    number_of(line, "planned")};
}

std::uint64_t replay_report(std::string_view text, const std::vector<RunObserver*>& observers) {
  std::uint64_t passed_over = 0;
  std::size_t at = std::min(text.find('\n'), text.size() - 1) + 1;
  while (at < text.size()) {
    const std::size_t end = text.find('\n', at);
    if (end == std::string_view::npos) break;
    const Json line = object_of(text.substr(at, end - at));
    if (!tell(line, observers)) ++passed_over;
    at = end + 1;
  }
  return passed_over;
}

}  // namespace deckle
