// UTF-8: checking, counting, reading and writing of code points. Exact: overlong forms, surrogates and values above
// U+10FFFF are malformed (Unicode, table 3-7). Needs nothing but the standard library.
//
// Malformed text is taken apart by the practice "substitution of maximal subparts" (Unicode, section 3.9; the WHATWG
// Encoding Standard does the same): each longest prefix of a well-formed sequence, or else one byte, is one mistake.
#pragma once
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace deckle::utf8 {

inline constexpr char32_t replacement = 0xFFFD;

// One step through text: a code point, or a mistake that reads as U+FFFD.
struct Step {
  char32_t code_point;
  std::uint32_t length;  // bytes taken: 1 to 4, and 0 only at the end of the text
  bool valid;
};

namespace detail {

// What the first byte of a sequence of several bytes allows. length is 0 for a byte that begins none.
struct Lead {
  std::uint32_t length;
  unsigned char second_low, second_high;
};

constexpr Lead lead_of(unsigned char first) {
  if (first < 0xC2) return {0, 0, 0};
  if (first < 0xE0) return {2, 0x80, 0xBF};
  if (first == 0xE0) return {3, 0xA0, 0xBF};  // lower ones would be overlong
  if (first == 0xED) return {3, 0x80, 0x9F};  // higher ones would be surrogates
  if (first < 0xF0) return {3, 0x80, 0xBF};
  if (first == 0xF0) return {4, 0x90, 0xBF};  // lower ones would be overlong
  if (first < 0xF4) return {4, 0x80, 0xBF};
  if (first == 0xF4) return {4, 0x80, 0x8F};  // higher ones would pass U+10FFFF
  return {0, 0, 0};
}

constexpr bool continues(unsigned char byte) { return (byte & 0xC0) == 0x80; }

// Bytes of ASCII that [at, end) begins with.
inline std::size_t ascii_run(const char* at, const char* end) {
  constexpr std::uint64_t high_bits = 0x8080808080808080u;
  const char* const begin = at;
  const auto run = [&] { return static_cast<std::size_t>(at - begin); };
  for (; end - at >= 16; at += 16) {
    std::uint64_t words[2];
    std::memcpy(words, at, 16);
    if (((words[0] | words[1]) & high_bits) == 0) continue;
    if ((words[0] & high_bits) != 0) return run() + static_cast<unsigned>(std::countr_zero(words[0] & high_bits)) / 8;
    return run() + 8 + static_cast<unsigned>(std::countr_zero(words[1] & high_bits)) / 8;
  }
  while (at != end && static_cast<unsigned char>(*at) < 0x80) ++at;
  return run();
}

// Behind the valid sequences of two and of three bytes that [at, end) begins with and that need no closer look, words
// of most scripts; the first that does is left, and so is what stands within four bytes of the end.
inline const char* skip_common(const char* at, const char* end) {
  const auto byte = [&](int k) { return std::uint32_t{static_cast<unsigned char>(at[k])}; };
  while (end - at >= 4) {
    const std::uint32_t four = byte(0) | byte(1) << 8 | byte(2) << 16 | byte(3) << 24;
    const bool of_two = (four & 0xC0E0) == 0x80C0 && (four & 0x1E) != 0;  // not overlong
    const bool of_three = (four & 0xC0C0F0) == 0x8080E0 && (four & 0x0F) != 0x0D && (four & 0x200F) != 0;
    if (of_two) at += 2;
    else if (of_three) at += 3;
    else break;
  }
  return at;
}

// Of the sequence that begins at `at`; 0: it is malformed, or there is none.
inline std::size_t sequence_length(const char* at, const char* end) {
  const auto byte = [&](int k) { return static_cast<unsigned char>(at[k]); };
  if (at == end) return 0;
  if (byte(0) < 0x80) return 1;
  const Lead lead = lead_of(byte(0));
  if (lead.length == 0 || end - at < static_cast<std::ptrdiff_t>(lead.length)) return 0;
  if (byte(1) < lead.second_low || byte(1) > lead.second_high) return 0;
  if (lead.length > 2 && !continues(byte(2))) return 0;
  if (lead.length > 3 && !continues(byte(3))) return 0;
  return lead.length;
}

}  // namespace detail

// The code point at byte `at`. Never reads outside of text.
constexpr Step decode(std::string_view text, std::size_t at) {
  if (at >= text.size()) return {replacement, 0, false};
  const auto byte = [&](std::size_t k) { return static_cast<unsigned char>(text[at + k]); };
  const unsigned char first = byte(0);
  if (first < 0x80) return {first, 1, true};
  const detail::Lead lead = detail::lead_of(first);
  const std::size_t left = text.size() - at;
  if (lead.length == 0 || left < 2 || byte(1) < lead.second_low || byte(1) > lead.second_high) {
    return {replacement, 1, false};
  }
  char32_t value = (first & (0x7Fu >> lead.length)) << 6 | (byte(1) & 0x3Fu);
  for (std::uint32_t k = 2; k < lead.length; ++k) {
    if (k >= left || !detail::continues(byte(k))) return {replacement, k, false};
    value = value << 6 | (byte(k) & 0x3Fu);
  }
  return {value, lead.length, true};
}

// The code point at byte `at`, which is moved behind it; U+FFFD for a mistake. At the end: U+FFFD, and `at` stays.
constexpr char32_t next(std::string_view text, std::size_t& at) {
  const Step step = decode(text, at);
  at += step.length;
  return step.code_point;
}

// Bytes before the first mistake; text.size() when there is none.
inline std::size_t valid_prefix(std::string_view text) {
  const char* const begin = text.data();
  const char* const end = begin + text.size();
  const char* at = begin;
  while (at != end) {
    if (static_cast<unsigned char>(*at) < 0x80) {
      at += detail::ascii_run(at, end);
      continue;
    }
    at = detail::skip_common(at, end);
    const std::size_t length = detail::sequence_length(at, end);
    if (length == 0) break;
    at += length;
  }
  return static_cast<std::size_t>(at - begin);
}

inline bool is_valid(std::string_view text) { return valid_prefix(text) == text.size(); }

// Code points of valid text.
constexpr std::size_t count(std::string_view text) {
  std::size_t points = 0;
  for (const char c : text) points += detail::continues(static_cast<unsigned char>(c)) ? 0 : 1;
  return points;
}

// Adds a code point; a surrogate or a value above U+10FFFF is added as U+FFFD.
inline void append(std::string& text, char32_t c) {
  if (c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF)) c = replacement;
  const auto put = [&](char32_t byte) { text.push_back(static_cast<char>(byte)); };
  if (c < 0x80) {
    put(c);
  } else if (c < 0x800) {
    put(0xC0 | c >> 6), put(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    put(0xE0 | c >> 12), put(0x80 | (c >> 6 & 0x3F)), put(0x80 | (c & 0x3F));
  } else {
    put(0xF0 | c >> 18), put(0x80 | (c >> 12 & 0x3F)), put(0x80 | (c >> 6 & 0x3F)), put(0x80 | (c & 0x3F));
  }
}

}  // namespace deckle::utf8
