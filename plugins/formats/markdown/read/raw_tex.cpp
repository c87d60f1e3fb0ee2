// Raw inlines: TeX commands, and code that names its format.
#include <algorithm>

#include "attributes.hpp"
#include "characters.hpp"
#include "inline_parser.hpp"
#include "link_parts.hpp"
#include "unicode.hpp"

namespace markdown {
namespace {

// Behind the name of a command: letters and @, digits behind these, and a star before arguments.
std::uint32_t command_end(std::string_view text, std::uint32_t at) {
  const auto is_name = [&](std::uint32_t i) {
    const char32_t c = code_point_at(text, i);
    if (c < 0x80) return is_letter(static_cast<char>(c)) || c == '@';
    return is_unicode_word(c);
  };
  if (at >= text.size() || text[at] == '@' || !is_name(at)) return at;
  while (at < text.size() && (is_name(at) || is_digit(text[at]))) at = next_character(text, at);
  const std::string_view star = text.substr(at, 2);
  return star == "*{" || star == "*[" ? at + 1 : at;
}

}  // namespace

// \command, \command[option]{argument}; 0 if there is none. Environments are blocks.
std::uint32_t InlineParser::read_command(std::uint32_t at) {
  const std::uint32_t name = command_end(m_text, at + 1);
  const std::string_view word = m_text.substr(at + 1, name - at - 1);
  if (word.empty() || word == "begin" || word == "end") return 0;
  std::uint32_t behind = skip_blanks(m_text, name), end = behind;
  while (at_or_end(behind) == '[') {
    const std::uint32_t options = closing_bracket(behind);
    if (options == 0) break;
    end = behind = options;
  }
  const std::uint32_t arguments = behind;
  while (at_or_end(behind) == '{') {
    end = behind = closing_brace(behind);
    // No command, and no options for what is in its options: they would end here, too.
    if (end == 0) return m_no_bracket_before = std::max(m_no_bracket_before, arguments), 0;
  }
  return add(TokenKind::raw_tex, {at, end});
}

// Behind the bracket that closes the one at `at`, outside of braces; 0 if there is none.
std::uint32_t InlineParser::closing_bracket(std::uint32_t at) {
  if (at < m_no_bracket_before) return 0;
  std::uint32_t i = at + 1;
  while (i < m_text.size() && m_text[i] != ']') {
    const std::uint32_t braces = m_text[i] == '{' ? closing_brace(i) : 0;
    i = braces > 0 ? braces : i + (m_text[i] == '\\' ? 2 : 1);
  }
  if (i < m_text.size()) return i + 1;
  m_no_bracket_before = size_of(m_text);
  return 0;
}

// Behind the brace that closes the one at `at`; 0 if there is none. All braces are looked up when first one is.
std::uint32_t InlineParser::closing_brace(std::uint32_t at) {
  if (!m_braces_known) find_braces();
  const auto found = std::lower_bound(m_braces.begin(), m_braces.end(), at,
                                      [](const Range& braces, std::uint32_t begin) { return braces.begin < begin; });
  return found != m_braces.end() && found->begin == at ? found->end : 0;
}

void InlineParser::find_braces() {
  std::vector<std::size_t> open;
  m_braces.clear();
  for (std::uint32_t i = 0; i < m_text.size(); ++i) {
    if (m_text[i] == '\\') {
      ++i;
    } else if (m_text[i] == '{') {
      open.push_back(m_braces.size());
      m_braces.push_back({i, 0});
    } else if (m_text[i] == '}' && !open.empty()) {
      m_braces[open.back()].end = i + 1;
      open.pop_back();
    }
  }
  m_braces_known = true;
}

// {=format} behind code; its length, 0 if there is none.
std::uint32_t InlineParser::find_format(std::uint32_t at, Range& format) const {
  return at_or_end(at) == '{' && m_extensions.has(Extension::raw_attribute) ? format_length(m_text, at, format) : 0;
}

}  // namespace markdown
