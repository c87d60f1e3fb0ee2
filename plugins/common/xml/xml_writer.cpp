#include "xml/xml_writer.hpp"

namespace xml {

namespace {

// Whether the character at that byte of valid UTF-8 is no Char (XML 1.0, production 2). Of those that UTF-8 can spell,
// these are the control characters without tab and line ends, U+FFFE and U+FFFF.
bool is_forbidden(std::string_view text, std::size_t at) {
  const auto c = static_cast<unsigned char>(text[at]);
  if (c < 0x20) return c != '\t' && c != '\n' && c != '\r';
  return c == 0xEF && (text.substr(at, 3) == "\xEF\xBF\xBE" || text.substr(at, 3) == "\xEF\xBF\xBF");
}

// What a reader would change or misunderstand: the marks of markup, and white space that is normalised (sections 2.11
// and 3.3.3).
std::string_view escape_of(char c, bool is_attribute) {
  switch (c) {
    case '&': return "&amp;";
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '\r': return "&#13;";
    case '"': return is_attribute ? "&quot;" : "";
    case '\t': return is_attribute ? "&#9;" : "";
    case '\n': return is_attribute ? "&#10;" : "";
    default: return "";
  }
}

}  // namespace

Writer& Writer::attribute(std::string_view name, std::string_view value) {
  m_text += ' ';
  m_text += name;
  m_text += "=\"";
  escape(value, true);
  m_text += '"';
  return *this;
}

Writer& Writer::end() {
  if (m_in_tag) {
    m_text += "/>";
    m_in_tag = false;
  } else {
    m_text += "</";
    m_text += m_open.back();
    m_text += '>';
  }
  m_open.pop_back();
  return *this;
}

Writer& Writer::text(std::string_view characters) {
  close_tag();
  escape(characters, false);
  return *this;
}

void Writer::escape(std::string_view characters, bool is_attribute) {
  std::size_t done = 0;
  for (std::size_t at = 0; at < characters.size(); ++at) {
    const bool forbidden = is_forbidden(characters, at);
    const std::string_view escaped = forbidden ? "\xEF\xBF\xBD" : escape_of(characters[at], is_attribute);
    if (escaped.empty()) continue;
    m_text += characters.substr(done, at - done);
    m_text += escaped;
    m_has_replaced = m_has_replaced || forbidden;
    if (forbidden && static_cast<unsigned char>(characters[at]) >= 0x20) at += 2;
    done = at + 1;
  }
  m_text += characters.substr(done);
}

}  // namespace xml
