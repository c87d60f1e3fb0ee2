// Checked access to the YAML tree of a dump: what is not as expected is a mistake at a place.
#pragma once
#include <deckle/yaml.h>
#include <deckle/str.hpp>

#include <charconv>
#include <optional>
#include <string>

namespace dump {

struct Mistake {
  std::string_view code;
  const dk_yaml* where;
  std::string message, hint;
};

[[noreturn]] inline void unexpected(const dk_yaml& where, std::string_view expected) {
  throw Mistake{"dump.unexpected", &where, std::string("expected ").append(expected), {}};
}

inline bool is_list(const dk_yaml& value) { return value.type == DK_YAML_LIST; }
inline bool is_map(const dk_yaml& value) { return value.type == DK_YAML_MAP; }
inline bool is_null(const dk_yaml& value) { return value.type == DK_YAML_NULL; }
inline bool is_scalar(const dk_yaml& value) { return value.type == DK_YAML_SCALAR; }

inline std::string_view string_of(const dk_yaml& value, std::string_view expected) {
  if (!is_scalar(value)) unexpected(value, expected);
  return deckle::view(value.value);
}

// A whole number, nothing before or behind it.
template <class Number>
Number number_of(const dk_yaml& value, std::string_view expected) {
  const std::string_view text = string_of(value, expected);
  Number number{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) unexpected(value, expected);
  return number;
}

inline bool bool_of(const dk_yaml& value) {
  const std::string_view text = string_of(value, "true or false");
  if (text != "true" && text != "false") unexpected(value, "true or false");
  return text == "true";
}

inline const dk_yaml& map_of(const dk_yaml& value, std::string_view expected) {
  if (!is_map(value)) unexpected(value, expected);
  return value;
}
// A list; null is an empty one.
inline const dk_yaml& list_of(const dk_yaml& value, std::string_view expected) {
  if (!is_list(value) && !is_null(value)) unexpected(value, expected);
  return value;
}

// Calls visit(key, value) for each entry of a map.
template <class Visit>
void each_entry(const dk_yaml& map, Visit visit) {
  for (std::uint32_t i = 0; i < map.count; ++i) visit(*map.keys[i], *map.items[i]);
}

}  // namespace dump
