#include "tags.hpp"

#include <algorithm>

namespace html {
namespace {

bool ends_name(char c) { return is_space(c) || c == '/' || c == '>'; }

std::size_t behind(std::string_view text, std::string_view mark, std::size_t at) {
  const std::size_t found = text.find(mark, at);
  return found == std::string_view::npos ? text.size() : found + mark.size();
}

}  // namespace

Tag next_tag(std::string_view text, std::size_t at) {
  for (;; ++at) {
    at = text.find('<', at);
    if (at == std::string_view::npos || at + 1 >= text.size()) return {text.size(), text.size(), {}, false};
    const std::string_view rest = text.substr(at);
    if (rest[1] == '!' || rest[1] == '?') {
      const bool is_comment = rest.substr(0, 4) == "<!--" && rest.substr(4, 1) != ">" && rest.substr(4, 2) != "->";
      return {at, is_comment ? behind(text, "-->", at + 4) : behind(text, ">", at), {}, false};
    }
    const bool is_end = rest[1] == '/';
    const std::size_t name = at + 1 + is_end;
    if (name >= text.size()) continue;
    if (!is_letter(text[name])) {
      if (is_end) return {at, behind(text, ">", at), {}, false};
      continue;
    }
    const std::size_t name_end =
        static_cast<std::size_t>(std::find_if(text.begin() + name, text.end(), ends_name) - text.begin());
    Tag tag{at, text.size(), text.substr(name, name_end - name), is_end};
    std::size_t inside = name_end;
    TagAttribute attribute;
    while (next_attribute(text, tag, inside, attribute)) continue;
    tag.end = std::min(inside + 1, text.size());
    return tag;
  }
}

// 13.2.3.2 of the HTML standard, "get an attribute"; what it gives up at is left at `at`.
bool next_attribute(std::string_view text, const Tag& tag, std::size_t& at, TagAttribute& found) {
  const auto skip_space = [&] {
    while (at < tag.end && is_space(text[at])) ++at;
  };
  if (at < tag.begin + 1 + tag.is_end + tag.name.size()) at = tag.begin + 1 + tag.is_end + tag.name.size();
  while (at < tag.end && (is_space(text[at]) || text[at] == '/')) ++at;
  if (at >= tag.end || text[at] == '>') return false;
  const std::size_t name = at++;
  while (at < tag.end && !ends_name(text[at]) && text[at] != '=') ++at;
  found = {text.substr(name, at - name), {}};
  const std::size_t behind_name = at;
  skip_space();
  if (at >= tag.end || text[at] != '=') {
    at = behind_name;
    return true;
  }
  ++at;
  skip_space();
  if (at >= tag.end) return true;
  const char quote = text[at];
  if (quote == '"' || quote == '\'') {
    const std::size_t end = std::min(text.find(quote, at + 1), tag.end);
    found.value = text.substr(at + 1, end - at - 1);
    at = std::min(end + 1, tag.end);
    return true;
  }
  const std::size_t value = at;
  while (at < tag.end && !is_space(text[at]) && text[at] != '>') ++at;
  found.value = text.substr(value, at - value);
  return true;
}

std::size_t end_of_raw_text(std::string_view text, std::size_t at, std::string_view name) {
  for (at = text.find("</", at); at != std::string_view::npos; at = text.find("</", at + 2)) {
    const std::size_t end = at + 2 + name.size();
    const bool is_end = end < text.size() && ends_name(text[end]);
    if (is_end && std::equal(name.begin(), name.end(), text.begin() + static_cast<std::ptrdiff_t>(at) + 2,
                             [](char a, char b) { return lower(a) == lower(b); }))
      return behind(text, ">", at);
  }
  return text.size();
}

}  // namespace html
