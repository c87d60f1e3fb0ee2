#include "fence/fence_state.hpp"

#include <cerrno>
#include <cstring>

namespace deckle {
namespace {

std::string why_not(std::int32_t error) {
  switch (error) {
    case -1: return "it was not tried";
    case ENOSYS: return "the kernel does not have it";
    case EOPNOTSUPP: return "the kernel has it and was started without it";
    default: return std::strerror(error);
  }
}

FencePart part(const char* name, std::int32_t error, const std::string& detail = "") {
  return {name, error == 0 ? "in force" + detail : "not in force: " + why_not(error), error == 0};
}

}  // namespace

std::vector<FencePart> parts_of(const FenceState& state) {
  return {part("Landlock", state.landlock_error, fmt::format(" (ABI {})", state.landlock_abi)),
          part("seccomp", state.seccomp_error), part("resource limits", state.limits_error)};
}

std::vector<std::string> missing_parts(const FenceState& state) {
  std::vector<std::string> missing;
  for (const FencePart& one : parts_of(state))
    if (!one.in_force) missing.push_back(one.name + ": " + one.text);
  return missing;
}

}  // namespace deckle
