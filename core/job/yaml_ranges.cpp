#include "job/yaml_ranges.hpp"

#include <algorithm>
#include <cctype>

namespace deckle {
namespace {

constexpr std::string_view white_space = " \t\r\n";

bool is_white(char c) { return white_space.find(c) != std::string_view::npos; }

std::size_t end_of_line(std::string_view text, std::size_t at) {
  return std::min(text.find_first_of("\r\n", at), text.size());
}

// A carriage return that no line feed follows is a letter to yaml-cpp, so a value may begin with one.
bool is_letter_return(std::string_view text, std::size_t at) {
  return text[at] == '\r' && text.substr(at + 1, 1) != "\n";
}

// Behind white space, comments, and the letters of `also`.
std::size_t skip_filling(std::string_view text, std::size_t at, std::string_view also = {}) {
  while (at < text.size() && !is_letter_return(text, at)) {
    if (is_white(text[at]) || also.find(text[at]) != std::string_view::npos) {
      ++at;
    } else if (text[at] == '#') {
      at = std::min(text.find('\n', at), text.size());
    } else {
      break;
    }
  }
  return at;
}

// Behind the last letter of `value`, whose letters stand in the text from `at` on with any white space between them.
std::size_t end_of_letters(std::string_view text, std::size_t at, std::string_view value) {
  std::size_t end = at;
  for (const char letter : value) {
    if (is_white(letter)) continue;
    while (at < text.size() && text[at] != letter && is_white(text[at])) ++at;
    if (at >= text.size() || text[at] != letter) break;
    end = ++at;
  }
  return end;
}

std::size_t end_of_quoted(std::string_view text, std::size_t at) {
  const char quote = text[at++];
  while (at < text.size()) {
    if (text[at] == quote) {
      if (quote == '"' || at + 1 >= text.size() || text[at + 1] != quote) return at + 1;
      ++at;  // a doubled single quote
    } else if (quote == '"' && text[at] == '\\') {
      ++at;
    }
    ++at;
  }
  return text.size();
}

bool is_hex(char c) { return std::isxdigit(static_cast<unsigned char>(c)) != 0; }

// YAML 1.2.2, rule [40] ns-tag-char, and the marks between a handle and its suffix.
bool is_of_tag(std::string_view text, std::size_t at) {
  constexpr std::string_view marks = "-!#;/?:@&=+$_.~*'()";
  const bool is_escape = text[at] == '%' && at + 2 < text.size() && is_hex(text[at + 1]) && is_hex(text[at + 2]);
  return is_escape || std::isalnum(static_cast<unsigned char>(text[at])) != 0 ||
         marks.find(text[at]) != std::string_view::npos;
}

std::size_t end_of_tag(std::string_view text, std::size_t at) {
  if (text.substr(at, 2) == "!<") {
    const std::size_t end = std::min(text.find_first_of(">\r\n", at), text.size());
    return end < text.size() && text[end] == '>' ? end + 1 : end;
  }
  while (at < text.size() && is_of_tag(text, at)) ++at;
  return at;
}

std::size_t end_of_anchor(std::string_view text, std::size_t at) {
  constexpr std::string_view marks = ",[]{}";
  while (at < text.size() && marks.find(text[at]) == std::string_view::npos &&
         (!is_white(text[at]) || is_letter_return(text, at)))
    ++at;
  return at;
}

}  // namespace

YamlProperties yaml_properties(std::string_view text, std::size_t at) {
  YamlProperties found;
  found.end = found.content = at;
  while (found.content < text.size() && (text[found.content] == '!' || text[found.content] == '&')) {
    const std::size_t begin = found.content;
    const std::size_t end = text[begin] == '!' ? end_of_tag(text, begin) : end_of_anchor(text, begin);
    if (text[begin] == '!') found.tag = text.substr(begin, end - begin);
    found.end = end;
    found.content = skip_filling(text, end);
  }
  return found;
}

YamlExtent yaml_scalar_extent(std::string_view text, std::size_t at, std::string_view value) {
  if (at >= text.size()) return {text.size(), YamlStyle::plain};
  const char first = text[at];
  if (first == '"' || first == '\'') return {end_of_quoted(text, at), YamlStyle::quoted};
  if (first != '|' && first != '>') return {end_of_letters(text, at, value), YamlStyle::plain};
  const std::size_t header_end = end_of_line(text, at);
  const std::size_t end = end_of_letters(text, header_end, value);
  return {std::max(end, header_end), YamlStyle::block};
}

std::size_t yaml_flow_end(std::string_view text, std::size_t at) {
  const std::size_t bracket = skip_filling(text, at, ",:?");
  return bracket < text.size() && (text[bracket] == ']' || text[bracket] == '}') ? bracket + 1 : at;
}

std::size_t yaml_null_length(std::string_view text, std::size_t at) {
  for (std::string_view word : {"~", "null", "Null", "NULL"}) {
    if (at > text.size() || text.substr(at, word.size()) != word) continue;
    const std::size_t end = at + word.size();
    if (end == text.size() || is_white(text[end]) || text[end] == ':' || text[end] == ',' || text[end] == ']' ||
        text[end] == '}') {
      return word.size();
    }
  }
  return 0;
}

}  // namespace deckle
