// Whether this is a build with AddressSanitizer, which takes address space without end, reads /proc when it reports,
// and tries addresses through a pipe: then memory is not limited, files remain readable, and pipes can be made.
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
