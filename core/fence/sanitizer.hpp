// Whether this is a build with AddressSanitizer, which takes address space without end and reads /proc when it reports:
// then memory is not limited, and files remain readable.
#pragma once

namespace deckle {

#if defined(__SANITIZE_ADDRESS__)
inline constexpr bool address_sanitizer = true;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
inline constexpr bool address_sanitizer = true;
#else
inline constexpr bool address_sanitizer = false;
#endif
#else
inline constexpr bool address_sanitizer = false;
#endif

}  // namespace deckle
