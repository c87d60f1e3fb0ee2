#include "cli/plugin_check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "check/check.hpp"
#include "check/dump_of.hpp"
#include "cli/arguments.hpp"
#include "diagnostics/nearest.hpp"
#include "diagnostics/printable.hpp"
#include "host/library.hpp"
#include "io/write_file.hpp"
#include "job/scalars.hpp"

namespace deckle::checking {
namespace {

namespace fs = std::filesystem;

struct Checked {
  std::size_t number;  // from 1
  const Check* check;
  Finding finding;
  std::string saved = {};  // where the input lies that showed it
};

std::string_view name_of(Verdict verdict) {
  return verdict == Verdict::passed ? "passed" : verdict == Verdict::failed ? "failed" : "skipped";
}

std::string_view name_of(Level level) { return level == Level::must ? "must" : "should"; }

bool is_named(std::size_t number, const Check& check, const std::vector<std::string>& names) {
  return std::any_of(names.begin(), names.end(),
                     [&](const std::string& name) { return name == check.name || name == std::to_string(number); });
}

// The first that is no check.
std::optional<Diagnostic> unknown_check(const std::vector<std::string>& names) {
  for (const std::string& name : names) {
    Nearest nearest(name);
    bool is_known = false;
    for (std::size_t k = 0; k < checks().size(); ++k) {
      nearest.offer(checks()[k].name);
      is_known = is_known || is_named(k + 1, checks()[k], {name});
    }
    if (is_known) continue;
    const std::string meant = did_you_mean(nearest.best());
    return error("plugin.check", fmt::format("there is no check «{}»", name),
                 meant.empty() ? "without --include all of them are tried, and named" : meant);
  }
  return std::nullopt;
}

Result<CheckSettings> settings_of(const PluginCheckWishes& wishes) {
  CheckSettings settings;
  std::error_code missing;
  settings.library = fs::canonical(wishes.library, missing);
  if (missing)
    return error("plugin.unreadable", fmt::format("{} cannot be read: {}", wishes.library, missing.message()),
                 "name the library that was built: build/my-format.so");
  if (const Result<void> whole = check_library_file(settings.library); !whole)
    return error(whole.problem().code, fmt::format("{}: {}", wishes.library, whole.problem().message));
  for (const std::string& sample : wishes.samples) {
    if (!fs::is_regular_file(sample, missing))
      return error("io.not-found", fmt::format("the sample {} is no file that can be read", sample));
    settings.samples.emplace_back(sample);
  }
  if (wishes.seed.empty()) return settings;
  const std::optional<std::int64_t> seed = int_of(wishes.seed);
  if (!seed || *seed < 0) return error("plugin.check", fmt::format("--seed {}: it has to be a number", wishes.seed));
  settings.seed = static_cast<std::uint64_t>(*seed);
  return settings;
}

void print(const Checked& one) {
  constexpr std::string_view indent = "\n             ";
  const bool has_failed = one.finding.verdict == Verdict::failed;
  std::string line = fmt::format("{:>3} {:<8} {:<20}", one.number, has_failed ? "FAILED" : name_of(one.finding.verdict),
                                 one.check->name);
  if (has_failed) line += fmt::format(" {}: {}{}", name_of(one.check->level), one.check->promise, indent);
  else line += ' ';
  line += printable(one.finding.text);
  if (!one.saved.empty()) line += fmt::format("{}the input that shows it: {}", indent, printable(one.saved));
  line.erase(line.find_last_not_of(' ') + 1);
  fmt::print("{}\n", line);
  std::fflush(stdout);
}

void print_json(const CheckSettings& settings, const std::vector<Checked>& all) {
  nlohmann::ordered_json checks = nlohmann::ordered_json::array();
  for (const Checked& one : all) {
    nlohmann::ordered_json made = {{"number", one.number},
                                   {"name", one.check->name},
                                   {"level", name_of(one.check->level)},
                                   {"promise", one.check->promise},
                                   {"verdict", name_of(one.finding.verdict)},
                                   {"text", one.finding.text}};
    if (!one.saved.empty()) made["input"] = one.saved;
    checks.push_back(std::move(made));
  }
  const nlohmann::ordered_json all_of_it = {
      {"library", settings.library.string()}, {"seed", settings.seed}, {"checks", checks}};
  fmt::print("{}\n", all_of_it.dump(2, ' ', false, nlohmann::json::error_handler_t::replace));
}

std::size_t count(const std::vector<Checked>& all, Verdict verdict) {
  return static_cast<std::size_t>(
      std::count_if(all.begin(), all.end(), [&](const Checked& one) { return one.finding.verdict == verdict; }));
}

// What showed a failure, for those who look for its cause: the input of a reader as it is, a document as its dump.
void save_input(const std::string& folder, Session& session, Checked& one) {
  if (!one.finding.reproducer || folder.empty()) return;
  GivenInput input = std::move(*one.finding.reproducer);
  std::string path = fmt::format("{}/{:02}-{}", folder, one.number, one.check->name);
  if (input.is_document) {
    const Component dump = session.registry().find(Role::exporter, "dump");
    std::optional<std::string> text = dump.plugin != nullptr ? dump_of(input, dump.plugin->library) : std::nullopt;
    if (!text)
      return session.printer().print(error("plugin.check", "the document that shows it cannot be saved: no dump"));
    input.bytes = std::move(*text);
    path += ".deckle.yaml";
  }
  const auto files = real_files();
  one.saved = std::move(path);
  if (const Result<void> written = write_file(*files, one.saved, input.bytes); !written)
    session.printer().print(written.problem());
}

}  // namespace
}  // namespace deckle::checking

int deckle::check_plugin(Session& session, const PluginCheckWishes& wishes) {
  using namespace checking;
  for (const std::vector<std::string>* names : {&wishes.include, &wishes.exclude})
    if (const auto unknown = unknown_check(*names)) return session.printer().print(*unknown), 2;
  const Result<CheckSettings> settings = settings_of(wishes);
  if (!settings) return session.printer().print(settings.problem()), 2;
  if (!wishes.as_json) fmt::print("{}, seed {}\n", printable(settings->library.string()), settings->seed);
  std::vector<Checked> all;
  for (std::size_t k = 0; k < checks().size(); ++k) {
    const Check& check = checks()[k];
    const bool is_wanted = wishes.include.empty() || is_named(k + 1, check, wishes.include);
    if (!is_wanted || is_named(k + 1, check, wishes.exclude)) continue;
    std::fflush(stdout);
    Checked& one = all.emplace_back(Checked{k + 1, &check, run_check(check, *settings)});
    save_input(wishes.save, session, one);
    if (!wishes.as_json) print(one);
  }
  if (wishes.as_json) print_json(*settings, all);
  else
    fmt::print("{} passed, {} failed, {} skipped\n", count(all, checking::Verdict::passed),
               count(all, checking::Verdict::failed), count(all, checking::Verdict::skipped));
  return count(all, checking::Verdict::failed) == 0 ? 0 : 1;
}
