// Messages with {} placeholders, since neither compiler of the supported systems has std::format.
#pragma once
#include <concepts>
#include <string>
#include <string_view>

namespace deckle {
namespace detail {

inline void append_value(std::string& out, std::string_view value) { out += value; }
inline void append_value(std::string& out, const char* value) { out += value; }  // which would be a bool
inline void append_value(std::string& out, char value) { out += value; }
inline void append_value(std::string& out, bool value) { out += value ? "true" : "false"; }
template <class T>
requires std::integral<T> || std::floating_point<T>
void append_value(std::string& out, T value) { out += std::to_string(value); }

// Copies text up to the next {} and drops both from `rest`; false if there was none.
inline bool copy_to_placeholder(std::string& out, std::string_view& rest) {
  const auto at = rest.find("{}");
  out += rest.substr(0, at);
  rest = at == std::string_view::npos ? std::string_view() : rest.substr(at + 2);
  return at != std::string_view::npos;
}

}  // namespace detail

// Each {} is the next value; values left over are dropped.
template <class... Values>
std::string message(std::string_view pattern, const Values&... values) {
  std::string out;
  ((detail::copy_to_placeholder(out, pattern) ? detail::append_value(out, values) : void()), ...);
  out += pattern;
  return out;
}

}  // namespace deckle
