// TeX formulas: $..$ and $$..$$, \(..\) and \[..\], \\(..\\) and \\[..\\].
#include "characters.hpp"
#include "inline_parser.hpp"

namespace markdown {

std::uint32_t InlineParser::read_dollar(std::uint32_t at) {
  std::uint32_t end = 0;
  if (at_or_end(at + 1) == '$') end = read_display_math(at, at + 2, "$$", Math::dollars);
  else if (!is_space(at_or_end(at + 1))) end = read_inline_math(at, at + 1, "$", Math::dollars);
  return end > 0 ? end : at + 1;
}

// \( \[ with one backslash or two, as the extensions have it; 0 if no formula begins here.
std::uint32_t InlineParser::read_backslash_math(std::uint32_t at) {
  const bool two = at_or_end(at + 1) == '\\';
  if (!m_extensions.has(two ? Extension::tex_math_double_backslash : Extension::tex_math_single_backslash)) return 0;
  const Math marks = two ? Math::two_backslashes : Math::one_backslash;
  const std::uint32_t inside = at + (two ? 3 : 2);
  switch (at_or_end(inside - 1)) {
    case '(': return at < no_math_before(marks) ? 0 : read_inline_math(at, inside, two ? "\\\\)" : "\\)", marks);
    case '[': return read_display_math(at, inside, two ? "\\\\]" : "\\]", marks);
    default: return 0;
  }
}

std::uint32_t InlineParser::read_display_math(std::uint32_t at, std::uint32_t inside, std::string_view close,
                                              Math marks) {
  std::uint32_t& fruitless = m_no_display_from[static_cast<std::size_t>(marks)];
  const bool told = fruitless != none;
  const std::uint32_t end = find_end(inside, close, fruitless);
  if (end == 0 && !told) warn_unclosed({at, inside}, close);
  const auto length = static_cast<std::uint32_t>(close.size());
  return end > inside + length ? add(TokenKind::display_math, {at, end}, inside, end - length) : 0;
}

// A formula ends where `close` comes first; a dollar must not stand behind white space there, and no digit behind it:
// else there is no formula, as in $5 and $6. Of what begins in text that was looked through like this in vain, formulas
// with backslashes would end at the same place, and are not looked for; those with dollars read \text{} as any text.
std::uint32_t InlineParser::read_inline_math(std::uint32_t at, std::uint32_t inside, std::string_view close,
                                             Math marks) {
  std::uint32_t& in_vain = no_math_before(marks);
  std::uint32_t end = inside;
  bool spoiled = false;
  while (end < m_text.size() && !spoiled && m_text.substr(end, close.size()) != close) {
    const char c = m_text[end];
    const bool braces = c == '\\' && at >= in_vain && m_text.substr(end + 1, 5) == "text{";
    const std::uint32_t behind = braces ? closing_brace(end + 5) : 0;
    if (behind > 0) end = behind;
    else if (c == '\\') end += 2;
    else ++end, spoiled = is_space(c) && at_or_end(end) == '$';
  }
  const std::uint32_t next = end + static_cast<std::uint32_t>(close.size());
  if (end < m_text.size() && end > inside && !spoiled && !is_digit(at_or_end(next)))
    return add(TokenKind::math, {at, next}, inside, end);
  if (end >= m_text.size() && marks != Math::dollars && in_vain == 0) warn_unclosed({at, inside}, close);
  in_vain = std::max(in_vain, end);
  return 0;
}

// Told once a paragraph. A dollar alone may be money.
void InlineParser::warn_unclosed(Range mark, std::string_view close) {
  if (m_is_quiet) return;
  m_problems.warn("markdown.unclosed", m_out->content.source(mark), {},
                  "this formula is not closed by {}: it is kept as text", close);
}

}  // namespace markdown
