#include "cli/checkup.hpp"

#include <clocale>

#include "host/executable.hpp"
#include "io/files.hpp"

namespace deckle {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t fewest_files = 64, enough_files = 256;  // the supervisor holds some for each worker

std::string gibibytes(std::uint64_t bytes) { return fmt::format("{:.1f} GiB", double(bytes) / (1ull << 30)); }

std::string counted(std::size_t count, std::string_view noun) {
  return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

Finding memory_finding(const Machine& machine) {
  std::string text = fmt::format("{}, {} free", gibibytes(machine.memory), gibibytes(machine.memory_available));
  if (machine.memory_limit > 0) text += fmt::format("; a control group allows {}", gibibytes(machine.memory_limit));
  return {"machine", "memory", text, ""};
}

Finding open_files_finding(const Machine& machine) {
  Finding finding{"machine", "open files", fmt::format("{}, at most {}", machine.open_files, machine.most_open_files),
                  ""};
  if (machine.open_files >= enough_files) return finding;
  finding.level = machine.open_files < fewest_files ? Severity::error : Severity::warning;
  finding.hint = fmt::format("allow more: ulimit -n {}", enough_files);
  return finding;
}

Finding processes_finding() {
  std::error_code failed;
  if (fs::exists("/proc/self/stat", failed)) return {"machine", "/proc", "mounted", ""};
  return {"machine", "/proc", "not mounted", "mount it: processes of plugins are watched through it", Severity::error};
}

bool offers(const Registry& registry, Role role) { return !registry.all(role).empty(); }

Finding role_finding(const Registry& registry) {
  Finding finding{"plugins", "formats", "", ""};
  finding.text = fmt::format("{}, {}, {}", counted(registry.all(Role::reader).size(), "reader"),
                             counted(registry.all(Role::transform).size(), "transform"),
                             counted(registry.all(Role::exporter).size(), "exporter"));
  if (offers(registry, Role::reader) && offers(registry, Role::exporter)) return finding;
  finding.level = Severity::error;
  finding.hint = "without a reader and an exporter nothing can be converted: deckle plugins why";
  return finding;
}

Finding text_finding() {
  const fs::path library = own_library_folder() / "deckle-text.so";
  std::error_code failed;
  Finding finding{"installation", "text", library.string(), ""};
  if (fs::is_regular_file(library, failed)) return finding;
  finding.level = Severity::warning;
  finding.text += " is missing";
  finding.hint = "documents that are not in UTF-8 cannot be read without it; install Deckle again";
  return finding;
}

Finding cache_finding() {
  const fs::path folder = cache_folder();
  Finding finding{"installation", "cache", folder.string(), ""};
  if (folder.empty()) finding.text = "there is no home folder to keep one in";
  else {
    Result<std::unique_ptr<StagedOutput>> tried = real_files()->stage((folder / "doctor").string());
    if (tried && (*tried)->finish()) return finding;  // never committed, and so it leaves nothing
    finding.text += " cannot be written";
  }
  finding.level = Severity::warning;
  finding.hint = "every start describes all plugins anew; set HOME or XDG_CACHE_HOME";
  return finding;
}

Finding locale_finding() {
  const std::string locale = std::setlocale(LC_ALL, nullptr);
  if (locale == "C") return {"installation", "locale", "C, whatever the environment says", ""};
  return {"installation", "locale", locale, "outputs may depend on it", Severity::warning};
}

}  // namespace

std::vector<Finding> findings_of(const Machine& machine) {
  std::string processors = fmt::format("{}", machine.processors);
  if (machine.processors_in_time < machine.processors)
    processors += fmt::format("; a control group allows the time of {}", machine.processors_in_time);
  return {{"machine", "kernel", fmt::format("{} {}, {}", machine.kernel, machine.architecture, machine.c_library), ""},
          {"machine", "processors", processors, ""},
          memory_finding(machine),
          open_files_finding(machine),
          processes_finding()};
}

std::vector<Finding> findings_of(const FenceReport& fence) {
  std::vector<Finding> found;
  for (const FencePart& part : parts_of(fence.state)) {
    Finding finding{"fence", part.name, part.text, ""};
    if (!part.in_force) {
      finding.level = Severity::warning;
      finding.hint = "plugins run with less around them; jobs with run: sandbox: required are refused";
    }
    found.push_back(std::move(finding));
  }
  for (const Promise& promise : fence.promises)
    found.push_back({"fence", promise.what, promise.seen, "", promise.kept ? Severity::note : Severity::warning});
  if (fence.state.limits_error == -1)
    found.push_back({"fence", "processes", "no process could be started behind the fence", "", Severity::error});
  return found;
}

std::vector<Finding> findings_of(const Discovery& plugins) {
  std::vector<Finding> found;
  std::map<fs::path, std::size_t> folders;
  for (const Candidate& one : plugins.candidates)
    if (one.verdict == Verdict::accepted) ++folders[one.library.parent_path()];
  for (const auto& [folder, count] : folders)
    found.push_back({"plugins", folder.string(), counted(count, "plugin"), ""});
  for (const Diagnostic& problem : plugins.problems())
    found.push_back({"plugins", "not used", fmt::format("{} [{}]", problem.message, problem.code), problem.hint,
                     Severity::warning});
  found.push_back(role_finding(plugins.registry()));
  return found;
}

std::vector<Finding> findings_of_installation() { return {text_finding(), cache_finding(), locale_finding()}; }

}  // namespace deckle
