#include "job/text_places.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <deckle/utf8.hpp>

namespace deckle {
namespace {

constexpr std::size_t stride = 1024;
constexpr std::size_t excerpt_before = 100, excerpt_after = 200;  // bytes kept of a long line around the range
constexpr std::string_view ellipsis = "\xE2\x80\xA6";

bool begins_character(char byte) { return (static_cast<unsigned char>(byte) & 0xC0) != 0x80; }

// The nearest beginning of a character at or before `at`, but not before `floor`.
std::size_t back_to_character(std::string_view text, std::size_t at, std::size_t floor) {
  while (at > floor && at < text.size() && !begins_character(text[at])) --at;
  return at;
}

}  // namespace

TextPlaces::TextPlaces(std::string file, std::string_view text) : m_file(std::move(file)), m_text(text) {
  m_lines.push_back(0);
  std::size_t characters = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (at % stride == 0) m_characters.push_back(characters);
    if (begins_character(text[at])) ++characters;
    if (text[at] == '\n') m_lines.push_back(at + 1);
  }
  if (text.size() % stride == 0) m_characters.push_back(characters);
}

std::size_t TextPlaces::line_index(std::size_t offset) const {
  return static_cast<std::size_t>(std::upper_bound(m_lines.begin(), m_lines.end(), offset) - m_lines.begin()) - 1;
}

std::size_t TextPlaces::characters_before(std::size_t offset) const {
  const std::size_t known = offset / stride;
  return m_characters[known] + utf8::count(m_text.substr(known * stride, offset % stride));
}

Place TextPlaces::at(std::uint64_t begin_offset, std::uint64_t end_offset) const {
  const std::size_t begin = std::min<std::uint64_t>(begin_offset, m_text.size());
  const std::size_t line = line_index(begin), line_begin = m_lines[line];
  std::size_t line_end = line + 1 < m_lines.size() ? m_lines[line + 1] - 1 : m_text.size();
  if (line_end > line_begin && m_text[line_end - 1] == '\r') --line_end;
  const std::size_t marked_end = std::clamp<std::uint64_t>(end_offset, std::min(begin, line_end), line_end);

  Place place;
  place.file = m_file;
  place.offset = begin;
  place.line = static_cast<std::uint32_t>(line + 1);
  place.column = static_cast<std::uint32_t>(characters_before(begin) - characters_before(line_begin) + 1);

  std::size_t first = line_begin, last = line_end;
  if (line_end - line_begin > excerpt_before + excerpt_after) {
    first = begin > line_begin + excerpt_before ? begin - excerpt_before : line_begin;
    last = std::min(line_end, begin + excerpt_after);
    first = back_to_character(m_text, first, line_begin), last = back_to_character(m_text, last, first);
  }
  if (first > line_begin) place.excerpt += ellipsis;
  const std::size_t marked_begin = std::clamp(begin, first, last), cut_end = std::clamp(marked_end, marked_begin, last);
  place.caret_begin =
      static_cast<std::uint32_t>(utf8::count(place.excerpt) + utf8::count(m_text.substr(first, marked_begin - first)));
  place.excerpt += m_text.substr(first, last - first);
  if (last < line_end) place.excerpt += ellipsis;
  const std::size_t marked = utf8::count(m_text.substr(marked_begin, cut_end - marked_begin));
  place.caret_length = static_cast<std::uint32_t>(std::max<std::size_t>(1, marked));
  return place;
}

std::string TextPlaces::where(std::uint64_t begin_offset) const {
  const std::size_t begin = std::min<std::uint64_t>(begin_offset, m_text.size());
  const std::size_t line = line_index(begin);
  return fmt::format("{}:{}:{}", m_file, line + 1, characters_before(begin) - characters_before(m_lines[line]) + 1);
}

}  // namespace deckle
