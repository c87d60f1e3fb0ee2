// Writes citations: items with what stands before and behind their keys, then the text as it was written.
#include <algorithm>

#include "characters.hpp"
#include "inline_writer.hpp"

using deckle::Key;
using deckle::Kind;

namespace markdown {
namespace {

constexpr std::uint32_t citation_levels = 5;  // citation, item, prefix, text, and one between

}  // namespace

void InlineWriter::write_citation(const Token& token) {
  const auto& cited = m_text->cited;
  switch (token.kind) {
    case TokenKind::cite_key: return write_key(token);
    case TokenKind::open_citation: return open_citation(token);
    case TokenKind::cited_key:
      close_part(cited[token.first].prefix);
      return open_part(Kind::suffix, cited[token.first].suffix);
    case TokenKind::next_item:
      close_part(cited[token.first - 1].suffix);
      m_nodes.close_inline();
      return open_item(cited[token.first], m_citation_numbers.back());
    default: return close_citation(token);
  }
}

// A key in the text, alone.
void InlineWriter::write_key(const Token& token) {
  const bool dash = text(token.where).front() == '-';
  const Range where{token.where.begin + (dash ? 1 : 0), token.where.end};
  const std::int64_t number = m_numbers.next();
  if (m_nodes.open_inline(Kind::citation, source(where), citation_levels)) {
    open_item({{token.first, token.second}, where, {}, {}, CiteMode::in_text, 0}, number);
    m_nodes.close_inline();
  }
  add_lines(where);
  m_nodes.close_inline();
}

// One that is too deep is the text that it was.
void InlineWriter::open_citation(const Token& token) {
  const Citation& citation = m_text->citations[token.first];
  const std::int64_t number = m_numbers.next();
  if (m_nodes.open_inline(Kind::citation, source(citation.where), citation_levels)) {
    m_citation_numbers.push_back(number);
    return open_item(m_text->cited[citation.first_item], number);
  }
  add_lines(citation.where);
  m_nodes.close_inline();
  m_next = token.second + 1;
  m_behind = citation.where.end;
}

void InlineWriter::open_item(const Cited& item, std::int64_t number) {
  m_nodes.open_inline(Kind::citation_item, source(item.where));
  m_nodes.attribute(Key::key, text(item.key));
  if (item.mode != CiteMode::normal)
    m_nodes.attribute(Key::mode, item.mode == CiteMode::in_text ? "author-in-text" : "suppress-author");
  m_nodes.attribute(Key::note_number, m_numbers.behind(number, item.inner));
  open_part(Kind::prefix, item.prefix);
}

void InlineWriter::open_part(Kind kind, Range where) {
  if (where.size() > 0) m_nodes.open_inline(kind, source(where));
}

void InlineWriter::close_part(Range where) {
  if (where.size() > 0) m_nodes.close_inline();
}

void InlineWriter::close_citation(const Token& token) {
  const Citation& citation = m_text->citations[token.first];
  close_part(m_text->cited[citation.first_item + citation.item_count - 1].suffix);
  m_nodes.close_inline();
  m_citation_numbers.pop_back();
  add_lines(citation.where);
  m_nodes.close_inline();
}

// Text as it stands, line by line.
void InlineWriter::add_lines(Range range) {
  while (true) {
    const std::string_view rest = text(range);
    const auto line = static_cast<std::uint32_t>(std::min(rest.find_first_of("\r\n"), rest.size()));
    std::uint32_t end = line;
    while (end > 0 && is_blank(rest[end - 1])) --end;
    const Range piece{range.begin, range.begin + end};
    m_nodes.leaf(Kind::text, literal(text(piece)), source(piece));
    if (line == rest.size()) return;
    const std::uint32_t behind = range.begin + line + line_ending(rest, line);
    m_nodes.leaf(Kind::soft_break, {}, source({piece.end, behind}));
    for (range.begin = behind; is_blank(text(range).front());) ++range.begin;
  }
}

}  // namespace markdown
