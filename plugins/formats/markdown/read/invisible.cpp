#include "invisible.hpp"

#include <deckle/utf8.hpp>

#include <algorithm>

namespace markdown {
namespace {

constexpr std::size_t stride = 64;  // bytes that are looked at together

bool turns_direction(char32_t c) { return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069); }

// Joiners have their use between letters of some scripts and in emoji: behind ASCII they have none.
bool is_hidden(char32_t c, bool behind_ascii) {
  if (c == 0x200C || c == 0x200D) return behind_ascii;
  return c == 0x200B || (c >= 0x2060 && c <= 0x2064) || c == 0xFEFF;
}

std::string name_of(char32_t c) {
  std::string name = "U+";
  for (int shift = 12; shift >= 0; shift -= 4) name += "0123456789ABCDEF"[c >> shift & 0xF];
  return name;
}

// All of them have three bytes, of which the first is one of two.
bool may_begin_one(char c) { return c == '\xE2' || c == '\xEF'; }

// The least difference of a byte from those two: in this form compilers look at many bytes at a time.
bool may_hold_one(std::string_view text) {
  unsigned char least = 0xFF;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const unsigned char from_first = byte ^ 0xE2, from_second = byte ^ 0xEF;
    least = std::min(least, std::min(from_first, from_second));
  }
  return least == 0;
}

void report_one(std::string_view text, std::uint32_t at, Problems& problems) {
  const char32_t c = deckle::utf8::decode(text, at).code_point;
  const Range where{at, at + 3};
  if (turns_direction(c))
    problems.warn("markdown.invisible", where, "take it out, unless the text is written from right to left",
                  "{} turns the direction of the text behind it, and is not seen", name_of(c));
  else if (is_hidden(c, at > 0 && static_cast<unsigned char>(text[at - 1]) < 0x80) && at > 0)
    problems.warn("markdown.invisible", where, "take it out", "{} has no width, and is not seen", name_of(c));
}

}  // namespace

void report_invisible(std::string_view text, Problems& problems) {
  for (std::size_t begin = 0; begin < text.size(); begin += stride) {
    if (!may_hold_one(text.substr(begin, stride))) continue;
    const std::size_t end = std::min(begin + stride, text.size());
    for (std::size_t at = begin; at < end; ++at)
      if (may_begin_one(text[at])) report_one(text, static_cast<std::uint32_t>(at), problems);
  }
}

}  // namespace markdown
