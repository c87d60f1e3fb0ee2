// Numbers at places in bytes, of both orders; 0 behind the end.
#pragma once
#include <cstdint>
#include <string_view>

namespace image_bytes {

inline std::uint32_t number(std::string_view bytes, std::size_t at, std::size_t length, bool is_big_endian) {
  std::uint32_t value = 0;
  if (at > bytes.size() || bytes.size() - at < length) return 0;
  for (std::size_t i = 0; i < length; ++i)
    value = value << 8 | static_cast<unsigned char>(bytes[at + (is_big_endian ? i : length - 1 - i)]);
  return value;
}
inline std::uint32_t big16(std::string_view bytes, std::size_t at) { return number(bytes, at, 2, true); }
inline std::uint32_t big32(std::string_view bytes, std::size_t at) { return number(bytes, at, 4, true); }
inline std::uint32_t little16(std::string_view bytes, std::size_t at) { return number(bytes, at, 2, false); }
inline std::uint32_t little24(std::string_view bytes, std::size_t at) { return number(bytes, at, 3, false); }
inline std::uint32_t little32(std::string_view bytes, std::size_t at) { return number(bytes, at, 4, false); }

inline bool begins_with(std::string_view bytes, std::string_view with, std::size_t at = 0) {
  return at <= bytes.size() && bytes.substr(at, with.size()) == with;
}

}  // namespace image_bytes
