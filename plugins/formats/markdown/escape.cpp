#include "escape.hpp"

#include <algorithm>

namespace escape {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_ascii_word(char c) { return is_digit(c) || is_letter(c); }
bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
bool is_punctuation(char c) { return c > ' ' && c < 0x7F && !is_ascii_word(c); }
bool is_line_control(char c) { return c == '\n' || c == '\r' || c == '\t' || c == '\v' || c == '\f'; }

// A name or number and a semicolon behind an ampersand.
bool begins_entity(std::string_view behind) {
  std::size_t i = 0;
  while (i < behind.size() && i < 40 && (is_ascii_word(behind[i]) || behind[i] == '#')) ++i;
  return i > 0 && i < behind.size() && behind[i] == ';';
}

bool has_entity(std::string_view text) {
  for (auto at = text.find('&'); at != std::string_view::npos; at = text.find('&', at + 1))
    if (begins_entity(text.substr(at + 1))) return true;
  return false;
}

std::string numeric(char c) { return "&#" + std::to_string(static_cast<int>(c)) + ";"; }

class TextEscaper {
 public:
  TextEscaper(std::string_view text, const Place& place) : m_text(text), m_place(place) {}

  std::string run() {
    std::string out;
    out.reserve(m_text.size() + 8);
    for (std::size_t i = 0; i < m_text.size(); ++i) {
      const char c = m_text[i];
      if (is_line_control(c) || (c == ' ' && is_edge_space(i))) {
        out += numeric(c);
        continue;
      }
      if (is_punctuation(c) && needs_escape(c, i)) out += '\\';
      out += c;
    }
    return out;
  }

 private:
  char at(std::size_t i) const { return i < m_text.size() ? m_text[i] : m_place.after; }
  char before(std::size_t i) const { return i > 0 ? m_text[i - 1] : m_place.before; }
  bool is_end(std::size_t i) const { return i + 1 >= m_text.size(); }
  std::string_view behind(std::size_t i) const { return m_text.substr(std::min(i + 1, m_text.size())); }
  // Spaces at the edges of a line would be dropped.
  bool is_edge_space(std::size_t i) const {
    if (m_place.line_start && m_text.find_first_not_of(' ') >= i) return true;
    const auto last = m_text.find_last_not_of(' ');
    return m_place.line_end && (last == std::string_view::npos || i > last);
  }

  bool needs_escape(char c, std::size_t i) const {
    if (m_place.line_start && i == leading_spaces() && opens_block(c, i)) return true;
    switch (c) {
      case '\\': return is_end(i) || is_punctuation(at(i + 1)) || is_line_control(at(i + 1));
      case '`': return true;
      case '*': return !(is_space(before(i)) && is_space(at(i + 1))) || (m_place.line_start && i == 0);
      case '_':
        return !((is_space(before(i)) && is_space(at(i + 1))) ||
                 (is_ascii_word(before(i)) && is_ascii_word(at(i + 1))));
      case '~': return m_place.dialect == Dialect::gfm && !(is_space(before(i)) && is_space(at(i + 1)));
      case '[': return !is_harmless_bracket(i);
      case ']': return m_place.in_link;
      case '<': return is_end(i) || is_letter(at(i + 1)) || at(i + 1) == '/' || at(i + 1) == '!' || at(i + 1) == '?';
      case '&': return is_end(i) || begins_entity(behind(i));
      case '!': return is_end(i) && m_place.before_bracket;
      case '#': return m_place.in_heading && is_end(i);
      case ':': return finds_links() && behind(i).substr(0, 2) == "//" && ends_in_scheme(i);
      case '.': return (finds_links() && ends_in_www(i)) || is_list_number(i);
      case ')': return is_list_number(i);
      default: return false;
    }
  }

  std::size_t leading_spaces() const { return std::min(m_text.find_first_not_of(' '), m_text.size()); }

  // Characters that mean something at the beginning of a line.
  bool opens_block(char c, std::size_t i) const {
    const char next = at(i + 1);
    switch (c) {
      case '>': return true;
      case '#': return next == '#' || is_space(next);
      case '+': return is_space(next);
      case '-': return is_space(next) || next == '-' || next == ':' || next == '|';
      case '=': return !m_place.first_line;
      case '~': return next == '~';
      case '|': return m_place.dialect == Dialect::gfm && !m_place.first_line;
      case ':': return m_place.dialect == Dialect::gfm && !m_place.first_line && next == '-';
      default: return false;
    }
  }

  // A number at the beginning of a line that would begin a list.
  bool is_list_number(std::size_t i) const {
    if (!m_place.line_start || i == 0 || i > 9 || !is_space(at(i + 1))) return false;
    return std::all_of(m_text.begin(), m_text.begin() + static_cast<std::ptrdiff_t>(i), is_digit);
  }

  // Brackets mean a link only before (, [ or :, since no link is defined by reference.
  bool is_harmless_bracket(std::size_t i) const {
    if (m_place.in_link || at(i + 1) == '^') return false;
    const auto close = m_text.find_first_of("[]", i + 1);
    if (close == std::string_view::npos || m_text[close] == '[' || close + 1 >= m_text.size()) return false;
    const char next = m_text[close + 1];
    const bool task = close == i + 2 && m_place.line_start && i == 0;
    return next != '(' && next != '[' && next != ':' && !task;
  }

