#include "markup.hpp"

#include <array>

namespace {

// For every byte, what it is written as in text; empty: itself.
constexpr std::string_view escaped(char c) {
  switch (c) {
    case '&': return "&amp;";
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '"': return "&quot;";
    default: return {};
  }
}

constexpr std::array<bool, 256> needs_escape = [] {
  std::array<bool, 256> table{};
  for (char c : {'&', '<', '>', '"'}) table[static_cast<unsigned char>(c)] = true;
  return table;
}();

// Bytes that stand in an address as they are: what CommonMark's reference implementation leaves alone.
constexpr std::array<bool, 256> url_safe = [] {
  std::array<bool, 256> table{};
  for (char c = '0'; c <= '9'; ++c) table[static_cast<unsigned char>(c)] = true;
  for (char c = 'A'; c <= 'Z'; ++c) table[static_cast<unsigned char>(c)] = true;
  for (char c = 'a'; c <= 'z'; ++c) table[static_cast<unsigned char>(c)] = true;
  for (char c : std::string_view("-_.+!*(),%#@?=;:/$~")) table[static_cast<unsigned char>(c)] = true;
  return table;
}();

}  // namespace

Markup& Markup::text(std::string_view text) {
  std::size_t begin = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (!needs_escape[static_cast<unsigned char>(text[i])]) continue;
    m_text.append(text, begin, i - begin);
    m_text += escaped(text[i]);
    begin = i + 1;
  }
  return *this << text.substr(begin);
}

Markup& Markup::url(std::string_view address) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  for (char c : address) {
    const auto byte = static_cast<unsigned char>(c);
    if (url_safe[byte]) {
      m_text += c;
    } else if (c == '&') {
      m_text += "&amp;";
    } else if (c == '\'') {
      m_text += "&#x27;";
    } else {
      m_text += '%';
      m_text += digits[byte >> 4];
      m_text += digits[byte & 15];
    }
  }
  return *this;
}

Markup& Markup::attribute(std::string_view name, std::string_view value) {
  *this << ' ' << name << "=\"";
  return text(value) << '"';
}

void Markup::flush() {
  if (m_text.empty() || !m_out) return;
  m_at_line_start = m_text.back() == '\n';
  *m_out << m_text;
  m_text.clear();
}
