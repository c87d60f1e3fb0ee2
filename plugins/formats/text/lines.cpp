#include "lines.hpp"

#include <deckle/utf8.hpp>

#include <algorithm>

namespace {

namespace utf8 = deckle::utf8;

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

char32_t last_character(std::string_view text) {
  std::size_t at = text.size();
  while (at > 0 && utf8::detail::continues(static_cast<unsigned char>(text[--at]))) {
  }
  return text.empty() ? U' ' : utf8::decode(text, at).code_point;
}

// Scripts that are written without spaces, and whose lines may end between any two of their characters.
bool is_ideographic(char32_t c) {
  return (c >= 0x2E80 && c <= 0x30FF) || (c >= 0x3400 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF) ||
         (c >= 0xFF01 && c <= 0xFF60) || (c >= 0x20000 && c <= 0x3FFFF);
}

// In Latin text lines end at spaces alone, not behind hyphens or slashes; elsewhere where Unicode lets them.
bool breaks_without_space(char32_t before) {
  return is_ideographic(before) || (before >= 0x0E00 && before <= 0x0EFF) || (before >= 0x1000 && before <= 0x109F) ||
         (before >= 0x1780 && before <= 0x17FF) || before == 0x2014;
}

std::string_view without_spaces_behind(std::string_view text) {
  const std::size_t last = text.find_last_not_of(' ');
  return text.substr(0, last == std::string_view::npos ? 0 : last + 1);
}

std::string_view without_spaces_around(std::string_view text) {
  const std::size_t first = text.find_first_not_of(' ');
  return first == std::string_view::npos ? std::string_view() : without_spaces_behind(text.substr(first));
}

std::string finished(std::string_view line) {
  std::string out(without_spaces_around(line));
  std::replace(out.begin(), out.end(), firm_space, ' ');
  return out;
}

// A soft break is a space, but none between two characters of a script that has no spaces.
std::string joined(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(soft_break, at), text.size());
    out += text.substr(at, end - at);
    at = end + 1;
    if (end == text.size()) break;
    const bool together =
        at < text.size() && is_ideographic(utf8::decode(text, at).code_point) && is_ideographic(last_character(out));
    if (!together) out += ' ';
  }
  return out;
}

}  // namespace

const dk_text* Typesetter::host_text() const {
  if (m_text == nullptr) m_text = m_call.extension<dk_text>(DK_EXT_TEXT);
  return m_text;
}

std::size_t Typesetter::width(std::string_view text) const {
  if (is_ascii(text)) return text.size();
  const dk_text* host = host_text();
  return host == nullptr ? utf8::count(text) : static_cast<std::size_t>(host->width(deckle::str(text)));
}

std::vector<std::string> Typesetter::lines(std::string_view marked, std::size_t columns, Wrap wrap) const {
  std::vector<std::string> all;
  for (std::size_t at = 0; at <= marked.size();) {
    const std::size_t end = std::min(marked.find(hard_break, at), marked.size());
    const std::string_view part = marked.substr(at, end - at);
    if (wrap == Wrap::automatic) {
      fill(joined(part), columns, all);
    } else if (wrap == Wrap::none) {
      all.push_back(finished(joined(part)));
    } else {
      for (std::size_t begin = 0; begin <= part.size();) {
        const std::size_t stop = std::min(part.find(soft_break, begin), part.size());
        all.push_back(finished(part.substr(begin, stop - begin)));
        begin = stop + 1;
      }
    }
    at = end + 1;
  }
  return all;
}

// Where a line may end: offsets in the text, the last one its size.
std::vector<std::size_t> Typesetter::places_to_break(std::string_view text) const {
  std::vector<std::size_t> places;
  const std::uint32_t* found = nullptr;
  std::uint32_t count = 0;
  if (!is_ascii(text) && host_text() != nullptr) {
    deckle::check(
        host_text()->segment(&m_call.raw(), deckle::str(text), DK_SEGMENT_LINE, deckle::str({}), &found, &count));
  }
  if (count != 0) {
    for (std::uint32_t k = 1; k + 1 < count; ++k) {
      const std::string_view before = text.substr(0, found[k]);
      if (before.back() == ' ' || breaks_without_space(last_character(before))) places.push_back(found[k]);
    }
  } else {
    for (std::size_t at = text.find(' '); at != std::string_view::npos; at = text.find(' ', at)) {
      at = std::min(text.find_first_not_of(' ', at), text.size());
      if (at < text.size()) places.push_back(at);
    }
  }
  places.push_back(text.size());
  return places;
}

// Puts as much as fits in every line. What is wider than a line stands alone and sticks out.
void Typesetter::fill(std::string_view text, std::size_t columns, std::vector<std::string>& lines) const {
  text = without_spaces_around(text);
  std::size_t line_begin = 0, line_width = 0, piece_begin = 0;
  for (const std::size_t piece_end : places_to_break(text)) {
    const std::string_view piece = text.substr(piece_begin, piece_end - piece_begin);
    const std::string_view word = without_spaces_behind(piece);
    const std::size_t word_width = width(word);
    if (line_width + word_width > columns && piece_begin > line_begin) {
      lines.push_back(finished(text.substr(line_begin, piece_begin - line_begin)));
      line_begin = piece_begin;
      line_width = 0;
    }
    line_width += word_width + (piece.size() - word.size());
    piece_begin = piece_end;
  }
  lines.push_back(finished(text.substr(line_begin)));
}
