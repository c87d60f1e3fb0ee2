#include "inline_parser.hpp"

#include <deckle/utf8.hpp>

#include <algorithm>

#include "attributes.hpp"
#include "bare_links.hpp"
#include "characters.hpp"
#include "entities.hpp"
#include "html_syntax.hpp"
#include "link_parts.hpp"
#include "unicode.hpp"

namespace markdown {

InlineParser::InlineParser(Extensions extensions, BlockTree& tree, Problems& problems)
    : m_extensions(extensions), m_tree(tree), m_problems(problems) {
  for (const char c : std::string_view("\n\r\\`*_[]!<&")) m_special[static_cast<unsigned char>(c)] = true;
  m_special['~'] = extensions.has(Extension::strikeout) || extensions.has(Extension::subscript);
  m_special['$'] = extensions.has(Extension::tex_math_dollars);
  m_special['^'] = extensions.has(Extension::superscript) || extensions.has(Extension::inline_notes);
  m_special['@'] = m_special[';'] = extensions.has(Extension::citations);
  m_tracks_space = extensions.has(Extension::superscript) || extensions.has(Extension::subscript);
  const bool smart = extensions.has(Extension::smart);
  for (const char c : std::string_view("\"'-\xE2")) m_special[static_cast<unsigned char>(c)] = smart;
  m_special[':'] = extensions.has(Extension::autolink_bare_uris);
  m_special['.'] = smart || extensions.has(Extension::autolink_bare_uris);
}

void InlineParser::parse(InlineText& out, bool again) {
  m_out = &out;
  m_is_quiet = again;
  m_text = out.content.text();
  m_behind = m_space = m_no_key_before = 0;
  m_delimiters.clear();
  m_brackets.clear();
  m_no_links_below = 0;
  m_backticks.clear();
  m_fruitless.fill(none);
  m_no_display_from.fill(none);
  m_no_math_before.fill(0);
  m_braces_known = false;
  m_no_bracket_before = 0;
  m_native_spans.clear();
  const std::uint32_t end = size_of(m_text);
  for (std::uint32_t at = next_special(0); at < end; at = next_special(at)) at = read_special(at);
  match_runs(0);
}

// The first byte from `at` on that may be more than text, or the end. Most are not: four go by with one look at the
// end.
std::uint32_t InlineParser::next_special(std::uint32_t at) const {
  const auto is_special = [this](std::uint32_t i) { return m_special[static_cast<unsigned char>(m_text[i])]; };
  const std::uint32_t end = size_of(m_text);
  for (; end - at >= 4; at += 4) {
    if (is_special(at)) return at;
    if (is_special(at + 1)) return at + 1;
    if (is_special(at + 2)) return at + 2;
    if (is_special(at + 3)) return at + 3;
  }
  while (at < end && !is_special(at)) ++at;
  return at;
}

std::uint32_t InlineParser::read_special(std::uint32_t at) {
  switch (m_text[at]) {
    case '\n':
    case '\r': return read_line_end(at);
    case '\\': return read_backslash(at);
    case '`': return read_code(at);
    case '*':
    case '_':
    case '~': return read_run(at);
    case '^': return at_or_end(at + 1) == '[' ? open_note(at) : read_run(at);
    case '[': return open_bracket(at, TokenKind::open_link);
    case '!': return at_or_end(at + 1) == '[' ? open_bracket(at, TokenKind::open_image) : at + 1;
    case '@': return read_key(at);
    case ';': return read_semicolon(at);
    case ']': return close_bracket(at);
    case '$': return read_dollar(at);
    case '<': return read_angle(at);
    case '&': return read_entity_at(at);
    case '"':
    case '\'': return read_quote(at);
    case '\xE2': return read_curly_quote(at);
    case '-': return read_hyphens(at);
    case '.': return read_period(at);
    default: return read_bare_link(at);
  }
}

// Returns the token's end.
std::uint32_t InlineParser::add(TokenKind kind, Range where, std::uint32_t first, std::uint32_t second) {
  if (m_tracks_space) find_space(kind, where);
  m_out->tokens.push_back({kind, where, first, second});
  return m_behind = where.end;
}

// White space between the last token and this one, or that this one is.
void InlineParser::find_space(TokenKind kind, Range where) {
  if (kind == TokenKind::soft_break || kind == TokenKind::hard_break) m_space = where.end;
  for (std::uint32_t at = where.begin; at > std::max(m_behind, m_space); --at)
    if (is_blank(m_text[at - 1])) m_space = at;
}

std::uint32_t InlineParser::add_decoded(Range where, std::string_view text) {
  m_out->decoded += text;
  return add(TokenKind::decoded, where, size_of(m_out->decoded) - size_of(text), size_of(m_out->decoded));
}

std::uint32_t InlineParser::read_backslash(std::uint32_t at) {
  if (at + 1 == m_text.size()) return at + 1;
  if (const std::uint32_t end = read_backslash_math(at)) return end;
  if (const std::uint32_t end = m_extensions.has(Extension::raw_tex) ? read_command(at) : 0) return end;
  if (is_punctuation(m_text[at + 1])) return add(TokenKind::escaped, {at, at + 2});
  if (m_extensions.has(Extension::all_symbols_escapable) && !is_line_end(m_text[at + 1])) return read_escape(at);
  const bool breaks = is_line_end(m_text[at + 1]) && m_extensions.has(Extension::escaped_line_breaks);
  return breaks ? add_break(TokenKind::hard_break, at, at + 1) : at + 1;
}

// A symbol beyond ASCII, or a space: U+00A0.
std::uint32_t InlineParser::read_escape(std::uint32_t at) {
  if (m_text[at + 1] == ' ') return add_decoded({at, at + 2}, "\u00A0");
  const deckle::utf8::Step symbol = deckle::utf8::decode(m_text, at + 1);
  const auto end = static_cast<std::uint32_t>(at + 1 + symbol.length);
  return is_unicode_punctuation(symbol.code_point) ? add(TokenKind::escaped, {at, end}) : end;
}

std::uint32_t InlineParser::read_line_end(std::uint32_t at) {
  std::uint32_t begin = at;
  while (begin > m_behind && is_blank(m_text[begin - 1])) --begin;
  const bool hard = at - begin >= 2 && m_text[at - 1] == ' ' && m_text[at - 2] == ' ';
  if (hard || m_extensions.has(Extension::hard_line_breaks)) return add_break(TokenKind::hard_break, begin, at);
  if (m_extensions.has(Extension::ignore_line_breaks)) return add_break(TokenKind::nothing, begin, at);
  const bool east_asian = m_extensions.has(Extension::east_asian_line_breaks) && is_between_wide(begin, at);
  return add_break(east_asian ? TokenKind::nothing : TokenKind::soft_break, begin, at);
}

// Whether the line ending at `at`, with white space from `begin` on, stands between wide characters; marks of emphasis
// may be between.
bool InlineParser::is_between_wide(std::uint32_t begin, std::uint32_t at) const {
  const auto is_mark = [&](std::uint32_t i) { return m_text[i] == '*' || m_text[i] == '_'; };
  while (begin > 0 && at - begin < 8 && is_mark(begin - 1)) --begin;
  at = skip_blanks(m_text, at + line_ending(m_text, at));
  for (const std::uint32_t most = at + 8; at < m_text.size() && at < most && is_mark(at);) ++at;
  return is_wide(code_point_before(m_text, begin)) && is_wide(code_point_at(m_text, at));
}

// White space at the end of a line and at the beginning of the next belongs to the break.
std::uint32_t InlineParser::add_break(TokenKind kind, std::uint32_t begin, std::uint32_t at) {
  const std::uint32_t line_end = at + line_ending(m_text, at);
  std::uint32_t end = line_end;
  while (end < m_text.size() && is_blank(m_text[end])) ++end;
  return add(kind, {begin, end}, line_end);
}

std::uint32_t InlineParser::read_entity_at(std::uint32_t at) {
  const std::uint32_t begin = size_of(m_out->decoded);
  const auto length = static_cast<std::uint32_t>(read_entity(m_text, at, m_out->decoded));
  if (length == 0) return at + 1;
  return add(TokenKind::decoded, {at, at + length}, begin, size_of(m_out->decoded));
}

std::uint32_t InlineParser::read_code(std::uint32_t at) {
  std::uint32_t inside = at;
  while (inside < m_text.size() && m_text[inside] == '`') ++inside;
  const std::uint32_t length = inside - at, close = m_backticks.find(m_text, inside, length);
  if (close == none) return inside;
  const std::uint32_t end = add(TokenKind::code, {at, close + length}, inside, close);
  Range format;
  const std::uint32_t raw = find_format(end, format);
  if (raw > 0) return add(TokenKind::format, {end, end + raw}, format.begin, format.end);
  return add_attributes(end, Extension::inline_code_attributes);
}

// Attributes of the token before, if there are some.
std::uint32_t InlineParser::add_attributes(std::uint32_t at, Extension extension) {
  const std::uint32_t length = find_attributes(at, extension);
  return length > 0 ? add(TokenKind::attributes, {at, at + length}) : at;
}

// The length of attributes at `at`, where an extension reads them; else 0.
std::uint32_t InlineParser::find_attributes(std::uint32_t at, Extension extension) const {
  return at_or_end(at) == '{' && m_extensions.has(extension) ? attributes_length(m_text, at) : 0;
}

// Links in angle brackets, and HTML.
std::uint32_t InlineParser::read_angle(std::uint32_t at) {
  if (const std::uint32_t end = find_angle_uri(m_text, at))
    return add(TokenKind::uri_link, {at, end}, at + 1, end - 1), add_attributes(end, Extension::link_attributes);
  if (const std::uint32_t end = find_angle_mail(m_text, at))
    return add(TokenKind::mail_link, {at, end}, at + 1, end - 1), add_attributes(end, Extension::link_attributes);
  const bool spans = m_extensions.has(Extension::native_spans), raw = m_extensions.has(Extension::raw_html);
  const bool is_span = spans && (has_word_at(m_text, at, "<span") || has_word_at(m_text, at, "</span"));
  const std::uint32_t length = is_span || raw ? html_length(at) : 0;
  if (length == 0) return at + 1;
  const Range tag{at, at + length};
  if (spans && close_native_span(tag)) return tag.end;
  add(raw ? TokenKind::html : TokenKind::plain, tag);
  if (spans) open_native_span(tag);
  return tag.end;
}

// A <span> may turn out to be one, when its end is found.
void InlineParser::open_native_span(Range tag) {
  if (!has_word_at(m_text, tag.begin, "<span") || is_alphanumeric(m_text[tag.begin + 5]) ||
      m_text[tag.begin + 5] == '-' || m_text[tag.end - 2] == '/')
    return;
  m_native_spans.push_back(
      {static_cast<std::uint32_t>(m_out->tokens.size()) - 1, static_cast<std::uint32_t>(m_delimiters.size()), m_space});
}

// What opens behind a token and is not closed where that closes is a tag.
void InlineParser::drop_native_spans(std::uint32_t token) {
  while (!m_native_spans.empty() && m_native_spans.back().token > token) m_native_spans.pop_back();
}

// Brackets that are open within it are text.
bool InlineParser::close_native_span(Range tag) {
  if (m_native_spans.empty() || !has_word_at(m_text, tag.begin, "</span") || is_alphanumeric(m_text[tag.begin + 6]))
    return false;
  const NativeSpan span = m_native_spans.back();
  m_native_spans.pop_back();
  while (!m_brackets.empty() && m_brackets.back().token > span.token) m_brackets.pop_back();
  match_runs(span.delimiters);
  Token& open = m_out->tokens[span.token];
  open = {TokenKind::open_span, open.where, static_cast<std::uint32_t>(m_out->links.size()),
          static_cast<std::uint32_t>(m_out->tokens.size())};
  Link link;
  link.kind = TokenKind::html;
  link.where = {open.where.begin, tag.end};
  link.attributes = open.where;
  m_out->links.push_back(link);
  add(TokenKind::close_link, tag, open.first);
  m_space = span.space;
  return true;
}

std::uint32_t InlineParser::html_length(std::uint32_t at) {
  const std::string_view rest = m_text.substr(at);
  if (rest.substr(0, 5) == "<!-->") return 5;
  if (rest.substr(0, 6) == "<!--->") return 6;
  std::uint32_t end = 0;
  if (rest.substr(0, 4) == "<!--") end = find_end(at + 4, "-->", m_fruitless[0]);
  else if (rest.substr(0, 2) == "<?") end = find_end(at + 2, "?>", m_fruitless[1]);
  else if (rest.substr(0, 9) == "<![CDATA[") end = find_end(at + 9, "]]>", m_fruitless[2]);
  else if (rest.substr(0, 2) == "<!" && is_letter(at_or_end(at + 2))) end = find_end(at + 2, ">", m_fruitless[3]);
  else return html_tag_length(m_text, at);
  return end > 0 ? end - at : 0;
}

std::uint32_t InlineParser::find_end(std::uint32_t at, std::string_view end, std::uint32_t& fruitless) {
  if (at >= fruitless) return 0;
  const auto found = m_text.find(end, at);
  if (found != std::string_view::npos) return static_cast<std::uint32_t>(found + end.size());
  fruitless = at;
  return 0;
}

std::uint32_t InlineParser::read_bare_link(std::uint32_t at) {
  if (!m_brackets.empty()) return at + 1;
  const bool www = m_text[at] == '.';
  const Range link = www ? find_bare_www(m_text, m_behind, at) : find_bare_uri(m_text, m_behind, at);
  if (link.size() == 0) return at + 1;
  return add(www ? TokenKind::www_link : TokenKind::uri_link, link, link.begin, link.end);
}

}  // namespace markdown
