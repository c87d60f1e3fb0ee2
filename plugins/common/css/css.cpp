#include "css.hpp"

#include <algorithm>
#include <charconv>

namespace css {
namespace {

constexpr std::string_view white = " \t\r\n\f";

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(white);
  return begin == text.npos ? std::string_view() : text.substr(begin, text.find_last_not_of(white) - begin + 1);
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

// A declaration ends at a semicolon that stands in no string and no parentheses.
std::size_t end_of_declaration(std::string_view style) {
  char quote = 0;
  int depth = 0;
  for (std::size_t i = 0; i < style.size(); ++i) {
    const char c = style[i];
    if (c == '\\') ++i;
    else if (quote != 0) quote = c == quote ? '\0' : quote;
    else if (c == '"' || c == '\'') quote = c;
    else if (c == '(') ++depth;
    else if (c == ')') --depth;
    else if (c == ';' && depth <= 0) return i;
  }
  return style.size();
}

struct Declaration {
  std::string_view whole, property, value;
};

// The first one, which is taken from the style.
Declaration next_declaration(std::string_view& style) {
  const std::size_t end = end_of_declaration(style);
  const std::string_view whole = style.substr(0, end);
  style.remove_prefix(std::min(end + 1, style.size()));
  const std::size_t colon = whole.find(':');
  if (colon == whole.npos) return {trimmed(whole), {}, {}};
  std::string_view value = trimmed(whole.substr(colon + 1));
  if (const std::size_t mark = value.rfind('!');
      mark != value.npos && is_word(trimmed(value.substr(mark + 1)), "important"))
    value = trimmed(value.substr(0, mark));
  return {trimmed(whole), trimmed(whole.substr(0, colon)), value};
}

}  // namespace

bool is_word(std::string_view text, std::string_view word) {
  return text.size() == word.size() &&
         std::equal(text.begin(), text.end(), word.begin(), [](char a, char b) { return lower(a) == b; });
}

std::string_view value_of(std::string_view style, std::string_view property) {
  std::string_view found;
  while (!style.empty()) {
    const Declaration one = next_declaration(style);
    if (is_word(one.property, property)) found = one.value;
  }
  return found;
}

std::string without(std::string_view style, std::string_view property) {
  std::string rest;
  while (!style.empty()) {
    const Declaration one = next_declaration(style);
    if (one.whole.empty() || is_word(one.property, property)) continue;
    if (!rest.empty()) rest += "; ";
    rest += one.whole;
  }
  return rest;
}

std::optional<Length> length_of(std::string_view text) {
  text = trimmed(text);
  if (text.substr(0, 1) == "+") text.remove_prefix(1);
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number, std::chars_format::fixed);
  if (error != std::errc()) return std::nullopt;
  const std::string_view unit = trimmed(text.substr(static_cast<std::size_t>(end - text.data())));
  const auto is_letter = [](char c) { return lower(c) >= 'a' && lower(c) <= 'z'; };
  if (unit != "%" && !std::all_of(unit.begin(), unit.end(), is_letter)) return std::nullopt;
  return Length{number, unit};
}

std::optional<double> Length::points() const {
  constexpr struct {
    std::string_view unit;
    double points;
  } sizes[] = {{"", 0.75}, {"px", 0.75},      {"pt", 1},         {"in", 72},
               {"pc", 12}, {"cm", 72 / 2.54}, {"mm", 72 / 25.4}, {"q", 72 / 101.6}};
  for (const auto& size : sizes)
    if (is_word(unit, size.unit)) return number * size.points;
  return std::nullopt;
}

}  // namespace css
