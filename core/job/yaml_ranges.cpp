#include "job/yaml_ranges.hpp"

#include <algorithm>

namespace deckle {
namespace {

constexpr std::string_view white_space = " \t\r\n";

bool is_white(char c) { return white_space.find(c) != std::string_view::npos; }

std::size_t end_of_line(std::string_view text, std::size_t at) {
  return std::min(text.find_first_of("\r\n", at), text.size());
}

// Behind white space, comments, and the letters of `also`.
std::size_t skip_filling(std::string_view text, std::size_t at, std::string_view also = {}) {
  while (at < text.size()) {
    if (is_white(text[at]) || also.find(text[at]) != std::string_view::npos) {
      ++at;
    } else if (text[at] == '#') {
      at = end_of_line(text, at);
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

}  // namespace

YamlProperties yaml_properties(std::string_view text, std::size_t at) {
  YamlProperties found;
  found.end = found.content = at;
  while (found.content < text.size() && (text[found.content] == '!' || text[found.content] == '&')) {
    const std::size_t begin = found.content;
    const bool verbatim = text.substr(begin, 2) == "!<";
    std::size_t end = std::min(text.find_first_of(verbatim ? ">\r\n" : " \t\r\n,[]{}\"", begin), text.size());
    if (verbatim && end < text.size() && text[end] == '>') ++end;
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
