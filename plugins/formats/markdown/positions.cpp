#include "positions.hpp"

#include <algorithm>
#include <cstring>

namespace {

// How far a text is looked for beyond the cursor: bounds the work for text that was written with entities.
constexpr std::size_t search_limit = 512;

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

// The bytes of the first character of `text`.
std::size_t character_length(std::string_view text) {
  std::size_t length = 1;
  while (length < text.size() && (static_cast<unsigned char>(text[length]) & 0xC0) == 0x80) ++length;
  return length;
}

// The length of an entity at the start of `text`, 0 if there is none.
std::size_t entity_length(std::string_view text) {
  if (text.empty() || text[0] != '&') return 0;
  const auto end = text.substr(0, 40).find_first_of("; \t\n&", 1);
  return end == std::string_view::npos || text[end] != ';' ? 0 : end + 1;
}

}  // namespace

Positions::Positions(std::string_view text) : m_text(text) {
  m_lines.reserve(text.size() / 32 + 2);
  m_lines.push_back(0);
  for (std::size_t at = 0; at < text.size();) {
    const auto next = text.find_first_of("\n\r", at);
    if (next == std::string_view::npos) break;
    at = next + (text.substr(next, 2) == "\r\n" ? 2 : 1);
    m_lines.push_back(static_cast<std::uint32_t>(at));
  }
  m_lines.push_back(static_cast<std::uint32_t>(text.size()));
}

std::size_t Positions::offset(int line, int column) const {
  if (line < 1) return 0;
  const auto index = std::min(static_cast<std::size_t>(line - 1), m_lines.size() - 2);
  if (column < 1) return index == 0 ? 0 : end_of_line(static_cast<int>(index));
  return std::min<std::size_t>(m_lines[index] + static_cast<std::size_t>(column - 1), m_lines[index + 1]);
}

std::size_t Positions::end_of_line(int line) const {
  const auto index = std::min(static_cast<std::size_t>(std::max(line, 1) - 1), m_lines.size() - 2);
  std::size_t end = m_lines[index + 1];
  if (end > m_lines[index] && m_text[end - 1] == '\n') --end;
  if (end > m_lines[index] && m_text[end - 1] == '\r') --end;
  return end;
}

Range InlineFinder::text(std::string_view literal, std::size_t hint) {
  const std::size_t begin = find(literal, hint);
  m_cursor = std::max(begin, align(literal, begin));
  return {begin, m_cursor};
}

// The place where `literal` begins: the hint if it is there, else the nearest place behind the cursor.
std::size_t InlineFinder::find(std::string_view literal, std::size_t hint) const {
  const std::string_view text = m_text.substr(0, m_end);
  if (hint >= m_cursor && hint <= m_end && text.substr(hint, literal.size()) == literal) return hint;
  if (literal.empty() || m_cursor >= m_end) return m_cursor;
  const std::string_view first = literal.substr(0, character_length(literal));
  const auto found = text.substr(m_cursor, search_limit).find(first);
  const auto entity = text.substr(m_cursor, found).find('&');
  if (entity != std::string_view::npos && entity_length(text.substr(m_cursor + entity)) > 0) return m_cursor + entity;
  return found == std::string_view::npos ? m_cursor : m_cursor + found;
}

// Where `literal` ends, when it begins at `from` and was written with escapes, entities or over several lines.
std::size_t InlineFinder::align(std::string_view literal, std::size_t from) const {
  const std::string_view text = m_text.substr(0, m_end);
  if (text.substr(from, literal.size()) == literal) return from + literal.size();
  std::size_t at = from, done = 0;
  while (at < text.size() && done < literal.size()) {
    const bool line_start = done > 0 && literal[done - 1] == '\n';
    const std::size_t entity = entity_length(text.substr(at));
    if (entity > 0 && literal.substr(done, entity) != text.substr(at, entity)) {
      at += entity;
      done += character_length(literal.substr(done));
    } else if (text[at] == literal[done]) {
      ++at, ++done;
    } else if (text[at] == '\\' || text[at] == '\r' || (line_start && (is_space(text[at]) || text[at] == '>'))) {
      ++at;
    } else {
      break;
    }
  }
  return at;
}

Range InlineFinder::code(std::size_t hint) {
  const std::string_view text = m_text.substr(0, m_end);
  const auto begin = std::min(text.find('`', m_cursor), m_end);
  const auto inside = std::min(text.find_first_not_of('`', begin), m_end);
  for (std::size_t at = text.find('`', inside); at != std::string_view::npos; at = text.find('`', at)) {
    const auto after = std::min(text.find_first_not_of('`', at), m_end);
    if (after - at == inside - begin) {
      m_cursor = after;
      return {begin, after};
    }
    at = after;
  }
  const auto somewhere = std::clamp(hint, m_cursor, m_end);
  return {somewhere, somewhere};
}

Range InlineFinder::line_break(bool hard) {
  const std::string_view text = m_text.substr(0, m_end);
  const auto newline = std::min(text.find_first_of("\n\r", m_cursor), m_end);
  Range range{newline, std::min(newline + 1, m_end)};
  if (hard && newline < m_end) range.begin = m_cursor;
  if (text.substr(newline, 2) == "\r\n") ++range.end;
  m_cursor = range.end;
  return range;
}

Range InlineFinder::container(std::string_view openers, std::string_view closers, Range hint) {
  const auto is_one_of = [this](std::string_view set, std::size_t at) {
    return at < m_end && set.find(m_text[at]) != std::string_view::npos;
  };
  std::size_t begin = hint.begin;
  if (begin < m_cursor || !is_one_of(openers, begin)) {
    const auto found = m_text.substr(0, std::min(m_end, m_cursor + search_limit)).find_first_of(openers, m_cursor);
    begin = found == std::string_view::npos ? m_cursor : found;
  }
  // The end is often as wrong as the beginning was.
  std::size_t end = hint.end + (begin - hint.begin);
  const auto is_end = [&](std::size_t at) { return at > begin + 1 && at <= m_end && is_one_of(closers, at - 1); };
  if (!is_end(end)) end = is_end(hint.end) ? hint.end : first_closer(closers, begin);
  if (begin < m_end && is_one_of(openers, begin)) m_cursor = begin + 1;
  return {begin, end};
}

// A guess: behind the first closing character that is not escaped, or the end of the block.
std::size_t InlineFinder::first_closer(std::string_view closers, std::size_t begin) const {
  const std::string_view text = m_text.substr(0, m_end);
  for (auto at = text.find_first_of(closers, begin + 1); at < m_end; at = text.find_first_of(closers, at + 1))
    if (text[at - 1] != '\\' && text[at - 1] != text[begin]) return at + 1;
  return m_end;
}
