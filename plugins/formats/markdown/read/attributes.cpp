#include "attributes.hpp"

#include <algorithm>

#include "characters.hpp"
#include "entities.hpp"
#include "link_parts.hpp"

namespace markdown {
namespace {

bool begins_name(char c) { return is_letter(c) || static_cast<unsigned char>(c) >= 0x80; }
bool is_in_name(char c) {
  return begins_name(c) || is_digit(c) || std::string_view("-_:.").find(c) != std::string_view::npos;
}

// Reads one piece after the other; `out` may be null.
class Scanner {
 public:
  Scanner(std::string_view text, std::size_t at, Attributes* out) : m_text(text), m_at(at), m_out(out) {}

  // Returns where the attributes end, 0 if there are none.
  std::size_t read() {
    if (peek() != '{') return 0;
    ++m_at;
    skip_space();
    while (peek() != '}') {
      if (!read_one() || (peek() != '}' && !skip_space())) return 0;
    }
    return m_at + 1;
  }

 private:
  char peek() const { return m_at < m_text.size() ? m_text[m_at] : '\0'; }
  bool skip_space() {
    const std::size_t begin = m_at;
    while (is_space(peek())) ++m_at;
    return m_at > begin;
  }
  std::string_view name() {
    const std::size_t begin = m_at;
    while (is_in_name(peek())) ++m_at;
    return m_text.substr(begin, m_at - begin);
  }

  bool read_one() {
    const char mark = peek();
    if (mark == '-') return ++m_at, add_class("unnumbered"), true;
    if (mark != '#' && mark != '.') return read_pair();
    ++m_at;
    if (!begins_name(peek())) return false;
    const std::string_view word = name();
    if (mark == '.') add_class(word);
    else if (m_out) m_out->id = word;
    return true;
  }
  void add_class(std::string_view word) {
    if (!m_out) return;
    if (!m_out->classes.empty()) m_out->classes += ' ';
    m_out->classes += word;
  }
  bool read_pair() {
    if (!begins_name(peek()) && peek() != '_' && peek() != ':') return false;
    const std::string_view key = name();
    if (peek() != '=') return false;
    ++m_at;
    std::string_view value;
    if (!read_value(value)) return false;
    if (m_out) add_pair(key, value);
    return true;
  }
  void add_pair(std::string_view key, std::string_view written) {
    std::string value;
    append_unescaped(value, written);
    if (key == "id") m_out->id = value;
    else if (key == "class") add_classes(value);
    else m_out->pairs.emplace_back(key, std::move(value));
  }
  void add_classes(std::string_view words) {
    for (std::size_t at = 0, end; at < words.size(); at = end + 1) {
      end = std::min(words.find_first_of(" \t\r\n", at), words.size());
      if (end > at) add_class(words.substr(at, end - at));
    }
  }
  bool read_value(std::string_view& value) {
    const char quote = peek();
    const bool quoted = quote == '"' || quote == '\'';
    const std::size_t begin = quoted ? ++m_at : m_at;
    for (; m_at < m_text.size(); ++m_at) {
      const char c = m_text[m_at];
      if (quoted ? c == quote : is_space(c) || c == '}') break;
      if (c == '\\' && m_at + 1 < m_text.size()) ++m_at;
    }
    if (m_at >= m_text.size()) return false;
    value = m_text.substr(begin, m_at - begin);
    if (quoted) ++m_at;
    return true;
  }

  std::string_view m_text;
  std::size_t m_at;
  Attributes* m_out;
};

}  // namespace

std::uint32_t attributes_length(std::string_view text, std::uint32_t at) {
  const std::size_t end = Scanner(text, at, nullptr).read();
  return end > 0 ? static_cast<std::uint32_t>(end - at) : 0;
}

std::uint32_t format_length(std::string_view text, std::uint32_t at, Range& format) {
  const auto peek = [&](std::uint32_t i) { return i < text.size() ? text[i] : '\0'; };
  if (peek(at) != '{') return 0;
  std::uint32_t i = skip_blanks(text, at + 1);
  if (peek(i) != '=') return 0;
  format.begin = ++i;
  while (is_alphanumeric(peek(i)) || peek(i) == '-' || peek(i) == '_') ++i;
  format.end = i;
  i = skip_blanks(text, i);
  return format.size() > 0 && peek(i) == '}' ? i + 1 - at : 0;
}

std::uint32_t trailing_attributes(std::string_view line) {
  const auto size = static_cast<std::uint32_t>(line.size());
  if (trimmed(line).empty() || trimmed(line).back() != '}') return size;
  for (auto at = line.find('{'); at != std::string_view::npos; at = line.find('{', at + 1)) {
    const auto begin = static_cast<std::uint32_t>(at);
    const std::uint32_t length = attributes_length(line, begin);
    if (length > 0 && trimmed(line.substr(begin + length)).empty()) return begin;
  }
  return size;
}

Attributes read_attributes(std::string_view text) {
  Attributes out;
  Scanner(text, 0, &out).read();
  return out;
}

}  // namespace markdown
