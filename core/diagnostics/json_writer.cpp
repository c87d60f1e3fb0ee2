#include "diagnostics/json_writer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <iterator>

#include "deckle/utf8.hpp"

namespace deckle {
namespace {

bool is_special(char c) { return static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\'; }

void append_escaped(std::string& to, char c) {
  switch (c) {
    case '"': to += "\\\""; return;
    case '\\': to += "\\\\"; return;
    case '\n': to += "\\n"; return;
    case '\r': to += "\\r"; return;
    case '\t': to += "\\t"; return;
    case '\b': to += "\\b"; return;
    case '\f': to += "\\f"; return;
    default: fmt::format_to(std::back_inserter(to), "\\u{:04x}", static_cast<unsigned>(c));
  }
}

// Sixteen bytes side by side, which compilers hold in one register; what compares them gives bytes of ones and zeros.
typedef unsigned char Bytes __attribute__((vector_size(16)));

bool has_special(const char* sixteen) {
  Bytes bytes;
  std::memcpy(&bytes, sixteen, sizeof bytes);
  const auto found = (bytes < 0x20) | (bytes == '"') | (bytes == '\\');
  std::uint64_t halves[2];
  std::memcpy(halves, &found, sizeof halves);
  return (halves[0] | halves[1]) != 0;
}

void append_valid(std::string& to, std::string_view text) {
  std::size_t plain = 0;
  for (std::size_t at = 0; at < text.size();) {
    if (text.size() - at >= sizeof(Bytes) && !has_special(text.data() + at)) {
      at += sizeof(Bytes);
      continue;
    }
    for (const std::size_t end = std::min(at + sizeof(Bytes), text.size()); at < end; ++at) {
      if (!is_special(text[at])) continue;
      to.append(text, plain, at - plain);
      append_escaped(to, text[at]);
      plain = at + 1;
    }
  }
  to.append(text, plain);
}

}  // namespace

void JsonWriter::separate() {
  if (!m_is_first) m_to += ',';
  m_is_first = false;
}

void JsonWriter::quote(std::string_view text) {
  m_to += '"';
  while (!text.empty()) {
    const std::size_t valid = utf8::valid_prefix(text);
    append_valid(m_to, text.substr(0, valid));
    text.remove_prefix(valid);
    if (text.empty()) break;
    m_to += "\xEF\xBF\xBD";
    text.remove_prefix(utf8::decode(text, 0).length);
  }
  m_to += '"';
}

void JsonWriter::open(char bracket) {
  separate();
  m_to += bracket;
  m_is_first = true;
}

void JsonWriter::close(char bracket) {
  m_to += bracket;
  m_is_first = false;
}

JsonWriter& JsonWriter::key(std::string_view name) {
  separate();
  m_to.append(1, '"').append(name).append("\":");
  m_is_first = true;
  return *this;
}

JsonWriter& JsonWriter::any_key(std::string_view name) {
  text(name);
  m_to += ':';
  m_is_first = true;
  return *this;
}

void JsonWriter::text(std::string_view value) {
  separate();
  quote(value);
}

void JsonWriter::number(std::uint64_t value) {
  separate();
  const fmt::format_int digits(value);
  m_to.append(digits.data(), digits.size());
}

void JsonWriter::seconds(double value) {
  separate();
  fmt::format_to(std::back_inserter(m_to), "{:.3f}", value);
}

void JsonWriter::flag(bool value) {
  separate();
  m_to += value ? "true" : "false";
}

void JsonWriter::text_unless_empty(std::string_view name, std::string_view value) {
  if (!value.empty()) key(name).text(value);
}

void JsonWriter::number_unless_zero(std::string_view name, std::uint64_t value) {
  if (value != 0) key(name).number(value);
}

}  // namespace deckle
