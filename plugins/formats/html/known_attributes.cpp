#include "known_attributes.hpp"

#include <algorithm>
#include <initializer_list>
#include <string>

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }
bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}
bool is_anything(std::string_view) { return true; }
bool is_nothing(std::string_view value) { return value.empty(); }
bool is_direction(std::string_view value) { return is_one_of(value, {"ltr", "rtl", "auto"}); }
bool is_yes_or_no(std::string_view value) { return is_one_of(value, {"yes", "no"}); }
bool is_number(std::string_view value) { return !value.empty() && std::all_of(value.begin(), value.end(), is_digit); }
bool is_scope(std::string_view value) { return is_one_of(value, {"row", "col", "rowgroup", "colgroup"}); }
bool is_loading(std::string_view value) { return is_one_of(value, {"lazy", "eager"}); }
bool is_preload(std::string_view value) { return is_one_of(value, {"none", "metadata", "auto"}); }

// The attributes that HTML knows, with the elements that have them (empty: all) and the values that they may have.
// What an element needs for its own purpose (href, src, alt, start, ...) is not the author's to give.
struct Known {
  std::string_view name, elements;
  bool (*may_be)(std::string_view);
};
constexpr Known known_attributes[] = {{"lang", "", is_language},
                                      {"dir", "", is_direction},
                                      {"title", "", is_anything},
                                      {"role", "", is_anything},
                                      {"translate", "", is_yes_or_no},
                                      {"hidden", "", is_nothing},
                                      {"reversed", " ol ", is_nothing},
                                      {"value", " li ", is_number},
                                      {"abbr", " th ", is_anything},
                                      {"scope", " th ", is_scope},
                                      {"download", " a ", is_anything},
                                      {"hreflang", " a ", is_language},
                                      {"rel", " a ", is_anything},
                                      {"target", " a ", is_anything},
                                      {"width", " img video ", is_number},
                                      {"height", " img video ", is_number},
                                      {"loading", " img ", is_loading},
                                      {"loop", " audio video ", is_nothing},
                                      {"muted", " audio video ", is_nothing},
                                      {"preload", " audio video ", is_preload}};

}  // namespace

bool is_word_in(std::string_view word, std::string_view list) {
  for (std::size_t at = list.find(word); at != list.npos; at = list.find(word, at + 1)) {
    const std::size_t end = at + word.size();
    if ((at == 0 || list[at - 1] == ' ') && (end == list.size() || list[end] == ' ')) return true;
  }
  return false;
}

bool is_language(std::string_view tag) {
  std::size_t letters = 0, length = 0;
  for (char c : tag.substr(0, tag.find('-'))) letters += is_letter(c);
  if (letters < 2 || letters > 8 || letters != tag.substr(0, tag.find('-')).size()) return false;
  for (char c : tag) {
    length = c == '-' ? 0 : length + 1;
    if (length > 8 || !(c == '-' || is_letter(c) || is_digit(c))) return false;
  }
  return tag.back() != '-' && tag.find("--") == std::string_view::npos;
}

bool is_known_attribute(std::string_view tag, std::string_view name, std::string_view value) {
  if (name.substr(0, 5) == "data-" && name.size() > 5) return true;
  if (name.substr(0, 5) == "aria-") return std::all_of(name.begin() + 5, name.end(), is_letter) && name.size() > 5;
  for (const Known& known : known_attributes)
    if (known.name == name) return (known.elements.empty() || is_word_in(tag, known.elements)) && known.may_be(value);
  return false;
}
