#include "fence/fence_state.hpp"

#include <cerrno>
#include <cstring>

namespace deckle {
namespace {

struct Part {
  std::string name, detail;
  std::int32_t error;
};

std::vector<Part> parts(const FenceState& state) {
  return {{"Landlock", fmt::format(" (ABI {})", state.landlock_abi), state.landlock_error},
          {"seccomp", "", state.seccomp_error},
          {"resource limits", "", state.limits_error}};
}

std::string why_not(std::int32_t error) {
  switch (error) {
    case -1: return "it was not tried";
    case ENOSYS: return "the kernel does not have it";
    case EOPNOTSUPP: return "the kernel has it and was started without it";
    default: return std::strerror(error);
  }
}

std::string not_in_force(const Part& part) {
  return fmt::format("{}: not in force: {}", part.name, why_not(part.error));
}

}  // namespace

std::vector<std::string> in_words(const FenceState& state) {
  std::vector<std::string> lines;
  for (const Part& part : parts(state))
    lines.push_back(part.error == 0 ? fmt::format("{}: in force{}", part.name, part.detail) : not_in_force(part));
  return lines;
}

std::vector<std::string> missing_parts(const FenceState& state) {
  std::vector<std::string> missing;
  for (const Part& part : parts(state))
    if (part.error != 0) missing.push_back(not_in_force(part));
  return missing;
}

}  // namespace deckle
