#include "content.hpp"

#include <algorithm>

#include "characters.hpp"

namespace markdown {
namespace {

// Whether more than white space stands between a line and the next one.
bool are_apart(std::string_view source, const Slice& line, const Slice& next) {
  for (std::uint32_t at = line.end + line_ending(source, line.end); at < next.begin; ++at)
    if (!is_blank(source[at])) return true;
  return false;
}

bool is_one_piece(std::string_view source, std::span<const Slice> lines) {
  for (std::size_t i = 1; i < lines.size(); ++i)
    if (are_apart(source, lines[i - 1], lines[i])) return false;
  return true;
}

// Behind white space that a text has not, up to its next byte, or to the end of a line if that is a space, which stands
// for it.
std::uint32_t skip_space(std::string_view source, Range range, char next) {
  std::uint32_t at = range.begin;
  const auto is_next = [&](char c) { return c == next || (next == ' ' && is_line_end(c)); };
  while (at < range.end && is_space(source[at]) && !is_next(source[at])) ++at;
  return at;
}

std::uint32_t trimmed_end(std::string_view source, const Slice& line) {
  std::uint32_t end = line.end;
  while (end > line.begin && is_blank(source[end - 1])) --end;
  return end;
}

}  // namespace

std::uint32_t line_ending(std::string_view text, std::uint32_t at) {
  if (at >= text.size()) return 0;
  return text[at] == '\r' && at + 1 < text.size() && text[at + 1] == '\n' ? 2 : 1;
}

void Content::assign(std::string_view source, std::span<const Slice> lines) {
  clear();
  if (lines.empty()) return;
  if (!is_one_piece(source, lines)) return join(source, lines);
  m_begin = lines.front().begin;
  m_text = source.substr(m_begin, trimmed_end(source, lines.back()) - m_begin);
}

void Content::clear() {
  m_pieces.clear();
  m_last = 0;
  m_text = {};
  m_begin = 0;
  m_joined.clear();
}

bool Content::align(std::string_view text, std::string_view source, Range where) {
  clear();
  std::uint32_t at = where.begin;
  const auto is_same = [&](char c) { return at < where.end && source[at] == c; };
  for (std::uint32_t i = 0; i < text.size(); ++i, ++at) {
    if (i == 0) m_pieces.push_back({i, at});
    if (is_same(text[i])) continue;
    const std::uint32_t begin = at;
    at = skip_space(source, {at, where.end}, text[i]);
    const bool is_fold = text[i] == ' ' && at < where.end && is_line_end(source[at]);
    if (!is_same(text[i]) && !is_fold) {
      // Any white space may stand for the end of a line, and the end of the last line may be missing.
      if (!is_space(text[i]) || (at == begin && at < where.end)) return false;
      --at;
    }
    m_pieces.push_back({i, at});
  }
  m_text = text;
  return true;
}

void Content::join(std::string_view source, std::span<const Slice> lines) {
  clear();
  for (const Slice& line : lines) {
    const bool last = &line == &lines.back();
    const std::uint32_t end = last ? trimmed_end(source, line) : line.end;
    const bool apart = &line != &lines.front() && are_apart(source, *(&line - 1), line);
    m_pieces.push_back({static_cast<std::uint32_t>(m_joined.size()), line.begin, apart});
    m_joined += source.substr(line.begin, end - line.begin);
    if (last) break;
    const bool cut = m_pieces.back().cut = line.end >= source.size() || !is_line_end(source[line.end]);
    m_joined += cut ? std::string_view("\n") : source.substr(line.end, line_ending(source, line.end));
  }
  m_text = m_joined;
}

const Content::Piece& Content::piece_at(std::uint32_t at) const {
  const bool near = m_pieces[m_last].text <= at && (m_last + 1 == m_pieces.size() || at < m_pieces[m_last + 1].text);
  if (!near) {
    const auto behind = std::upper_bound(m_pieces.begin(), m_pieces.end(), at,
                                         [](std::uint32_t offset, const Piece& piece) { return offset < piece.text; });
    m_last = static_cast<std::size_t>(behind - m_pieces.begin()) - 1;
  }
  return m_pieces[m_last];
}

std::uint32_t Content::source(std::uint32_t at) const {
  if (m_pieces.empty()) return m_begin + at;
  const Piece& piece = piece_at(at);
  return piece.source + (at - piece.text);
}

// An end belongs to the byte before it.
Range Content::source(Range range) const {
  if (m_pieces.empty()) return {m_begin + range.begin, m_begin + range.end};
  const std::uint32_t begin = source(range.begin);
  if (range.end == range.begin) return {begin, begin};
  const std::uint32_t last = source(range.end - 1);
  const bool no_byte = piece_at(range.end - 1).cut && m_text[range.end - 1] == '\n';
  return {begin, no_byte ? last : last + 1};
}

bool Content::is_apart(std::uint32_t end, std::uint32_t begin) const {
  return !m_pieces.empty() && piece_at(begin).apart && piece_at(begin).text >= end;
}

void append_words(std::string& out, std::string_view text) {
  bool space = false;
  const std::size_t begin = out.size();
  for (const char c : text) {
    if (!is_space(c)) {
      if (space && out.size() > begin) out += ' ';
      out += c;
    }
    space = is_space(c);
  }
}

void append_indented_lines(std::string& out, std::string_view text) {
  std::size_t indent = std::string_view::npos;
  for (auto end = find_line_end(text); end < text.size();) {
    const std::size_t line = end + line_ending(text, static_cast<std::uint32_t>(end));
    std::size_t first = line;
    while (first < text.size() && is_blank(text[first])) ++first;
    indent = std::min(indent, first - line);
    end = find_line_end(text, first);
  }
  while (true) {
    const auto end = find_line_end(text);
    out += text.substr(0, end);
    if (end == text.size()) return;
    out += '\n';
    text.remove_prefix(end + line_ending(text, static_cast<std::uint32_t>(end)) + indent);
  }
}

void append_lines(std::string& out, std::string_view text) {
  while (true) {
    const auto end = find_line_end(text);
    out += text.substr(0, end);
    if (end == text.size()) return;
    out += '\n';
    text.remove_prefix(end + line_ending(text, static_cast<std::uint32_t>(end)));
    while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  }
}

}  // namespace markdown
