// The library as a file, and loading it.
#include <dirent.h>
#include <dlfcn.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <clocale>
#include <csignal>
#include <cstring>

#include "check/checks.hpp"
#include "check/library_file.hpp"
#include "check/subject.hpp"
#include "diagnostics/stopwatch.hpp"
#include "host/check_manifest.hpp"
#include "host/describe.hpp"
#include "host/describe_child.hpp"
#include "host/described_bytes.hpp"
#include "host/library.hpp"
#include "io/read_file.hpp"

namespace deckle::checking {
namespace {

constexpr std::string_view entry = "deckle_plugin_v0";

Result<LibraryFile> file_of(const Subject& subject) {
  const Result<FileBytes> bytes = read_path(subject.settings().library.string());
  if (!bytes) return bytes.problem();
  return library_file(bytes->view());
}

// The highest of each library: "GLIBC_2.34".
std::vector<std::string> highest(const std::set<std::string>& versions) {
  const auto number = [](const std::string& version) {
    const char* at = version.c_str() + std::min(version.find('_') + 1, version.size());
    std::vector<long> parts;
    for (char* end = nullptr; *at != '\0'; at = *end == '.' ? end + 1 : end) {
      parts.push_back(std::strtol(at, &end, 10));
      if (end == at) break;
    }
    return parts;
  };
  std::map<std::string, std::string> found;
  for (const std::string& version : versions) {
    std::string& known = found[version.substr(0, version.find('_'))];
    if (known.empty() || number(known) < number(version)) known = version;
  }
  std::vector<std::string> made;
  for (const auto& [library, version] : found) made.push_back(version);
  return made;
}

std::set<std::string> entries_of(const char* folder) {
  std::set<std::string> found;
  DIR* opened = opendir(folder);
  if (opened == nullptr) return found;
  const std::string own = std::to_string(dirfd(opened));
  while (const dirent* found_entry = readdir(opened))
    if (found_entry->d_name != own) found.insert(found_entry->d_name);
  closedir(opened);
  return found;
}

// What a library may not change by being loaded.
struct Process {
  std::set<std::string> threads = entries_of("/proc/self/task"), files = entries_of("/proc/self/fd");
  std::string locale = std::setlocale(LC_ALL, nullptr);
  std::vector<std::string> environment;
  std::vector<void (*)(int)> handlers;

  Process() {
    for (char** at = environ; *at != nullptr; ++at) environment.emplace_back(*at);
    for (int number = 1; number < SIGRTMAX; ++number) {
      struct sigaction action {};
      if (sigaction(number, nullptr, &action) == 0) handlers.push_back(action.sa_handler);
    }
  }
};

std::vector<std::string> differences(const Process& before, const Process& after) {
  std::vector<std::string> found;
  if (before.threads != after.threads) found.emplace_back("it started a thread");
  if (before.files != after.files) found.emplace_back("it left a file open");
  if (before.locale != after.locale) found.emplace_back("it changed the locale");
  if (before.environment != after.environment) found.emplace_back("it changed the environment");
  if (before.handlers != after.handlers) found.emplace_back("it changed a signal handler");
  return found;
}

std::string description(const Subject& subject) {
  const Result<Manifest> manifest = describe(subject.plugin());
  return manifest ? to_bytes(Described{*manifest, {}}) : manifest.problem().message;
}

}  // namespace

Finding entry_symbol(Subject& subject) {
  const Result<LibraryFile> file = file_of(subject);
  if (!file) return failed(file.problem().message);
  std::vector<std::string> others;
  bool is_there = false;
  for (const LibraryFile::Symbol& symbol : file->exported) {
    if (symbol.name == entry && !symbol.is_data) return failed(fmt::format("{} is no data", entry));
    is_there = is_there || symbol.name == entry;
    if (symbol.name != entry) others.push_back(symbol.name);
  }
  if (!is_there) return failed(fmt::format("it does not export {}", entry));
  if (others.empty()) return passed();
  const std::size_t shown = std::min<std::size_t>(others.size(), 3);
  return failed(fmt::format("it also exports {}{}; build it with -fvisibility=hidden",
                            fmt::join(others.begin(), others.begin() + static_cast<std::ptrdiff_t>(shown), ", "),
                            others.size() > shown ? fmt::format(" and {} more", others.size() - shown) : ""));
}

Finding steady_description(Subject& subject) {
  const std::string before = description(subject);
  for (const LoadedComponent& component : subject.components()) {
    const std::unique_ptr<Instance> instance = Instance::make(subject, component);
    if (!instance) continue;
    if (component.manifest->role == Role::reader) instance->read("sample");
    if (component.manifest->role == Role::transform) instance->change(subject.documents()[0]);
    if (component.manifest->role == Role::exporter) instance->write(subject.documents()[0]);
  }
  return description(subject) == before ? passed() : failed("its description is another one after it has worked");
}

Finding loading(Subject& subject) {
  if (const Result<void> loaded = subject.load(); !loaded) return failed(loaded.problem().message);
  if (const Result<void> sound = check_manifest(subject.manifest()); !sound) return failed(sound.problem().message);
  const Result<LibraryFile> file = file_of(subject);
  return passed(file && !file->versions.empty() ? fmt::format("needs {}", fmt::join(highest(file->versions), ", "))
                                                : "");
}

Finding binary_form(Subject& subject) {
  const Result<LibraryFile> file = file_of(subject);
  if (!file) return failed(file.problem().message);
  if (file->has_text_relocations) return failed("its code is changed when it is loaded; build it with -fPIC");
  if (file->has_executable_stack) return failed("it asks for an executable stack");
  for (const LibraryFile::Symbol& symbol : file->exported)
    if (symbol.is_unique)
      return failed(fmt::format("the symbol {} is unique in the process; build it with -fno-gnu-unique", symbol.name));
  return passed();
}

Finding quiet_loading(Subject& subject) {
  const Process before;
  if (const Result<const dk_plugin*> plugin = load_library(subject.settings().library); !plugin)
    return skipped(plugin.problem().message);
  const std::vector<std::string> found = differences(before, Process());
  return found.empty() ? passed() : failed(fmt::format("{}", fmt::join(found, "; ")));
}

Finding fast_description(Subject& subject) {
  std::uint64_t best = UINT64_MAX;
  for (int run = 0; run < 3; ++run) {
    const Stopwatch stopwatch;
    const Result<Described> described = describe_in_child(subject.settings().library, 5000);
    if (!described) return skipped(described.problem().message);
    best = std::min(best, stopwatch.microseconds());
  }
  const std::string taken = fmt::format("{:.1f} ms", static_cast<double>(best) / 1e3);
  return best <= 100'000 ? passed(taken) : failed("it took " + taken);
}

}  // namespace deckle::checking
