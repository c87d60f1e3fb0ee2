// Writes JSON to an output: commas by themselves, strings escaped.
#pragma once
#include <deckle/output.hpp>

#include <charconv>

namespace json {

class Writer {
 public:
  explicit Writer(deckle::Output& out) : m_out(out) {}

  // An opening text such as `{"t":"Emph","c":[`, a comma before it when something stands before.
  void open(std::string_view text) {
    separate();
    m_out << text;
    m_comma = false;
  }
  // A closing text such as `]}`.
  void close(std::string_view text) {
    m_out << text;
    m_comma = true;
  }
  // A whole value, as it is.
  void raw(std::string_view text) {
    separate();
    m_out << text;
  }
  void key(std::string_view name) {
    string(name);
    m_out << ':';
    m_comma = false;
  }
  void string(std::string_view text) {
    separate();
    m_out << '"';
    escape(text);
    m_out << '"';
  }
  template <class Number>
  void number(Number value) {
    char digits[32];
    const auto end = std::to_chars(digits, digits + sizeof digits, value).ptr;
    raw({digits, static_cast<std::size_t>(end - digits)});
  }

 private:
  void separate() {
    if (m_comma) m_out << ',';
    m_comma = true;
  }
  void escape(std::string_view text);
  deckle::Output& m_out;
  bool m_comma = false;
};

inline void Writer::escape(std::string_view text) {
  static constexpr char hex[] = "0123456789abcdef";
  std::size_t from = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    if (c >= 0x20 && c != '"' && c != '\\') continue;
    m_out << text.substr(from, i - from);
    from = i + 1;
    switch (c) {
      case '"': m_out << "\\\""; break;
      case '\\': m_out << "\\\\"; break;
      case '\n': m_out << "\\n"; break;
      case '\r': m_out << "\\r"; break;
      case '\t': m_out << "\\t"; break;
      default: m_out << "\\u00" << hex[c >> 4] << hex[c & 15];
    }
  }
  m_out << text.substr(from);
}

}  // namespace json