  // GFM makes links of bare addresses, but not inside of links.
  bool finds_links() const { return m_place.dialect == Dialect::gfm && !m_place.in_link; }
  bool ends_in_scheme(std::size_t i) const {
    const std::string_view front = m_text.substr(0, i);
    for (std::string_view scheme : {"http", "https", "ftp"}) {
      if (front.size() < scheme.size()) continue;
      const std::string_view tail = front.substr(front.size() - scheme.size());
      if (std::equal(tail.begin(), tail.end(), scheme.begin(), [](char a, char b) { return (a | 0x20) == b; }))
        return true;
    }
    return false;
  }
  bool ends_in_www(std::size_t i) const { return i >= 3 && m_text.substr(i - 3, 3) == "www"; }

  std::string_view m_text;
  const Place& m_place;
};

// Escapes backslashes and ampersands that would be read as escapes, and the given characters.
std::string with_escapes(std::string_view text, std::string_view special) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const bool backslash = c == '\\' && (i + 1 == text.size() || is_punctuation(text[i + 1]));
    if (is_line_control(c)) {
      out += numeric(c);
      continue;
    }
    if (backslash || (c == '&' && begins_entity(text.substr(i + 1))) || special.find(c) != std::string_view::npos)
      out += '\\';
    out += c;
  }
  return out;
}

bool has_balanced_parentheses(std::string_view text) {
  int depth = 0;
  for (char c : text) {
    if (c == '(' && ++depth > 30) return false;
    if (c == ')' && --depth < 0) return false;
  }
  return depth == 0;
}

}  // namespace

std::string text(std::string_view text, const Place& place) { return TextEscaper(text, place).run(); }

std::size_t longest_run(std::string_view text, char c) {
  std::size_t longest = 0, run = 0;
  for (char one : text) {
    run = one == c ? run + 1 : 0;
    longest = std::max(longest, run);
  }
  return longest;
}

std::string code(std::string_view text) {
  // The shortest run that does not occur inside.
  std::size_t length = 1;
  const std::size_t longest = longest_run(text, '`');
  for (; length <= longest; ++length) {
    std::size_t run = 0;
    bool occurs = false;
    for (std::size_t i = 0; i <= text.size(); ++i) {
      if (i < text.size() && text[i] == '`') ++run;
      else occurs = occurs || run == length, run = 0;
    }
    if (!occurs || length > 100) break;
  }
  if (length > 100) length = longest + 1;
  const bool only_spaces = text.find_first_not_of(' ') == std::string_view::npos;
  const bool pad = !text.empty() && (text.front() == '`' || text.back() == '`' ||
                                     (!only_spaces && text.front() == ' ' && text.back() == ' '));
  std::string out(length, '`');
  if (pad) out += ' ';
  for (char c : text) out += c == '\n' || c == '\r' ? ' ' : c;
  if (pad) out += ' ';
  return out.append(length, '`');
}

std::string destination(std::string_view url) {
  const bool bare = !url.empty() && url.front() != '<' && url.find_first_of(" \n\r\t") == std::string_view::npos &&
                    has_balanced_parentheses(url) &&
                    std::none_of(url.begin(), url.end(), [](char c) { return c >= 0 && c < 0x20; });
  if (bare) return with_escapes(url, "");
  return "<" + with_escapes(url, "<>") + ">";
}

std::string title(std::string_view title) { return "\"" + with_escapes(title, "\"") + "\""; }
std::string info(std::string_view info) { return with_escapes(info, ""); }

bool is_autolink(std::string_view text, std::string_view url) {
  if (url.substr(0, 7) == "mailto:" && url.substr(7) == text) {
    const auto mark = text.find('@');
    const auto allowed = [](char c) { return is_ascii_word(c) || c == '.' || c == '-' || c == '_' || c == '@'; };
    return mark != std::string_view::npos && mark > 0 && mark + 1 < text.size() &&
           text.find('@', mark + 1) == std::string_view::npos && text.find('_', mark) == std::string_view::npos &&
           is_ascii_word(text[mark + 1]) && is_ascii_word(text.back()) &&
           text.find("..", mark) == std::string_view::npos && text.find(".-", mark) == std::string_view::npos &&
           text.find("-.", mark) == std::string_view::npos && std::all_of(text.begin(), text.end(), allowed);
  }
  if (text != url || text.empty() || !is_letter(text[0]) || has_entity(text)) return false;
  const auto colon = url.find(':');
  if (colon == std::string_view::npos || colon < 2 || colon > 32) return false;
  const auto in_scheme = [](char c) { return is_ascii_word(c) || c == '+' || c == '.' || c == '-'; };
  return std::all_of(url.begin(), url.begin() + static_cast<std::ptrdiff_t>(colon), in_scheme) &&
         std::none_of(url.begin(), url.end(), [](char c) { return (c >= 0 && c <= ' ') || c == '<' || c == '>'; });
}

}  // namespace escape
