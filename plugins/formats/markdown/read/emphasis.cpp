// Runs of * _ ~ ^ and which of them belong together.
#include <algorithm>

#include "inline_parser.hpp"
#include "unicode.hpp"

namespace markdown {
namespace {

// Classes of closers: those of one class agree on which openers match them.
constexpr std::size_t classes = 20;

bool is_quote(char mark) { return mark == '"' || mark == '\''; }

}  // namespace

std::uint32_t InlineParser::read_run(std::uint32_t at) {
  const char mark = m_text[at];
  std::uint32_t end = at + 1;
  while (end < m_text.size() && m_text[end] == mark) ++end;
  const bool ends_both = mark == '~' && end - at == 3 && m_extensions.has(Extension::subscript);  // ~~a~2~~~
  if (mark == '~' && ((end - at > 2 && !ends_both) || (end - at >= 2 && !m_extensions.has(Extension::strikeout))))
    return end;
  if (mark == '^') {
    if (!m_extensions.has(Extension::superscript)) return end;
    if (end - at > 1 && at_or_end(end) == '[' && m_extensions.has(Extension::inline_notes))
      --end;  // an opener for itself
  }
  const char32_t before = code_point_before(m_text, at), after = code_point_at(m_text, end);
  const bool pandoc = m_extensions.has(Extension::pandoc_rules);
  if (pandoc && end - at > 3) return end;
  const bool space_before = is_unicode_space(before), space_after = is_unicode_space(after);
  const bool mark_before = is_unicode_punctuation(before), mark_after = is_unicode_punctuation(after);
  const bool left = !space_after && (!mark_after || space_before || mark_before);
  const bool right = !space_before && (!mark_before || space_after || mark_after);
  if (mark == '^' || (mark == '~' && m_extensions.has(Extension::subscript)))
    return add_run({at, end}, mark, !space_after && !ends_both, !space_before || (at == m_behind && m_space < at));
  const bool underscore = mark == '_' && m_extensions.has(Extension::intraword_underscores);
  if (pandoc)
    return add_run({at, end}, mark, !space_after && !(underscore && is_unicode_word(before)),
                   !space_before && !(underscore && is_unicode_word(after)));
  return add_run({at, end}, mark, left && (!underscore || !right || mark_before),
                 right && (!underscore || !left || mark_after));
}

std::uint32_t InlineParser::add_run(Range where, char mark, bool can_open, bool can_close) {
  if (!can_open && !can_close) return where.end;
  add(TokenKind::run, where);
  const auto index = static_cast<std::uint32_t>(m_delimiters.size());
  const auto token = static_cast<std::uint32_t>(m_out->tokens.size() - 1);
  const std::uint32_t space = index > 0 && m_space < m_delimiters.back().begin ? 0 : m_space;
  const bool closes = can_close && index > 0 && m_delimiters.back().raises && space <= m_delimiters.back().begin;
  m_delimiters.push_back({token, where.size(), where.size(), where.begin, none, index - 1, space, mark, can_open,
                          can_close, mark == '^' && can_open && !closes});
  return where.end;
}

// Pairs the runs from number `bottom` on, and forgets them. `previous` leads past those that can open nothing any more.
void InlineParser::match_runs(std::uint32_t bottom) {
  std::array<std::uint32_t, classes> lowest;  // where openers for a class of closers may begin
  lowest.fill(bottom);
  std::uint32_t space = 0;
  for (std::uint32_t closer = bottom; closer < m_delimiters.size();) {
    Delimiter& run = m_delimiters[closer];
    space = run.space = std::max(space, run.space);
    const std::uint32_t opener = run.can_close ? find_opener(run, lowest[class_of(run)]) : none;
    if (opener != none) pair(opener, closer), space = run.space;
    else if (run.can_close) lowest[class_of(run)] = closer;
    if (opener != none && run.left > 0) continue;
    const bool may_open = run.can_open && run.left > 0;
    if (++closer < m_delimiters.size() && !may_open) m_delimiters[closer].previous = m_delimiters[closer - 1].previous;
  }
  m_delimiters.resize(bottom);
}

std::uint32_t InlineParser::class_of(const Delimiter& closer) const {
  if (closer.mark == '^') return 15;
  if (is_quote(closer.mark)) return (closer.mark == '"' ? 16 : 18) + (closer.can_open ? 1 : 0);
  if (closer.mark == '~') return 12 + (closer.left - 1);
  return (closer.mark == '*' ? 0 : 6) + (closer.can_open ? 3 : 0) + closer.length % 3;
}

std::uint32_t InlineParser::find_opener(const Delimiter& closer, std::uint32_t bottom) const {
  for (std::uint32_t at = closer.previous; at != none && at >= bottom; at = m_delimiters[at].previous) {
    const Delimiter& opener = m_delimiters[at];
    if (opener.mark == closer.mark && opener.can_open && is_match(opener, closer)) return at;
    // Within a quotation of the other kind it opens a new one.
    if (is_quote(opener.mark) && is_quote(closer.mark) && opener.can_open && closer.can_open) return none;
  }
  return none;
}

bool InlineParser::is_match(const Delimiter& opener, const Delimiter& closer) const {
  if (closer.mark == '^') return closer.space <= opener.begin;
  if (is_quote(closer.mark)) return opener.length == closer.length && opener.begin + opener.length < closer.begin;
  if (closer.mark != '~' && m_extensions.has(Extension::pandoc_rules))
    return (opener.left == 2) == (closer.left == 2) || opener.left == 3 || closer.left == 3;
  if (closer.mark != '~') {
    const bool both = opener.can_close || closer.can_open;
    const bool odd = (opener.length + closer.length) % 3 == 0 && (opener.length % 3 != 0 || closer.length % 3 != 0);
    return !both || !odd;
  }
  if (opener.length != closer.left && closer.left < 3) return false;
  return opener.length == 2 || !m_extensions.has(Extension::subscript) || closer.space <= opener.begin;
}

// How many bytes of each belong to the innermost pair that two runs make.
std::uint32_t InlineParser::pair_size(const Delimiter& opener, const Delimiter& closer) const {
  if (opener.mark == '^') return 1;
  if (opener.mark == '~' || is_quote(opener.mark)) return opener.left;
  if (m_extensions.has(Extension::pandoc_rules) && opener.left == 3 && closer.left == 3) return 1;
  return opener.left >= 2 && closer.left >= 2 ? 2 : 1;
}

PairKind InlineParser::pair_kind(char mark, std::uint32_t size) const {
  if (mark == '^') return PairKind::superscript;
  if (is_quote(mark)) return mark == '"' ? PairKind::double_quoted : PairKind::single_quoted;
  if (mark == '~')
    return size == 2 || !m_extensions.has(Extension::subscript) ? PairKind::strikeout : PairKind::subscript;
  return size == 2 ? PairKind::strong : PairKind::emphasis;
}

void InlineParser::pair(std::uint32_t opener_index, std::uint32_t closer_index) {
  Delimiter& opener = m_delimiters[opener_index];
  Delimiter& closer = m_delimiters[closer_index];
  const std::uint32_t size = pair_size(opener, closer);
  const auto index = static_cast<std::uint32_t>(m_out->pairs.size());
  Token& open_token = m_out->tokens[opener.token];
  m_out->pairs.push_back({pair_kind(opener.mark, size),
                          size,
                          {opener.begin + opener.left - size, closer.begin + size},
                          none,
                          open_token.second});
  open_token.second = index;
  if (closer.last_close == none) m_out->tokens[closer.token].first = index;
  else m_out->pairs[closer.last_close].next_close = index;
  closer.last_close = index;
  opener.left -= size;
  closer.left -= size;
  closer.begin += size;
  closer.space = opener.space;
  if (opener.mark == '^') opener.can_open = closer.can_close = false;  // what is left of them is text
  // What stands between them can match nothing outside.
  closer.previous = opener.left > 0 ? opener_index : opener.previous;
}

}  // namespace markdown
