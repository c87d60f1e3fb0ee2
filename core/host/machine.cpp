#include "host/machine.hpp"

#include <gnu/libc-version.h>
#include <sched.h>
#include <sys/resource.h>
#include <sys/utsname.h>

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <optional>
#include <sstream>
#include <string_view>

namespace deckle {
namespace {

namespace fs = std::filesystem;

std::optional<std::uint64_t> number(std::string_view text) {
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end == text.data()) return std::nullopt;
  return value;
}

std::optional<std::uint64_t> number_in(const fs::path& file) {
  std::string word;
  std::ifstream(file) >> word;
  return number(word);
}

// ---- control groups: version 2, and version 1 with a tree for each resource ----

// The folder of this process in the tree of `resource` ("" in version 2), and all above it to the top of the tree. In a
// container the path may be one outside: then only the top is there, and is that of the container.
std::vector<fs::path> groups(const fs::path& root, std::string_view resource) {
  const fs::path tree = root / "sys/fs/cgroup" / resource;
  std::vector<fs::path> found;
  std::ifstream list(root / "proc/self/cgroup");  // lines of number:resources:path
  for (std::string line; std::getline(list, line);) {
    const std::size_t first = line.find(':'), second = line.find(':', first + 1);
    if (second == std::string::npos) continue;
    const std::string resources = fmt::format(",{},", line.substr(first + 1, second - first - 1));
    if (resource.empty() ? resources != ",," : resources.find(fmt::format(",{},", resource)) == std::string::npos)
      continue;
    for (fs::path below = fs::path(line.substr(second + 1)).relative_path(); !below.empty();
         below = below.parent_path())
      found.push_back(tree / below);
  }
  found.push_back(tree);
  return found;
}

std::uint64_t memory_limit(const fs::path& root, std::uint64_t memory) {
  std::uint64_t limit = memory;
  const auto consider = [&](std::optional<std::uint64_t> found) { limit = std::min(limit, found.value_or(limit)); };
  for (const fs::path& group : groups(root, "")) consider(number_in(group / "memory.max"));
  for (const fs::path& group : groups(root, "memory")) consider(number_in(group / "memory.limit_in_bytes"));
  return limit < memory ? limit : 0;
}

unsigned processors_of_quota(const fs::path& root, unsigned processors) {
  unsigned limit = processors;
  const auto consider = [&](std::optional<std::uint64_t> quota, std::optional<std::uint64_t> period) {
    if (quota && period && *period > 0)
      limit = std::min<unsigned>(limit, unsigned(std::max<std::uint64_t>(1, (*quota + *period - 1) / *period)));
  };
  for (const fs::path& group : groups(root, "")) {
    std::string quota, period;
    std::ifstream(group / "cpu.max") >> quota >> period;
    consider(number(quota), number(period));
  }
  for (const fs::path& group : groups(root, "cpu"))
    consider(number_in(group / "cpu.cfs_quota_us"), number_in(group / "cpu.cfs_period_us"));  // a quota of -1: none
  return limit;
}

// ---- the rest ----

void read_names(Machine& machine) {
  utsname names{};
  if (uname(&names) != 0) return;
  machine.kernel = fmt::format("{} {}", names.sysname, names.release);
  machine.architecture = names.machine;
  machine.c_library = fmt::format("glibc {}", gnu_get_libc_version());
}

void read_processors(Machine& machine, const fs::path& root) {
  cpu_set_t allowed;
  CPU_ZERO(&allowed);
  if (sched_getaffinity(0, sizeof allowed, &allowed) == 0)
    machine.processors = static_cast<unsigned>(std::max(1, CPU_COUNT(&allowed)));
  machine.processors_in_time = processors_of_quota(root, machine.processors);
}

void read_memory(Machine& machine, const fs::path& root) {
  std::ifstream file(root / "proc/meminfo");  // lines of "MemTotal:  24683132 kB"
  for (std::string line; std::getline(file, line);) {
    std::istringstream words(line);
    std::string name;
    std::uint64_t kibibytes = 0;
    if (!(words >> name >> kibibytes)) continue;
    if (name == "MemTotal:") machine.memory = kibibytes * 1024;
    if (name == "MemAvailable:") machine.memory_available = kibibytes * 1024;
  }
  machine.memory_limit = memory_limit(root, machine.memory);
}

void read_open_files(Machine& machine) {
  rlimit files{};
  if (getrlimit(RLIMIT_NOFILE, &files) != 0) return;
  machine.open_files = files.rlim_cur;
  machine.most_open_files = files.rlim_max;
}

}  // namespace

Machine this_machine(const fs::path& root) {
  Machine machine;
  read_names(machine);
  read_processors(machine, root);
  read_memory(machine, root);
  read_open_files(machine);
  return machine;
}

}  // namespace deckle
