#include "text_places.hpp"

#include <algorithm>
#include <deckle/utf8.hpp>

#include "tags.hpp"

namespace html {
namespace {

namespace utf8 = deckle::utf8;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

void TextPlaces::go_to(std::size_t at) {
  while (m_at < at && m_from < m_written.size()) {
    skip_tags();
    skip_character();
  }
}

bool TextPlaces::fit() const {
  if (m_is_same) return true;
  TextPlaces going(m_written, m_text, m_has_tags);
  while (going.m_at < m_text.size()) {
    going.skip_tags();
    if (going.m_from >= m_written.size()) return false;
    const char written = m_written[going.m_from];
    const bool may_differ = written == '&' || written == '\r' || static_cast<unsigned char>(written) < ' ';
    if (!may_differ && written != m_text[going.m_at]) return false;
    going.skip_character();
  }
  return true;
}

// Tags that the parser passed over, comments, and NUL, which no text has.
void TextPlaces::skip_tags() {
  for (;;) {
    const std::string_view rest = m_written.substr(m_from);
    if (rest.substr(0, 1) == std::string_view("\0", 1)) {
      ++m_from;
      continue;
    }
    if (!m_has_tags || rest.size() < 2 || rest[0] != '<') return;
    const Tag tag = next_tag(m_written, m_from);
    if (tag.begin != m_from) return;
    m_from = tag.end;
  }
}

void TextPlaces::skip_character() {
  if (m_from >= m_written.size()) return;
  const std::size_t read = std::max(utf8::decode(m_text, m_at).length, 1u);
  const char first = m_written[m_from];
  if (first == '&') return skip_reference(read);
  if (first == '\r') m_from += m_written.substr(m_from, 2) == "\r\n" ? 2 : 1;
  else m_from += std::max(utf8::decode(m_written, m_from).length, 1u);
  m_at += read;
}

// Over a reference to the character at hand, or a plain ampersand. The names are Gumbo's to know: where one ends
// without a semicolon, and whether it stands for two characters, shows by what follows it.
void TextPlaces::skip_reference(std::size_t read) {
  const std::string_view rest = m_written.substr(m_from);
  const bool is_number = rest.substr(1, 1) == "#", is_hexadecimal = is_number && is_word(rest.substr(2, 1), "x");
  const auto belongs = [&](char c) {
    const bool is_hexadecimal_letter = lower(c) >= 'a' && lower(c) <= 'f';
    return is_digit(c) || (is_hexadecimal ? is_hexadecimal_letter : !is_number && is_letter(c));
  };
  std::size_t end = is_hexadecimal ? 3 : is_number ? 2 : 1;
  while (end < rest.size() && belongs(rest[end])) ++end;
  const std::size_t two = read + utf8::decode(m_text, m_at + read).length;
  const bool has_semicolon = rest.substr(end, 1) == ";", reads_ampersand = m_text.substr(m_at, 1) == "&";
  const auto skip = [&](std::size_t written, std::size_t characters) {
    m_from += written;
    m_at += characters;
  };
  const auto may_skip = [&](std::size_t written, std::size_t characters) {
    return goes_on(m_from + written, m_at + characters);
  };
  if (reads_ampersand && may_skip(1, 1)) return skip(1, 1);
  for (std::size_t length = 3; length <= end && !is_number; ++length)
    if (may_skip(length, read)) return skip(length, read);
  if (has_semicolon && !may_skip(end + 1, read) && may_skip(end + 1, two)) return skip(end + 1, two);
  skip(has_semicolon ? end + 1 : end, read);
}

// Whether what is written there can be the text there, as far as the next reference or tag.
bool TextPlaces::goes_on(std::size_t from, std::size_t at) const {
  constexpr std::size_t enough = 16;
  for (std::size_t i = 0; i < enough; ++i, ++from, ++at) {
    if (from >= m_written.size()) return at >= m_text.size();
    const char c = m_written[from];
    if (c == '&' || c == '<' || c == '\r' || c == '\0') return true;
    if (at >= m_text.size() || m_text[at] != c) return false;
  }
  return true;
}

}  // namespace html
