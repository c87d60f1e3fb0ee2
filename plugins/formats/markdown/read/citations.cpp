// Citations: [see @key, p. 3; -@other], @key in the text, and @key [p. 3].
//
// A bracket in which keys stand is looked through when it closes: parts are divided by semicolons, and each has a key,
// which ends its prefix. What is looked through becomes one thing for the bracket around it, or that is no citation
// either: so each token is looked at once.
#include <algorithm>

#include "characters.hpp"
#include "inline_parser.hpp"
#include "unicode.hpp"

namespace markdown {
namespace {

bool is_key_character(char32_t c) { return c == '_' || is_unicode_word(c); }

// Letters, digits and _, with single marks of others between them.
std::uint32_t plain_key_end(std::string_view text, std::uint32_t at) {
  const auto is_inside = [&](std::uint32_t i) { return i < text.size() && is_key_character(code_point_at(text, i)); };
  if (!is_inside(at) && (at >= text.size() || text[at] != '*')) return at;
  for (at = next_character(text, at); at < text.size(); at = next_character(text, at)) {
    const char c = text[at];
    const bool joins = std::string_view(":.#$%&-+?<>~/").find(c) != std::string_view::npos && is_inside(at + 1);
    const bool slashes = (c == ':' || c == '/') && text.substr(at + 1, 1) == "/";
    if (!is_inside(at) && !joins && !slashes) break;
  }
  return at;
}

}  // namespace

// A key, at first for a citation in the text.
std::uint32_t InlineParser::read_key(std::uint32_t at) {
  const bool in_braces = at_or_end(at + 1) == '{';
  if (at > 0 && is_key_character(code_point_before(m_text, at)) && m_text[at - 1] != '_') return at + 1;
  const Range key = in_braces ? braced_key(at + 1) : Range{at + 1, plain_key_end(m_text, at + 1)};
  if (key.size() == 0) return at + 1;
  const bool dash = at > m_behind && m_text[at - 1] == '-' &&
                    (at == 1 || is_space(m_text[at - 2]) || m_text[at - 2] == '[' || m_text[at - 2] == ';');
  if (!m_brackets.empty()) m_brackets.back().has_key = true;
  return add(TokenKind::cite_key, {dash ? at - 1 : at, key.end + (in_braces ? 1 : 0)}, key.begin, key.end);
}

// What stands between braces that are balanced, without white space.
Range InlineParser::braced_key(std::uint32_t brace) {
  if (brace < m_no_key_before) return {};
  std::uint32_t at = brace;
  for (std::uint32_t depth = 0; at < m_text.size() && !is_space(m_text[at]); ++at) {
    if (m_text[at] == '{') ++depth;
    else if (m_text[at] == '}' && --depth == 0) return {brace + 1, at};
  }
  m_no_key_before = at;
  return {};
}

std::uint32_t InlineParser::read_semicolon(std::uint32_t at) {
  return m_brackets.empty() ? at + 1 : add(TokenKind::semicolon, {at, at + 1});
}

// The key in the text that stands right before a bracket.
std::uint32_t InlineParser::key_before(std::uint32_t at) const {
  const auto& tokens = m_out->tokens;
  std::size_t last = tokens.size();
  while (at > m_behind && is_blank(m_text[at - 1])) --at;
  if (last > 0 && tokens[last - 1].where.end == at && tokens[last - 1].kind == TokenKind::soft_break)
    at = tokens[--last].where.begin;
  const bool found = last > 0 && tokens[last - 1].where.end == at && tokens[last - 1].kind == TokenKind::cite_key;
  return found ? static_cast<std::uint32_t>(last - 1) : none;
}

// A bracket that closes at `close`: whether it is a citation, or goes on with one. `opener.key`, if any, is the key
// before it. Else it is text, and so is what is around it as far as citations go.
bool InlineParser::read_citation(const Bracket& opener, std::uint32_t close) {
  if ((!opener.has_key && opener.key == none) || opener.no_citation) return false;
  const char next = at_or_end(close + 1);
  if (next == '(' || next == '[') return false;
  match_runs(opener.delimiters);
  drop_native_spans(opener.token);
  std::vector<Part> parts = parts_of(opener.token + 1);
  const bool in_text = opener.key != none;
  const bool all = std::all_of(parts.begin(), parts.end(), [](const Part& part) { return part.key != none; });
  const bool but_first =
      in_text && std::all_of(parts.begin() + 1, parts.end(), [](const Part& part) { return part.key != none; });
  if (!all && !but_first) return false;
  add_citation(opener, close, parts, all);
  return true;
}

// What stands between semicolons from token `first` on, with the first key of each that is in nothing else.
std::vector<InlineParser::Part> InlineParser::parts_of(std::uint32_t first) {
  std::vector<Part> parts(1);
  std::uint32_t depth = 0;
  for (auto i = first; i < m_out->tokens.size(); ++i) {
    const Token& token = m_out->tokens[i];
    Part& part = parts.back();
    switch (token.kind) {
      case TokenKind::run:
        for (auto pair = token.first; pair != none; pair = m_out->pairs[pair].next_close) --depth;
        for (auto pair = token.second; pair != none; pair = m_out->pairs[pair].next_open) ++depth;
        break;
      case TokenKind::semicolon:
        if (depth == 0) parts.push_back({i, none, part.inner});
        break;
      case TokenKind::cite_key:
        if (depth == 0 && part.key == none) part.key = i;
        else ++part.inner;
        break;
      case TokenKind::open_citation: {
        const Citation& citation = m_out->citations[token.first];
        if (depth == 0 && part.key == none && citation.has_locator_only) part.key = i;
        else part.inner += citation.inner + 1;
        i = token.second;
        break;
      }
      case TokenKind::open_link:
      case TokenKind::open_image:
      case TokenKind::open_span:
      case TokenKind::open_note: i = token.second; break;
      default: break;
    }
  }
  return parts;
}

// Makes items of the parts. Where `all` of them have keys, none belongs to the key before the bracket.
void InlineParser::add_citation(const Bracket& opener, std::uint32_t close, std::vector<Part>& parts, bool all) {
  auto& tokens = m_out->tokens;
  const auto number = static_cast<std::uint32_t>(m_out->citations.size());
  const bool in_text = opener.key != none;
  const auto first_item = static_cast<std::uint32_t>(m_out->cited.size());
  const auto close_token = static_cast<std::uint32_t>(tokens.size());
  add(TokenKind::close_citation, {close, close + 1}, number);
  Token& open = tokens[in_text ? opener.key : opener.token];
  const Token key = open;
  open = {TokenKind::open_citation, open.where, number, close_token};
  m_out->citations.push_back({{open.where.begin, close + 1},
                              first_item,
                              0,
                              opener.token,
                              in_text && !all && parts.size() == 1,
                              parts.back().inner});
  if (in_text) {
    drop_break(opener.token - 1);
    open.where.begin += m_text[open.where.begin] == '-' ? 1 : 0;
    m_out->cited.push_back({{key.first, key.second}, {open.where.begin, open.where.end}, {}, {}, CiteMode::in_text, 0});
    m_out->citations[number].where.begin = open.where.begin;
    tokens[opener.token].where.begin = tokens[opener.token - 1].where.end;
  }
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const std::uint32_t begin = i == 0 ? opener.token : parts[i].begin;
    const std::uint32_t end = i + 1 < parts.size() ? parts[i + 1].begin : close_token;
    const bool locator = in_text && !all && i == 0;
    if (locator) add_locator(begin, end);
    else add_item(parts[i], begin, end, !in_text && i == 0);
  }
  m_out->citations[number].item_count = static_cast<std::uint32_t>(m_out->cited.size()) - first_item;
  m_space = opener.space;
}

