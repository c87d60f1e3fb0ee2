// Where the characters of a text node stand in the page: references such as &amp; are written longer than they read.
#pragma once
#include <string_view>

namespace html {

// Both answer for growing places.
class TextPlaces {
 public:
  // `written` is what the page has from the beginning to the end of `text`. It may hold tags that mean nothing there,
  // unless it stands where there are none, as in <textarea>.
  TextPlaces(std::string_view written, std::string_view text, bool has_tags = true)
      : m_written(written), m_text(text), m_has_tags(has_tags), m_is_same(written == text) {}

  // Whether all of the text is written there. Where it is not, the parser has lost the place.
  bool fit() const;

  // Of the character of the text at that byte: where it begins, and where the one before it ends.
  std::size_t begin_of(std::size_t at) {
    if (m_is_same) return at;
    go_to(at);
    skip_tags();
    return m_from;
  }
  std::size_t end_of(std::size_t at) {
    if (m_is_same) return at;
    go_to(at);
    return m_from;
  }

 private:
  void go_to(std::size_t at);
  void skip_tags();
  void skip_character();
  void skip_reference(std::size_t read);
  bool goes_on(std::size_t from, std::size_t at) const;

  std::string_view m_written, m_text;
  std::size_t m_from = 0, m_at = 0;  // in these
  bool m_has_tags, m_is_same;
};

}  // namespace html
