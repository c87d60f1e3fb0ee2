// Smart punctuation: quotes in pairs, apostrophes, dashes, ellipses, as pandoc reads them.
#include "characters.hpp"
#include "inline_parser.hpp"
#include "unicode.hpp"

namespace markdown {
namespace {

constexpr std::string_view em_dash = "\u2014", en_dash = "\u2013", ellipsis = "\u2026", apostrophe = "\u2019";

}  // namespace

// No quotation begins with a mark that ends one, nor with the rest of it's or they're.
bool may_follow_single(std::string_view text, std::size_t at) {
  if (at < text.size() && std::string_view(")!],.;:-?").find(text[at]) != std::string_view::npos) return false;
  for (const std::string_view rest : {"s", "t", "m", "ve", "ll", "re"})
    if (text.substr(at, rest.size()) == rest && !is_unicode_word(code_point_at(text, at + rest.size()))) return false;
  return true;
}

// " opens a quotation behind what is no word, and before what is no space; it may close one everywhere. An apostrophe
// does not open before some letters, nor close before any.
std::uint32_t InlineParser::read_quote(std::uint32_t at) {
  const bool single = m_text[at] == '\'';
  const char32_t before = code_point_before(m_text, at), after = code_point_at(m_text, at + 1);
  const bool opens =
      !is_unicode_word(before) && !is_unicode_space(after) && (!single || may_follow_single(m_text, at + 1));
  const bool closes = !single || !is_unicode_word(after);
  // Between two of them must be something.
  if (!m_delimiters.empty()) {
    Delimiter& last = m_delimiters.back();
    if (last.mark == m_text[at] && last.begin + last.length == at) last.can_open = false;
  }
  return opens || closes ? add_run({at, at + 1}, m_text[at], opens, closes) : add_decoded({at, at + 1}, apostrophe);
}

// “ ” ‘ ’ as they stand.
std::uint32_t InlineParser::read_curly_quote(std::uint32_t at) {
  const std::string_view quote = m_text.substr(at, 3);
  const Range where{at, at + static_cast<std::uint32_t>(quote.size())};
  if (quote == "\u201C") return add_run(where, '"', true, false);
  if (quote == "\u201D") return add_run(where, '"', false, true);
  if (quote == "\u2018") return add_run(where, '\'', true, false);
  if (quote == "\u2019") return add_run(where, '\'', false, !is_unicode_word(code_point_at(m_text, where.end)));
  return at + 1;
}

// Three hyphens are an em dash, two an en dash, one is itself.
std::uint32_t InlineParser::read_hyphens(std::uint32_t at) {
  std::uint32_t end = at;
  while (end < m_text.size() && m_text[end] == '-') ++end;
  if (end - at == 1) return end;
  std::string dashes;
  std::uint32_t left = end - at;
  for (; left >= 3; left -= 3) dashes += em_dash;
  dashes += left == 2 ? en_dash : left == 1 ? "-" : "";
  return add_decoded({at, end}, dashes);
}

std::uint32_t InlineParser::read_period(std::uint32_t at) {
  if (m_extensions.has(Extension::smart) && m_text.substr(at, 3) == "...") return add_decoded({at, at + 3}, ellipsis);
  return m_extensions.has(Extension::autolink_bare_uris) ? read_bare_link(at) : at + 1;
}

// What a quotation mark is that belongs to no other: an apostrophe, or by the side on which it stands.
std::string_view lone_quote(std::string_view text, Range where) {
  if (where.size() > 1) return where.in(text);
  if (text[where.begin] == '\'') return apostrophe;
  const bool opens =
      !is_unicode_word(code_point_before(text, where.begin)) && !is_unicode_space(code_point_at(text, where.end));
  return opens ? "\u201C" : "\u201D";
}

}  // namespace markdown