// The tokens `begin` and `end` stand around the suffix of the item before, that of a key in the text.
void InlineParser::add_locator(std::uint32_t begin, std::uint32_t end) {
  auto& tokens = m_out->tokens;
  Cited& item = m_out->cited.back();
  tokens[begin].kind = TokenKind::cited_key;
  tokens[begin].first = static_cast<std::uint32_t>(m_out->cited.size() - 1);
  item.suffix = {tokens[begin].where.end, trim_before(end, tokens[begin].where.end)};
  item.where.end = item.suffix.end;
}

void InlineParser::add_item(const Part& part, std::uint32_t begin, std::uint32_t end, bool is_first) {
  auto& tokens = m_out->tokens;
  const auto number = static_cast<std::uint32_t>(m_out->cited.size());
  if (!is_first) tokens[begin] = {TokenKind::next_item, tokens[begin].where, number};
  if (tokens[part.key].kind == TokenKind::open_citation) undo_locator(part.key);
  Token& key = tokens[part.key];
  const Range name{key.first, key.second};
  const CiteMode mode = m_text[key.where.begin] == '-' ? CiteMode::no_author : CiteMode::normal;
  const std::uint32_t prefix = trim_behind(begin, key.where.begin);
  const Range before{prefix, trim_before(part.key, prefix)};
  const std::uint32_t behind = key.where.end;
  const std::uint32_t least = behind + (is_blank(at_or_end(behind)) ? 1 : 0);  // a space behind the key is kept
  const Range after{behind, trim_before(end, std::min(least, tokens[end].where.begin))};
  tokens[part.key].kind = TokenKind::cited_key;
  tokens[part.key].first = number;
  m_out->cited.push_back({name, {before.begin, after.end}, before, after, mode, part.inner});
}

// A key with a locator within a citation is one of its items, and the locator is a part of the suffix.
void InlineParser::undo_locator(std::uint32_t key) {
  auto& tokens = m_out->tokens;
  const Citation citation = m_out->citations[tokens[key].first];
  const Cited& item = m_out->cited[citation.first_item];
  Token& close = tokens[tokens[key].second];
  close = {TokenKind::plain, {citation.where.end - 1, citation.where.end}};
  tokens[citation.bracket].kind = TokenKind::plain;
  tokens[citation.bracket].first = none;
  tokens[key] = {TokenKind::cite_key, tokens[key].where, item.key.begin, item.key.end};
}

// White space right behind a token, up to `most`, becomes a part of it. Returns where what is left begins.
std::uint32_t InlineParser::trim_behind(std::uint32_t token, std::uint32_t most) {
  std::uint32_t& end = m_out->tokens[token].where.end;
  most = std::min(most, m_out->tokens[token + 1].where.begin);
  while (end < most && is_blank(m_text[end])) ++end;
  const bool dropped = m_out->tokens[token + 1].where.begin == end && drop_break(token + 1);
  return dropped ? m_out->tokens[token + 1].where.end : end;
}

// And right before it, down to `least`.
std::uint32_t InlineParser::trim_before(std::uint32_t token, std::uint32_t least) {
  std::uint32_t& begin = m_out->tokens[token].where.begin;
  while (begin > std::max(least, m_out->tokens[token - 1].where.end) && is_blank(m_text[begin - 1])) --begin;
  const bool dropped = m_out->tokens[token - 1].where.end == begin && drop_break(token - 1);
  return dropped ? m_out->tokens[token - 1].where.begin : begin;
}

bool InlineParser::drop_break(std::uint32_t token) {
  Token& found = m_out->tokens[token];
  if (found.kind != TokenKind::soft_break && found.kind != TokenKind::hard_break) return false;
  found.kind = TokenKind::nothing;
  return true;
}

}  // namespace markdown
