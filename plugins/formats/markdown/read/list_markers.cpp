#include "list_markers.hpp"

#include "characters.hpp"

namespace markdown {
namespace {

constexpr std::uint32_t most_digits = 9;    // of a number: so it fits into 32 bits
constexpr std::uint32_t most_letters = 30;  // of a roman numeral

bool is_blank_at(std::string_view line, std::size_t at) { return at >= line.size() || is_blank(line[at]); }

// The value of a roman numeral in lower case, 0 if it is none.
std::uint32_t roman(std::string_view letters) {
  constexpr struct {
    std::string_view letters;
    std::uint32_t value, most;
  } parts[] = {{"m", 1000, most_letters}, {"cm", 900, 1}, {"d", 500, 1}, {"cd", 400, 1},
               {"c", 100, most_letters},  {"xc", 90, 1},  {"l", 50, 1},  {"xl", 40, 1},
               {"x", 10, most_letters},   {"ix", 9, 1},   {"v", 5, 1},   {"iv", 4, 1},
               {"i", 1, most_letters}};
  std::uint32_t value = 0;
  for (const auto& part : parts)
    for (std::uint32_t i = 0; i < part.most && letters.substr(0, part.letters.size()) == part.letters; ++i) {
      value += part.value;
      letters.remove_prefix(part.letters.size());
    }
  return letters.empty() ? value : 0;
}

// A number, letters or #, without what stands around it: its style, number and length; a length of 0 if it is none.
ListMarker counter(std::string_view line, ListStyle before) {
  ListMarker none{'.', ListStyle::any, 1, 0};
  if (line.empty()) return none;
  if (line[0] == '#') return {'.', ListStyle::any, 1, 1};
  if (is_digit(line[0])) {
    ListMarker marker{'.', ListStyle::decimal, 0, 0};
    for (; marker.length < line.size() && is_digit(line[marker.length]); ++marker.length) {
      if (marker.length == most_digits) return none;
      marker.number = marker.number * 10 + static_cast<std::uint32_t>(line[marker.length] - '0');
    }
    return marker;
  }
  const bool upper = line[0] >= 'A' && line[0] <= 'Z';
  char lowered[most_letters];
  std::uint32_t count = 0;
  for (; count < line.size() && is_letter(line[count]); ++count) {
    const bool same_case = (line[count] <= 'Z') == upper;
    if (!same_case || count == most_letters) return none;
    lowered[count] = to_lower(line[count]);
  }
  if (count == 0) return none;
  const ListStyle as_alpha = upper ? ListStyle::upper_alpha : ListStyle::lower_alpha;
  const ListStyle as_roman = upper ? ListStyle::upper_roman : ListStyle::lower_roman;
  const std::uint32_t numeral = roman({lowered, count});
  const bool letter = count == 1 && (before == as_alpha || numeral == 0 || (before != as_roman && numeral != 1));
  if (letter) return {'.', as_alpha, static_cast<std::uint32_t>(lowered[0] - 'a' + 1), 1};
  return numeral > 0 ? ListMarker{'.', as_roman, numeral, count} : none;
}

}  // namespace

std::optional<ListMarker> list_marker(std::string_view line) {
  ListMarker marker{line[0], ListStyle::any, 0, 1};
  if (is_digit(line[0])) {
    marker = counter(line, ListStyle::decimal);
    if (marker.length == 0 || marker.length == line.size()) return {};
    marker.mark = line[marker.length++];
    if (marker.mark != '.' && marker.mark != ')') return {};
  }
  if (!is_blank_at(line, marker.length)) return {};
  return marker;
}

std::optional<ListMarker> fancy_list_marker(std::string_view line, ListStyle before) {
  const std::uint32_t opening = line[0] == '(' ? 1 : 0;
  ListMarker marker = counter(line.substr(opening), before);
  const std::uint32_t end = opening + marker.length;
  if (marker.length == 0 || end >= line.size()) return {};
  if (opening ? line[end] != ')' : line[end] != '.' && line[end] != ')') return {};
  marker.mark = opening ? '(' : line[end];
  const bool initial = marker.length == 1 && line[0] >= 'A' && line[0] <= 'Z' && marker.mark == '.';
  marker.length = end + 1;
  if (!is_blank_at(line, marker.length)) return {};
  // A. Miller is no list: such a letter wants two spaces behind it.
  const bool one_space =
      marker.length + 1 < line.size() && line[marker.length] == ' ' && !is_blank(line[marker.length + 1]);
  if (initial && one_space) return {};
  // p. 5 is a page.
  const bool page = line[0] == 'p' && marker.mark == '.' && one_space && is_digit(line[marker.length + 1]);
  if (page) return {};
  return marker;
}

}  // namespace markdown
