// This machine, as the kernel names it when it speaks of system calls.
#pragma once
#include <linux/audit.h>

#include <cstdint>

namespace deckle {

#if defined(__x86_64__)
inline constexpr std::uint32_t this_architecture = AUDIT_ARCH_X86_64;
#elif defined(__aarch64__)
inline constexpr std::uint32_t this_architecture = AUDIT_ARCH_AARCH64;
#endif

}  // namespace deckle
