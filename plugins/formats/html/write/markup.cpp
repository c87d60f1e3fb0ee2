#include "markup.hpp"

#include <array>
#include <bit>
#include <cstdint>
#include <cstring>

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

// Bytes of text that need a look: what is escaped, control characters, and the first bytes of characters of which some
// may not stand in HTML.
constexpr std::array<bool, 256> needs_care = [] {
  std::array<bool, 256> table{};
  for (std::size_t byte = 0; byte < 0x20; ++byte) table[byte] = byte != '\t' && byte != '\n' && byte != '\r';
  for (std::size_t byte : {0x7F, 0xC2, 0xEF, 0xF0, 0xF1, 0xF2, 0xF3, 0xF4}) table[byte] = true;
  for (char c : {'&', '<', '>', '"'}) table[static_cast<unsigned char>(c)] = true;
  return table;
}();

// Sixteen bytes side by side, which compilers hold in one register; what compares them gives bytes of ones and zeros.
typedef unsigned char Bytes __attribute__((vector_size(16)));
typedef signed char Found __attribute__((vector_size(16)));

// Of sixteen bytes, those that may need care: controls, the marks, of which two and two differ in one bit, and what may
// begin a forbidden character. Words of nearly all scripts have none of them.
Found may_need_care(Bytes bytes) {
  return (bytes < 0x20) | ((bytes & 0xFB) == '"') | ((bytes & 0xFD) == '<') | (bytes == 0x7F) | (bytes == 0xC2) |
         (bytes >= 0xEF);
}

// The first of them, or 16.
std::size_t first_of(Found found) {
  std::uint64_t halves[2];
  std::memcpy(halves, &found, sizeof halves);
  if (halves[0] != 0) return static_cast<std::size_t>(std::countr_zero(halves[0])) / 8;
  return 8 + static_cast<std::size_t>(std::countr_zero(halves[1])) / 8;  // of 0 it is 64
}

// Sixteen bytes at a time; the last sixteen are looked at again rather than one by one.
std::size_t next_to_care_for(std::string_view text, std::size_t at) {
  while (at + sizeof(Bytes) <= text.size()) {
    Bytes bytes;
    std::memcpy(&bytes, text.data() + at, sizeof bytes);
    const std::size_t found = first_of(may_need_care(bytes));
    at += found;
    if (found < sizeof bytes) {
      if (needs_care[static_cast<unsigned char>(text[at])]) return at;
      ++at;
    } else if (at < text.size() && at + sizeof bytes > text.size()) {
      at = text.size() - sizeof bytes;
    }
  }
  while (at < text.size() && !needs_care[static_cast<unsigned char>(text[at])]) ++at;
  return at;
}

// How many bytes at the beginning are a character that HTML may not have: C1 controls, the noncharacters U+FDD0 to
// U+FDEF, and the last two of every plane. `text` begins with a byte that needs care and is no mark.
std::size_t forbidden_length(std::string_view text) {
  const auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U; };
  if (byte(0) < 0x80) return 1;
  if (byte(0) == 0xC2) return byte(1) < 0xA0 ? 2 : 0;
  if (byte(0) == 0xEF && byte(1) == 0xB7) return byte(2) >= 0x90 && byte(2) <= 0xAF ? 3 : 0;
  if (byte(0) == 0xEF) return byte(1) == 0xBF && byte(2) >= 0xBE ? 3 : 0;
  return (byte(1) & 0x0F) == 0x0F && byte(2) == 0xBF && byte(3) >= 0xBE ? 4 : 0;
}

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
  for (std::size_t i = next_to_care_for(text, 0); i < text.size(); i = next_to_care_for(text, i)) {
    std::string_view instead = escaped(text[i]);
    std::size_t length = 1;
    if (instead.empty()) {
      length = forbidden_length(text.substr(i, 4));
      if (length == 0) {
        ++i;
        continue;
      }
      instead = "\xEF\xBF\xBD";
      m_has_replaced = true;
    }
    m_text.append(text, begin, i - begin);
    m_text += instead;
    begin = i += length;
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
