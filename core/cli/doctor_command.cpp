// deckle doctor: what this machine offers to a run, tried and printed.
#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "cli/checkup.hpp"
#include "cli/commands.hpp"
#include "cli/session.hpp"
#include "diagnostics/printable.hpp"

namespace deckle {
namespace {

constexpr const char* examples =
    "  deckle doctor           can a run do its work here, and what is around plugins?\n"
    "  deckle doctor --json    the same for programs\n"
    "\nExits with 1 when something is missing that a run needs.\n";

std::vector<Finding> examine(Session& session, const Machine& machine, const FenceReport& fence) {
  std::vector<Finding> all = findings_of(machine);
  for (const std::vector<Finding>& more :
       {findings_of(fence), findings_of(session.discovery()), findings_of_installation()})
    all.insert(all.end(), more.begin(), more.end());
  return all;
}

std::ptrdiff_t count(const std::vector<Finding>& findings, Severity level) {
  return std::count_if(findings.begin(), findings.end(), [&](const Finding& one) { return one.level == level; });
}

std::string_view word_of(Severity level) {
  switch (level) {
    case Severity::note: return "ok";
    case Severity::warning: return "warning";
    case Severity::error: break;
  }
  return "error";
}

void print_text(const std::vector<Finding>& findings) {
  std::string_view area;
  for (const Finding& one : findings) {
    if (one.area != area) fmt::print("{}{}\n", area.empty() ? "" : "\n", one.area);
    area = one.area;
    fmt::print("  {:<8} {}: {}\n", word_of(one.level), printable(one.subject), printable(one.text));
    if (!one.hint.empty()) fmt::print("           {}\n", printable(one.hint));
  }
  const auto errors = count(findings, Severity::error), warnings = count(findings, Severity::warning);
  if (errors > 0) fmt::print("\nA run would fail here: see the lines that begin with error.\n");
  else if (warnings > 0) fmt::print("\nRuns work here, but for what the lines that begin with warning say.\n");
  else fmt::print("\nAll is well.\n");
}

void print_json(const std::vector<Finding>& findings, const Machine& machine, const FenceReport& fence) {
  nlohmann::ordered_json as_json{{"ok", count(findings, Severity::error) == 0},
                                 {"processors", machine.processors_in_time},
                                 {"memory", machine.memory_limit ? machine.memory_limit : machine.memory},
                                 {"open_files", machine.open_files},
                                 {"landlock_abi", fence.state.landlock_abi},
                                 {"fence_whole", missing_parts(fence.state).empty()}};
  for (const Finding& one : findings)
    as_json["findings"].push_back({{"area", one.area},
                                   {"level", word_of(one.level)},
                                   {"subject", one.subject},
                                   {"text", one.text},
                                   {"hint", one.hint}});
  fmt::print("{}\n", as_json.dump(2, ' ', false, nlohmann::json::error_handler_t::replace));
}

}  // namespace

int doctor_command(int count_of_arguments, char** arguments) {
  CommonOptions common;
  bool json = false;
  Arguments parser("doctor", "Says what this machine offers to a run, and what is amiss: tried, not only asked.",
                   examples);
  parser.flag("--json", json, "As JSON");
  add_common(parser, common);
  if (const auto exit_code = parser.parse(count_of_arguments, arguments)) return *exit_code;

  Session session(common);
  const Machine machine = this_machine();
  const FenceReport fence = try_fence();
  const std::vector<Finding> findings = examine(session, machine, fence);
  if (json) print_json(findings, machine, fence);
  else print_text(findings);
  return count(findings, Severity::error) == 0 ? 0 : 1;
}

}  // namespace deckle
