#include "markers.hpp"

#include <algorithm>

namespace {

using deckle::Key;

std::string roman(std::int64_t number) {
  static constexpr struct {
    int value;
    const char* letters;
  } digits[] = {{1000, "m"}, {900, "cm"}, {500, "d"}, {400, "cd"}, {100, "c"}, {90, "xc"}, {50, "l"},
                {40, "xl"},  {10, "x"},   {9, "ix"},  {5, "v"},    {4, "iv"},  {1, "i"}};
  std::string out;
  for (const auto& digit : digits) {
    for (; number >= digit.value; number -= digit.value) out += digit.letters;
  }
  return out;
}

// a to z, then aa, ab and so on.
std::string alphabetic(std::int64_t number) {
  std::string out;
  for (; number > 0; number = (number - 1) / 26) out.insert(out.begin(), static_cast<char>('a' + (number - 1) % 26));
  return out;
}

std::string upper(std::string text) {
  for (char& c : text) c = static_cast<char>(c - 'a' + 'A');
  return text;
}

}  // namespace

std::string ordered_marker(std::int64_t number, std::string_view style, std::string_view delimiter) {
  std::string text = std::to_string(number);
  if (number > 0 && number < 4000) {
    if (style == "lower-roman") text = roman(number);
    if (style == "upper-roman") text = upper(roman(number));
  }
  if (number > 0) {
    if (style == "lower-alpha") text = alphabetic(number);
    if (style == "upper-alpha") text = upper(alphabetic(number));
  }
  if (style == "example" || delimiter == "two-parentheses") return "(" + text + ")";
  return text + (delimiter == "one-parenthesis" ? ")" : ".");
}

Markers::Markers(const deckle::Node& list)
    : ordered(list.is(deckle::Kind::ordered_list)),
      start(std::clamp<std::int64_t>(list.integer(Key::start, 1), -1'000'000'000, 1'000'000'000)),
      style(list.string(Key::style)),
      delimiter(list.string(Key::delimiter)),
      width(2) {
  if (!ordered) return;
  std::int64_t position = 0;
  for (const deckle::Node& item : list.children()) {
    static_cast<void>(item);
    width = std::max(width, ordered_marker(start + position++, style, delimiter).size() + 1);
  }
}

std::string Markers::of(std::int64_t position) const {
  std::string marker = ordered ? ordered_marker(start + position, style, delimiter) : "-";
  marker.resize(std::max(marker.size() + 1, width), ' ');
  return marker;
}
