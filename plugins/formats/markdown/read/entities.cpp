#include "entities.hpp"

#include <deckle/utf8.hpp>

#include <algorithm>

#include "characters.hpp"
#include "entity_table.hpp"

namespace markdown {
namespace {

constexpr std::size_t longest_name = 31;

// Finds a row "name=points" by bisection over the bytes of the table, in which one space or line end parts two rows.
std::string_view find_points(std::string_view name) {
  const std::string_view table(entity_text, entity_text_size);
  std::size_t low = 0, high = table.size();
  while (low < high) {
    std::size_t begin = low + (high - low) / 2, end = begin;
    while (begin > low && !is_space(table[begin - 1])) --begin;
    while (end < high && !is_space(table[end])) ++end;
    const std::string_view row = table.substr(begin, end - begin);
    const std::string_view found = row.substr(0, row.find('='));
    if (found == name) return row.substr(found.size() + 1);
    if (found < name) low = end + 1;
    else high = begin;
  }
  return {};
}

int digit_value(char c) { return is_digit(c) ? c - '0' : to_lower(c) - 'a' + 10; }

void append_code_points(std::string& out, std::string_view hex) {
  char32_t point = 0;
  for (const char c : hex) {
    if (c == '+') deckle::utf8::append(out, point), point = 0;
    else point = point * 16 + static_cast<char32_t>(digit_value(c));
  }
  deckle::utf8::append(out, point);
}

// After "&#": 1 to 7 decimal or, behind an x, 1 to 6 hexadecimal digits.
std::size_t read_number(std::string_view text, std::size_t at, std::string& out) {
  std::size_t i = at + 2;
  const bool hex = i < text.size() && to_lower(text[i]) == 'x';
  if (hex) ++i;
  const std::size_t first = i, limit = std::min(text.size(), first + (hex ? 6 : 7));
  char32_t point = 0;
  for (; i < limit && (hex ? is_hex_digit(text[i]) : is_digit(text[i])); ++i)
    point = point * (hex ? 16 : 10) + static_cast<char32_t>(digit_value(text[i]));
  if (i == first || i >= text.size() || text[i] != ';') return 0;
  deckle::utf8::append(out, point == 0 ? deckle::utf8::replacement : point);
  return i + 1 - at;
}

}  // namespace

std::size_t read_entity(std::string_view text, std::size_t at, std::string& out) {
  if (at + 2 < text.size() && text[at + 1] == '#') return read_number(text, at, out);
  std::size_t end = at + 1;
  while (end < text.size() && end - at <= longest_name && is_alphanumeric(text[end])) ++end;
  if (end >= text.size() || text[end] != ';' || end == at + 1) return 0;
  const std::string_view name = text.substr(at + 1, end - at - 1);
  const std::string_view points = name == "nbsp" ? "A0" : find_points(name);  // most entities are that one
  if (points.empty()) return 0;
  append_code_points(out, points);
  return end + 1 - at;
}

void append_unescaped(std::string& out, std::string_view text) {
  std::size_t copied = 0;
  for (std::size_t at = find_either(text, '\\', '&'); at < text.size(); at = find_either(text, '\\', '&', at)) {
    out += text.substr(copied, at - copied);
    copied = at;
    if (text[at] == '&') {
      at += std::max<std::size_t>(read_entity(text, at, out), 1);
      if (at > copied + 1) copied = at;
    } else if (at + 1 < text.size() && is_punctuation(text[at + 1])) {
      copied = at + 1;
      at += 2;
    } else {
      ++at;
    }
  }
  out += text.substr(copied);
}

bool begins_entity(std::string_view text, std::size_t at) {
  std::string decoded;
  return read_entity(text, at, decoded) > 0;
}

}  // namespace markdown
