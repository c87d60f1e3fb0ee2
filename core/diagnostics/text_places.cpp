#include "diagnostics/text_places.hpp"

#include <fmt/format.h>
#include <deckle/utf8.hpp>

#include <algorithm>
#include <charconv>
#include <cstring>

namespace deckle {
namespace {

constexpr std::uint64_t step = 1024;
constexpr std::uint64_t before_caret = 60, after_caret = 100;  // characters of an enormous line that are shown

bool begins_character(char byte) { return (static_cast<unsigned char>(byte) & 0xC0) != 0x80; }

// Eight bytes at a time: a byte goes on with a character when its two highest bits are 1 and 0.
std::uint64_t count_characters(std::string_view text) {
  constexpr std::uint64_t lowest_bits = 0x0101010101010101u;
  std::uint64_t further = 0;
  std::size_t at = 0;
  for (; text.size() - at >= 8; at += 8) {
    std::uint64_t word = 0;
    std::memcpy(&word, text.data() + at, 8);
    further += (((word >> 7) & ~(word >> 6) & lowest_bits) * lowest_bits) >> 56;  // the product adds the bytes up
  }
  const auto last = std::count_if(text.begin() + static_cast<std::ptrdiff_t>(at), text.end(), begins_character);
  return at - further + static_cast<std::uint64_t>(last);
}

// As characters, with what is malformed replaced; stops after `limit` of them.
std::string readable(std::string_view bytes, std::uint64_t limit) {
  const auto is_plain = [](char byte) { return static_cast<unsigned char>(byte) < 0x80; };
  const std::string_view most = bytes.substr(0, limit);
  std::string text(most.begin(), std::find_if_not(most.begin(), most.end(), is_plain));
  for (std::size_t at = text.size(), taken = at; at < bytes.size() && taken < limit; ++taken)
    utf8::append(text, utf8::next(bytes, at));
  return text;
}

// `count` characters back from `at`, but not before `first`.
std::uint64_t back(std::string_view bytes, std::uint64_t at, std::uint64_t first, std::uint64_t count) {
  while (at > first && count > 0)
    if (begins_character(bytes[--at])) --count;
  return at;
}

std::uint32_t clamp32(std::uint64_t number) {
  return static_cast<std::uint32_t>(std::min<std::uint64_t>(number, UINT32_MAX));
}

}  // namespace

TextPlaces::TextPlaces(std::string file, std::string_view text)
    : m_file(std::move(file)), m_text(text), m_feed(text.find('\n')), m_return(text.find('\r')) {}

// Until one begins behind the offset, or there are no more. A carriage return ends a line unless a line feed follows
// it.
void TextPlaces::find_lines_beyond(std::uint64_t offset) const {
  while (m_lines.back() <= offset && (m_feed != m_text.npos || m_return != m_text.npos)) {
    const std::size_t end = std::min(m_feed, m_return);
    if (end == m_return) m_return = m_text.find('\r', end + 1);
    if (end == m_feed) m_feed = m_text.find('\n', end + 1);
    else if (m_feed == end + 1) continue;
    m_lines.push_back(end + 1);
  }
}

void TextPlaces::set_checkpoints() const {
  std::uint64_t characters = 0;
  m_checkpoints.reserve(m_text.size() / step + 1);
  for (std::uint64_t at = 0; at < m_text.size(); at += step) {
    m_checkpoints.push_back(characters);
    characters += count_characters(m_text.substr(at, step));
  }
}

std::uint64_t TextPlaces::characters_between(std::uint64_t begin, std::uint64_t end) const {
  if (end - begin <= step) return count_characters(m_text.substr(begin, end - begin));
  return characters_before(end) - characters_before(begin);
}

std::uint64_t TextPlaces::characters_before(std::uint64_t offset) const {
  if (m_checkpoints.empty()) set_checkpoints();
  if (m_checkpoints.empty()) return 0;
  const std::uint64_t checkpoint = std::min<std::uint64_t>(offset / step, m_checkpoints.size() - 1);
  return m_checkpoints[checkpoint] + count_characters(m_text.substr(checkpoint * step, offset - checkpoint * step));
}

Place TextPlaces::at(std::uint64_t begin, std::uint64_t end) const {
  begin = std::min<std::uint64_t>(begin, m_text.size());
  end = std::clamp<std::uint64_t>(end, begin, m_text.size());
  find_lines_beyond(begin);
  const auto next_line = std::upper_bound(m_lines.begin(), m_lines.end(), begin);
  const std::uint64_t line_begin = *(next_line - 1);
  std::uint64_t line_end = next_line == m_lines.end() ? m_text.size() : *next_line;
  while (line_end > line_begin && (m_text[line_end - 1] == '\n' || m_text[line_end - 1] == '\r')) --line_end;
  end = std::min(end, std::max(line_end, begin));

  Place place;
  place.file = m_file;
  place.offset = begin;
  place.line = clamp32(static_cast<std::uint64_t>(next_line - m_lines.begin()));
  const std::uint64_t column = characters_between(line_begin, begin);
  place.column = clamp32(column + 1);
  std::uint64_t shown_from = line_begin;
  if (column > before_caret + 20) {
    shown_from = back(m_text, begin, line_begin, before_caret);
    place.excerpt = "…";
  }
  const std::uint64_t shown_before = characters_between(shown_from, begin);
  const std::uint64_t limit = shown_before + after_caret;
  // At most four bytes a character: no more of the line needs to be looked at.
  const std::uint64_t window = std::min<std::uint64_t>(line_end > shown_from ? line_end - shown_from : 0, limit * 4);
  const std::string_view shown = m_text.substr(shown_from, window);
  const std::uint64_t in_window = characters_between(shown_from, shown_from + window);
  place.caret_begin = clamp32(shown_before + (place.excerpt.empty() ? 0 : 1));
  place.excerpt += readable(shown, limit);
  const bool cut = in_window > limit || shown_from + window < line_end;
  if (cut) place.excerpt += "…";
  const std::uint64_t marked = end > begin ? characters_between(begin, end) : 0;
  place.caret_length = clamp32(std::clamp<std::uint64_t>(marked, 1, after_caret));
  return place;
}

std::string TextPlaces::where(std::uint64_t begin) const {
  const Place place = at(begin, begin);
  return fmt::format("{}:{}:{}", m_file, place.line, place.column);
}

Place place_named(std::string_view where) {
  Place whole, place;
  whole.file = where;
  for (std::uint32_t* number : {&place.column, &place.line}) {
    const std::size_t colon = where.rfind(':');
    const std::string_view digits = colon == std::string_view::npos ? "" : where.substr(colon + 1);
    const auto [end, problem] = std::from_chars(digits.data(), digits.data() + digits.size(), *number);
    if (digits.empty() || problem != std::errc() || end != digits.data() + digits.size()) return whole;
    where = where.substr(0, colon);
  }
  place.file = where;
  return place;
}

}  // namespace deckle
