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

std::uint32_t InlineParser::open_bracket(std::uint32_t at, TokenKind kind) {
  if (kind == TokenKind::open_link && m_extensions.has(Extension::footnotes) && at_or_end(at + 1) == '^')
    if (const std::uint32_t end = read_note(at)) return end;
  const std::uint32_t inside = at + (kind == TokenKind::open_image ? 2 : 1);
  if (!m_brackets.empty()) m_brackets.back().has_bracket = true;
  m_no_links_below = std::min(m_no_links_below, m_brackets.size());
  const bool may_locate = kind == TokenKind::open_link && m_extensions.has(Extension::citations);
  const std::uint32_t key = may_locate ? key_before(at) : none;
  add(TokenKind::plain, {at, inside});
  m_brackets.push_back({static_cast<std::uint32_t>(m_out->tokens.size() - 1), inside,
                        static_cast<std::uint32_t>(m_delimiters.size()), m_space, kind, key});
  return inside;
}

// ^[text]. The ^ may also raise a link, and is an opener of its own until the bracket closes; or it ends what is
// raised.
std::uint32_t InlineParser::open_note(std::uint32_t at) {
  if (!m_extensions.has(Extension::inline_notes)) return read_run(at);
  if (!m_extensions.has(Extension::superscript)) {
    add(TokenKind::plain, {at, at + 1});
  } else {
    find_space(TokenKind::plain, {at, at});
    const std::size_t bottom = m_brackets.empty() ? 0 : m_brackets.back().delimiters;
    const bool is_raised = m_delimiters.size() > bottom && m_delimiters.back().raises &&
                           m_space <= m_delimiters.back().begin && m_behind < at;
    if (is_raised) return read_run(at);
    add_run({at, at + 1}, '^', true, false);
  }
  return open_bracket(at + 1, TokenKind::open_note);
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
  if (m_is_quiet) return 0;
  m_problems.warn("markdown.undefined", m_out->content.source(Range{at, label->end + 1}), {},
                  "there is no footnote [^{}]", name.in(m_text));
  return 0;
}

std::uint32_t InlineParser::close_bracket(std::uint32_t at) {
  if (m_brackets.empty()) return at + 1;
  const Bracket opener = m_brackets.back();
  const bool may_link = opener.kind != TokenKind::open_link || m_brackets.size() > m_no_links_below;
  m_brackets.pop_back();
  Link link;
  link.where = {m_out->tokens[opener.token].where.begin, at + 1};
  if (opener.kind == TokenKind::open_note) return close_note(opener, at);
  const bool after_key = opener.key != none && !is_reference(opener, at);
  if (after_key && read_citation(opener, at)) return at + 1;
  if (const std::uint32_t length =
          opener.kind == TokenKind::open_image ? 0 : find_attributes(at + 1, Extension::bracketed_spans)) {
    link.attributes = {at + 1, at + 1 + length};
    link.where.end = link.attributes.end;
    return add_link(TokenKind::open_span, opener, at, link);
  }
  if (may_link && (find_inline_target(at + 1, link) || find_reference(opener, at, link)))
    return add_link(opener.kind, opener, at, link);
  if (!after_key && opener.kind == TokenKind::open_link && read_citation(opener, at)) return at + 1;
  if (!m_brackets.empty() && (opener.has_key || opener.no_citation || after_key)) m_brackets.back().no_citation = true;
  return at + 1;
}

// A ^ that raises a link is none of a note.
std::uint32_t InlineParser::close_note(const Bracket& opener, std::uint32_t close) {
  Link link;
  link.where = {m_out->tokens[opener.token].where.begin, close + 1};
  const bool may_raise = m_extensions.has(Extension::superscript) && find_inline_target(close + 1, link);
  if (may_raise && at_or_end(link.where.end) == '^') return add_link(TokenKind::open_link, opener, close, link);
  // The ^ before the bracket belongs to it.
  m_out->tokens[opener.token - 1] = {TokenKind::nothing, {link.where.begin - 1, link.where.begin - 1}};
  m_out->tokens[opener.token].where.begin -= 1;
  link = {};
  link.where = {m_out->tokens[opener.token].where.begin, close + 1};
  const std::uint32_t end = add_link(TokenKind::open_note, opener, close, link);
  if (m_extensions.has(Extension::superscript)) m_delimiters.pop_back();
  return end;
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
  const bool may_nest = m_extensions.has(Extension::pandoc_rules);
  const auto label = at_or_end(at) == '[' ? find_label(m_text, at, may_nest) : std::nullopt;
  if (label) {
    link.target = find_target(label->in(m_text));
    if (link.target) link.where.end = label->end + 1;
    else warn_undefined(*label);
    return link.target != nullptr;
  }
  if ((opener.has_bracket && !may_nest) || close - opener.inside > longest_label) return false;
  const bool collapsed = m_text.substr(at, 2) == "[]";
  if (!collapsed && !m_extensions.has(Extension::shortcut_reference_links)) return false;
  link.target = find_target(m_text.substr(opener.inside, close - opener.inside));
  if (link.target && collapsed) link.where.end = at + 2;
  return link.target != nullptr;
}

// Whether text in brackets is a link by reference.
bool InlineParser::is_reference(const Bracket& opener, std::uint32_t close) const {
  const bool may_be = !opener.has_bracket || m_extensions.has(Extension::pandoc_rules);
  if (!may_be || close - opener.inside > longest_label) return false;
  return m_tree.references.targets.find(m_text.substr(opener.inside, close - opener.inside)) != nullptr;
}

// [text][label] means a definition; footnotes are told of elsewhere.
void InlineParser::warn_undefined(Range label) {
  const std::string_view name = label.in(m_text);
  if (trimmed(name).empty() || name.front() == '^' || m_tree.references.targets.find(name)) return;
  m_problems.warn("markdown.undefined", m_out->content.source(Range{label.begin - 1, label.end + 1}), {},
                  "nothing defines [{}]: it is kept as text", name);
}

// A short reference may stand for a long address: all of them together add no more than the source has, or a little.
const Target* InlineParser::find_target(std::string_view label) {
  const Target* target = m_tree.references.targets.find(label);
  if (!target) return nullptr;
  const std::size_t size = target->url.size() + target->title.size();
  if (size > m_tree.references.expansion_left) return nullptr;
  m_tree.references.expansion_left -= size;
  return target;
}

std::uint32_t InlineParser::add_link(TokenKind kind, const Bracket& opener, std::uint32_t close, const Link& link) {
  Token& open = m_out->tokens[opener.token];
  open.kind = kind;
  open.first = static_cast<std::uint32_t>(m_out->links.size());
  m_out->links.push_back(link);
  m_out->links.back().kind = kind;
  open.second = static_cast<std::uint32_t>(m_out->tokens.size());
  match_runs(opener.delimiters);
  drop_native_spans(opener.token);
  if (kind == TokenKind::open_link) m_no_links_below = m_brackets.size();
  add(TokenKind::close_link, {close, link.where.end}, m_out->tokens[opener.token].first);
  m_space = opener.space;
  return link.where.end;
}

}  // namespace markdown
