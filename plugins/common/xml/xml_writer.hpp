// XML 1.0 as text: elements, attributes, and no character that may not stand there.
//
//   xml.begin("w:p").begin("w:r").begin("w:t").text("a < b").end().end().end();
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace xml {

class Writer {
 public:
  static constexpr std::string_view declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

  // Names must outlive their elements: they are literals.
  Writer& begin(std::string_view name) {
    close_tag();
    m_text += '<';
    m_text += name;
    m_open.push_back(name);
    m_in_tag = true;
    return *this;
  }
  // Of the element just begun.
  Writer& attribute(std::string_view name, std::string_view value);
  Writer& attribute(std::string_view name, std::int64_t value) { return attribute(name, std::to_string(value)); }
  Writer& end();
  // A whole element that holds nothing, with one attribute or none.
  Writer& element(std::string_view name) { return begin(name).end(); }
  template <class Value>
  Writer& element(std::string_view name, std::string_view attribute_name, Value value) {
    return begin(name).attribute(attribute_name, value).end();
  }
  Writer& text(std::string_view characters);
  // Well-formed markup, as it is.
  Writer& raw(std::string_view markup) {
    close_tag();
    m_text += markup;
    return *this;
  }

  std::size_t depth() const { return m_open.size(); }
  // Whether characters that XML forbids, such as control characters, became U+FFFD.
  bool has_replaced() const { return m_has_replaced; }
  // All that was written; may be emptied between two elements.
  std::string& string() {
    close_tag();
    return m_text;
  }

 private:
  void close_tag() {
    if (m_in_tag) m_text += '>';
    m_in_tag = false;
  }
  void escape(std::string_view characters, bool is_attribute);

  std::string m_text;
  std::vector<std::string_view> m_open;
  bool m_in_tag = false, m_has_replaced = false;
};

}  // namespace xml
