// What of this machine a process may use: read from the system, as containers and limits leave it.
#pragma once
#include <cstdint>
#include <filesystem>
#include <string>

namespace deckle {

struct Machine {
  std::string kernel;        // "Linux 6.1.0-13-amd64"
  std::string architecture;  // "x86_64"
  std::string c_library;     // "glibc 2.36"
  // Processors on which this process may run, and of how many it may have the time: a control group's quota, rounded
  // up; the same without one.
  unsigned processors = 1, processors_in_time = 1;
  // Bytes of memory; limit: of the strictest control group above this process, 0 without one. 0: not known.
  std::uint64_t memory = 0, memory_available = 0, memory_limit = 0;
  // Files that a process may hold open now, and at most.
  std::uint64_t open_files = 0, most_open_files = 0;
};

// `root`: below which /proc and /sys are read.
Machine this_machine(const std::filesystem::path& root = "/");

}  // namespace deckle
