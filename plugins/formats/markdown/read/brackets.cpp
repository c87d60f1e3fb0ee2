// Brackets: links, images and references to footnotes.
#include <algorithm>

#include "inline_parser.hpp"
#include "link_parts.hpp"

namespace markdown {
namespace {

std::uint32_t skip_spaces(std::string_view text, std::uint32_t at) {
  while (at < text.size() && is_space(text[at])) ++at;
  return at;
}

}  // namespace

std::uint32_t InlineParser::open_bracket(std::uint32_t at, bool is_image) {
  if (!is_image && m_extensions.has(Extension::footnotes) && at_or_end(at + 1) == '^')
    if (const std::uint32_t end = read_note(at)) return end;
  const std::uint32_t inside = at + (is_image ? 2 : 1);
  if (!m_brackets.empty()) m_brackets.back().has_bracket = true;
  m_no_links_below = std::min(m_no_links_below, m_brackets.size());
  add(TokenKind::plain, {at, inside});
  m_brackets.push_back({static_cast<std::uint32_t>(m_out->tokens.size() - 1), inside,
                        static_cast<std::uint32_t>(m_delimiters.size()), is_image, false});
  return inside;
}

// [^label] of a footnote that is defined, unless it is the text of a link; 0 if there is none.
std::uint32_t InlineParser::read_note(std::uint32_t at) {
  const auto label = find_label(m_text, at);
  if (!label || label->size() < 2 || at_or_end(label->end + 1) == '(') return 0;
  const Range name{label->begin + 1, label->end};
  if (Footnote* footnote = m_tree.footnotes.find(name.in(m_text))) {
    footnote->used = true;
    return add(TokenKind::note, {at, label->end + 1}, footnote->block);
  }
  if (std::any_of(m_text.begin() + name.begin, m_text.begin() + name.end, is_space)) return 0;
  m_problems.warn("markdown.undefined", m_out->content.source(Range{at, label->end + 1}), {},
                  "there is no footnote [^{}]", name.in(m_text));
  return 0;
}

std::uint32_t InlineParser::close_bracket(std::uint32_t at) {
  if (m_brackets.empty()) return at + 1;
  const Bracket opener = m_brackets.back();
  const bool may_link = opener.is_image || m_brackets.size() > m_no_links_below;
  m_brackets.pop_back();
  Link link;
  link.where.end = at + 1;
  if (const std::uint32_t length = opener.is_image ? 0 : find_attributes(at + 1, Extension::bracketed_spans)) {
    link.attributes = {at + 1, at + 1 + length};
    link.where.end = link.attributes.end;
    link.is_span = true;
    return add_link(TokenKind::open_span, opener, at, link);
  }
  if (!may_link || (!find_inline_target(at + 1, link) && !find_reference(opener, at, link))) return at + 1;
  return add_link(opener.is_image ? TokenKind::open_image : TokenKind::open_link, opener, at, link);
}

// (destination "title")
bool InlineParser::find_inline_target(std::uint32_t at, Link& link) const {
  if (at_or_end(at) != '(') return false;
  std::uint32_t next = skip_spaces(m_text, at + 1);
  if (at_or_end(next) != ')') {
    const auto url = find_destination(m_text, next);
    if (!url) return false;
    const std::uint32_t behind = skip_spaces(m_text, url->next);
    const auto title = behind > url->next ? find_title(m_text, behind) : std::nullopt;
    next = title ? skip_spaces(m_text, title->next) : behind;
    if (at_or_end(next) != ')') return false;
    link.url = url->text;
    if (title) link.title = title->text;
  }
  const std::uint32_t length = find_attributes(next + 1, Extension::link_attributes);
  link.attributes = {next + 1, next + 1 + length};
  link.where.end = link.attributes.end;
  return true;
}

// [text][label], [label][], [label]
bool InlineParser::find_reference(const Bracket& opener, std::uint32_t close, Link& link) {
  const std::uint32_t at = close + 1;
  const auto label = at_or_end(at) == '[' ? find_label(m_text, at) : std::nullopt;
  if (label) {
    link.target = find_target(label->in(m_text));
    if (link.target) link.where.end = label->end + 1;
    return link.target != nullptr;
  }
  if (opener.has_bracket || close - opener.inside > longest_label) return false;
  link.target = find_target(m_text.substr(opener.inside, close - opener.inside));
  if (link.target && m_text.substr(at, 2) == "[]") link.where.end = at + 2;
  return link.target != nullptr;
}

// A short reference may stand for a long address: all of them together add no more than the source has, or a little.
const Target* InlineParser::find_target(std::string_view label) {
  const Target* target = m_tree.targets.find(label);
  if (!target) return nullptr;
  const std::size_t size = target->url.size() + target->title.size();
  if (size > m_expansion_left) return nullptr;
  m_expansion_left -= size;
  return target;
}

std::uint32_t InlineParser::add_link(TokenKind kind, const Bracket& opener, std::uint32_t close, const Link& link) {
  Token& open = m_out->tokens[opener.token];
  open.kind = kind;
  open.first = static_cast<std::uint32_t>(m_out->links.size());
  m_out->links.push_back(link);
  m_out->links.back().where.begin = open.where.begin;
  match_runs(opener.delimiters);
  if (kind == TokenKind::open_link) m_no_links_below = m_brackets.size();
  return add(TokenKind::close_link, {close, link.where.end}, m_out->tokens[opener.token].first);
}

}  // namespace markdown
