#include "content.hpp"

#include <algorithm>

#include "characters.hpp"

namespace markdown {
namespace {

// Whether only white space stands between the lines.
bool is_one_piece(std::string_view source, std::span<const Slice> lines) {
  for (std::size_t i = 1; i < lines.size(); ++i)
    for (std::uint32_t at = lines[i - 1].end + line_ending(source, lines[i - 1].end); at < lines[i].begin; ++at)
      if (!is_blank(source[at])) return false;
  return true;
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
  m_pieces.clear();
  m_last = 0;
  m_text = {};
  m_begin = 0;
  if (lines.empty()) return;
  if (!is_one_piece(source, lines)) return join(source, lines);
  m_begin = lines.front().begin;
  m_text = source.substr(m_begin, trimmed_end(source, lines.back()) - m_begin);
}

void Content::join(std::string_view source, std::span<const Slice> lines) {
  m_joined.clear();
  for (const Slice& line : lines) {
    const bool last = &line == &lines.back();
    const std::uint32_t end = last ? trimmed_end(source, line) : line.end;
    m_pieces.push_back({static_cast<std::uint32_t>(m_joined.size()), line.begin});
    m_joined += source.substr(line.begin, end - line.begin);
    if (last) break;
    const bool cut = line.end >= source.size() || !is_line_end(source[line.end]);
    m_joined += cut ? std::string_view("\n") : source.substr(line.end, line_ending(source, line.end));
  }
  m_text = m_joined;
}

std::uint32_t Content::source(std::uint32_t at) const {
  if (m_pieces.empty()) return m_begin + at;
  const bool near = m_pieces[m_last].text <= at && (m_last + 1 == m_pieces.size() || at < m_pieces[m_last + 1].text);
  if (!near) {
    const auto behind = std::upper_bound(m_pieces.begin(), m_pieces.end(), at,
                                         [](std::uint32_t offset, const Piece& piece) { return offset < piece.text; });
    m_last = static_cast<std::size_t>(behind - m_pieces.begin()) - 1;
  }
  return m_pieces[m_last].source + (at - m_pieces[m_last].text);
}

// An end belongs to the byte before it.
Range Content::source(Range range) const {
  if (m_pieces.empty()) return {m_begin + range.begin, m_begin + range.end};
  const std::uint32_t begin = source(range.begin);
  return {begin, range.end > range.begin ? source(range.end - 1) + 1 : begin};
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
  for (auto end = text.find_first_of("\r\n"); end != std::string_view::npos;) {
    const std::size_t line = end + line_ending(text, static_cast<std::uint32_t>(end));
    std::size_t first = line;
    while (first < text.size() && is_blank(text[first])) ++first;
    indent = std::min(indent, first - line);
    end = text.find_first_of("\r\n", first);
  }
  while (true) {
    const auto end = text.find_first_of("\r\n");
    out += text.substr(0, end);
    if (end == std::string_view::npos) return;
    out += '\n';
    text.remove_prefix(end + line_ending(text, static_cast<std::uint32_t>(end)) + indent);
  }
}

void append_lines(std::string& out, std::string_view text) {
  while (true) {
    const auto end = text.find_first_of("\r\n");
    out += text.substr(0, end);
    if (end == std::string_view::npos) return;
    out += '\n';
    text.remove_prefix(end + line_ending(text, static_cast<std::uint32_t>(end)));
    while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  }
}

}  // namespace markdown
