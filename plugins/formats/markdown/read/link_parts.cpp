#include "link_parts.hpp"

#include "characters.hpp"

namespace markdown {
namespace {

constexpr int deepest_parentheses = 32;  // a bound on the work for ((((, as the specification allows

bool is_escape(std::string_view text, std::uint32_t at) {
  return text[at] == '\\' && at + 1 < text.size() && is_punctuation(text[at + 1]);
}

std::optional<LinkPart> find_bracketed(std::string_view text, std::uint32_t at) {
  for (std::uint32_t i = at + 1; i < text.size(); ++i) {
    if (text[i] == '>') return LinkPart{{at + 1, i}, i + 1};
    if (text[i] == '<' || is_line_end(text[i])) return {};
    if (is_escape(text, i)) ++i;
  }
  return {};
}

}  // namespace

std::uint32_t skip_blanks(std::string_view text, std::uint32_t at) {
  while (at < text.size() && is_blank(text[at])) ++at;
  return at;
}

std::uint32_t skip_link_space(std::string_view text, std::uint32_t at) {
  at = skip_blanks(text, at);
  if (at < text.size() && is_line_end(text[at])) {
    at += text.substr(at, 2) == "\r\n" ? 2 : 1;
    at = skip_blanks(text, at);
  }
  return at;
}

std::optional<Range> find_label(std::string_view text, std::uint32_t at, bool may_nest) {
  bool empty = true;
  std::uint32_t depth = 0;
  for (std::uint32_t i = at + 1; i < text.size() && i - at - 1 <= longest_label; ++i) {
    const char c = text[i];
    if (c == '[' && !may_nest) return {};
    if (c == '[') ++depth;
    if (c == ']' && depth > 0) --depth;
    else if (c == ']') return empty ? std::optional<Range>() : Range{at + 1, i};
    if (!is_space(c)) empty = false;
    if (is_escape(text, i)) ++i;
  }
  return {};
}

std::optional<LinkPart> find_destination(std::string_view text, std::uint32_t at) {
  if (at < text.size() && text[at] == '<') return find_bracketed(text, at);
  int depth = 0;
  std::uint32_t i = at;
  for (; i < text.size(); ++i) {
    const char c = text[i];
    if (c == ' ' || is_control(c)) break;
    if (c == '(' && ++depth > deepest_parentheses) return {};
    if (c == ')' && --depth < 0) break;
    if (is_escape(text, i)) ++i;
  }
  if (i == at || depth > 0) return {};
  return LinkPart{{at, i}, i};
}

std::optional<LinkPart> find_title(std::string_view text, std::uint32_t at) {
  if (at >= text.size()) return {};
  const char opener = text[at], closer = opener == '(' ? ')' : opener;
  if (opener != '"' && opener != '\'' && opener != '(') return {};
  for (std::uint32_t i = at + 1; i < text.size(); ++i) {
    if (text[i] == closer) return LinkPart{{at + 1, i}, i + 1};
    if (text[i] == '(' && opener == '(') return {};
    if (is_escape(text, i)) ++i;
  }
  return {};
}

}  // namespace markdown
