#include "diagnostics/printable.hpp"

#include <fmt/format.h>
#include <locale.h>
#include <wchar.h>

#include <iterator>

#include "deckle/utf8.hpp"

namespace deckle {
namespace {

constexpr std::size_t tab_width = 4;

// Columns of a character: glibc's tables, asked under a UTF-8 locale whatever the user's locale is. -1: not printable.
int columns_of(char32_t character) {
  if (character < 0x7F) return character >= 0x20 ? 1 : -1;
  static const locale_t unicode = newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr);
  if (unicode == nullptr) return character >= 0xA0 ? 1 : -1;
  const locale_t before = uselocale(unicode);
  const int columns = wcwidth(static_cast<wchar_t>(character));
  uselocale(before);
  return columns;
}

// Characters that reorder the text around them, so that a line would not read as it is stored.
bool is_invisible_control(char32_t character) {
  return (character >= 0x202A && character <= 0x202E) || (character >= 0x2066 && character <= 0x2069) ||
         character == 0x200E || character == 0x200F || character == 0x061C || character == 0xFEFF;
}

// Appends one character as it may be shown and returns the columns it takes.
std::size_t show(std::string& out, std::string_view bytes, char32_t character, bool valid, std::size_t at_column) {
  if (character == '\t') {
    const std::size_t width = tab_width - at_column % tab_width;
    out.append(width, ' ');
    return width;
  }
  if (character == '\n' || character == '\r') {
    out += ' ';
    return 1;
  }
  const int columns = valid ? columns_of(character) : -1;
  if (columns >= 0 && !is_invisible_control(character)) {
    out += bytes;
    return static_cast<std::size_t>(columns);
  }
  const std::size_t before = out.size();
  if (valid) fmt::format_to(std::back_inserter(out), "\\u{{{:X}}}", static_cast<std::uint32_t>(character));
  else
    for (const char byte : bytes)
      fmt::format_to(std::back_inserter(out), "\\x{:02X}", static_cast<unsigned char>(byte));
  return out.size() - before;
}

// Calls visit(bytes, character, valid) for every character; bytes that are no UTF-8 come as one mistake.
template <class Visit>
void each_character(std::string_view text, Visit visit) {
  for (std::size_t at = 0; at < text.size();) {
    const utf8::Step step = utf8::decode(text, at);
    visit(text.substr(at, step.length), step.code_point, step.valid);
    at += step.length;
  }
}

}  // namespace

std::string printable(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  std::size_t column = 0;
  each_character(text, [&](std::string_view bytes, char32_t character, bool valid) {
    column += show(out, bytes, character, valid, column);
  });
  return out;
}

MarkedLine mark(std::string_view line, std::uint32_t begin, std::uint32_t length) {
  MarkedLine marked;
  std::size_t column = 0, index = 0;
  each_character(line, [&](std::string_view bytes, char32_t character, bool valid) {
    const std::size_t width = show(marked.text, bytes, character, valid, column);
    column += width;
    if (index < begin) marked.indent = column;
    else if (index - begin < length) marked.width += width;
    ++index;
  });
  if (marked.width == 0) marked.width = 1;  // an empty range, or one at the end of the line, is still pointed at
  return marked;
}

}  // namespace deckle
