// HTML text under way: escaping, line beginnings, attributes.
#pragma once
#include <deckle/output.hpp>

#include <string>
#include <string_view>

// Collects markup; hands it on in large pieces when it has somewhere to send it.
class Markup {
 public:
  Markup() = default;
  explicit Markup(deckle::Output& out) : m_out(&out) {}

  Markup& operator<<(std::string_view raw) {
    m_text += raw;
    if (m_out && m_text.size() > 1 << 16) flush();
    return *this;
  }
  Markup& operator<<(char c) {
    m_text += c;
    return *this;
  }
  // Text with & < > " escaped. Characters that HTML may not have (control characters, U+FFFE, ...) become U+FFFD.
  Markup& text(std::string_view text);
  // An address: what URLs may not hold is percent-encoded, the rest escaped.
  Markup& url(std::string_view address);
  // ` name="value"`
  Markup& attribute(std::string_view name, std::string_view value);
  // Begins a new line unless one has just begun.
  void fresh_line() {
    if (m_text.empty() ? !m_at_line_start : m_text.back() != '\n') m_text += '\n';
  }
  void flush();
  std::string& string() { return m_text; }
  bool has_replaced() const { return m_has_replaced; }

 private:
  deckle::Output* m_out = nullptr;
  std::string m_text;
  bool m_at_line_start = true;  // of what was sent
  bool m_has_replaced = false;
};
