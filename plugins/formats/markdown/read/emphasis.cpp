// Runs of * _ ~ and which of them belong together.
#include <algorithm>

#include "inline_parser.hpp"
#include "unicode.hpp"

namespace markdown {
namespace {

// Classes of closers: those of one class agree on which openers match them.
constexpr std::size_t classes = 14;

}  // namespace

std::uint32_t InlineParser::read_run(std::uint32_t at) {
  const char mark = m_text[at];
  std::uint32_t end = at + 1;
  while (end < m_text.size() && m_text[end] == mark) ++end;
  if (mark == '~' && end - at > 2) return end;
  const char32_t before = code_point_before(m_text, at), after = code_point_at(m_text, end);
  const bool space_before = is_unicode_space(before), space_after = is_unicode_space(after);
  const bool mark_before = is_unicode_punctuation(before), mark_after = is_unicode_punctuation(after);
  const bool left = !space_after && (!mark_after || space_before || mark_before);
  const bool right = !space_before && (!mark_before || space_after || mark_after);
  const bool can_open = left && (mark != '_' || !right || mark_before);
  const bool can_close = right && (mark != '_' || !left || mark_after);
  if (!can_open && !can_close) return end;
  add(TokenKind::run, {at, end});
  const auto index = static_cast<std::uint32_t>(m_delimiters.size());
  const auto token = static_cast<std::uint32_t>(m_out->tokens.size() - 1);
  m_delimiters.push_back({token, end - at, end - at, at, none, index - 1, mark, can_open, can_close});
  return end;
}

// Pairs the runs from number `bottom` on, and forgets them. `previous` leads past those that can open nothing any more.
void InlineParser::match_runs(std::uint32_t bottom) {
  std::array<std::uint32_t, classes> lowest;  // where openers for a class of closers may begin
  lowest.fill(bottom);
  for (std::uint32_t closer = bottom; closer < m_delimiters.size();) {
    const Delimiter& run = m_delimiters[closer];
    const std::uint32_t opener = run.can_close ? find_opener(run, lowest[class_of(run)]) : none;
    if (opener != none) pair(opener, closer);
    else if (run.can_close) lowest[class_of(run)] = closer;
    if (opener != none && run.left > 0) continue;
    const bool may_open = run.can_open && run.left > 0;
    if (++closer < m_delimiters.size() && !may_open) m_delimiters[closer].previous = m_delimiters[closer - 1].previous;
  }
  m_delimiters.resize(bottom);
}

std::uint32_t InlineParser::class_of(const Delimiter& closer) const {
  if (closer.mark == '~') return 12 + (closer.length - 1);
  return (closer.mark == '*' ? 0 : 6) + (closer.can_open ? 3 : 0) + closer.length % 3;
}

std::uint32_t InlineParser::find_opener(const Delimiter& closer, std::uint32_t bottom) const {
  for (std::uint32_t at = closer.previous; at != none && at >= bottom; at = m_delimiters[at].previous) {
    const Delimiter& opener = m_delimiters[at];
    if (opener.mark != closer.mark || !opener.can_open) continue;
    if (closer.mark == '~') {
      if (opener.length == closer.length) return at;
      continue;
    }
    const bool both = opener.can_close || closer.can_open;
    const bool odd = (opener.length + closer.length) % 3 == 0 && (opener.length % 3 != 0 || closer.length % 3 != 0);
    if (!both || !odd) return at;
  }
  return none;
}

void InlineParser::pair(std::uint32_t opener_index, std::uint32_t closer_index) {
  Delimiter& opener = m_delimiters[opener_index];
  Delimiter& closer = m_delimiters[closer_index];
  const bool tilde = opener.mark == '~';
  const std::uint32_t size = tilde ? opener.left : opener.left >= 2 && closer.left >= 2 ? 2 : 1;
  const PairKind kind = tilde ? PairKind::strikeout : size == 2 ? PairKind::strong : PairKind::emphasis;
  const auto index = static_cast<std::uint32_t>(m_out->pairs.size());
  Token& open_token = m_out->tokens[opener.token];
  m_out->pairs.push_back(
      {kind, size, {opener.begin + opener.left - size, closer.begin + size}, none, open_token.second});
  open_token.second = index;
  if (closer.last_close == none) m_out->tokens[closer.token].first = index;
  else m_out->pairs[closer.last_close].next_close = index;
  closer.last_close = index;
  opener.left -= size;
  closer.left -= size;
  closer.begin += size;
  // What stands between them can match nothing outside.
  closer.previous = opener.left > 0 ? opener_index : opener.previous;
}

}  // namespace markdown
