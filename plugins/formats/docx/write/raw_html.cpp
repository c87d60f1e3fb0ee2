#include "raw_html.hpp"

#include <algorithm>

#include "ascii/ascii.hpp"

using deckle::Key;
using deckle::Kind;

namespace {

constexpr std::string_view white = " \t\n\f\r";

std::string_view without_space_before(std::string_view text) {
  return text.substr(std::min(text.find_first_not_of(white), text.size()));
}

struct Pair {
  std::string_view name, value;
};

// The first attribute, which is taken away from `text`; without a name at the end of the tag.
Pair take_attribute(std::string_view& text) {
  text = without_space_before(text);
  const auto name_end = std::min(text.find_first_of(" \t\n\f\r=/>"), text.size());
  Pair found{text.substr(0, name_end), {}};
  text = without_space_before(text.substr(name_end));
  if (found.name.empty() || !text.starts_with('=')) return found;
  text = without_space_before(text.substr(1));
  const bool is_quoted = text.starts_with('"') || text.starts_with('\'');
  const auto end = is_quoted ? text.find(text.front(), 1) : text.find_first_of(" \t\n\f\r>");
  if (end == std::string_view::npos) return text = {}, found;
  found.value = text.substr(is_quoted ? 1 : 0, is_quoted ? end - 1 : end);
  text = text.substr(is_quoted ? end + 1 : end);
  return found;
}

bool is_name_of(std::string_view name, std::string_view attribute) { return ascii::in_lower_case(name) == attribute; }

}  // namespace

bool is_html(const deckle::Node& node) {
  return (node.is(Kind::raw_inline) || node.is(Kind::raw_block)) && node.string(Key::format) == "html";
}

bool is_html_comment(const deckle::Node& node) {
  if (!is_html(node)) return false;
  std::string_view text = without_space_before(node.text());
  while (text.starts_with("<!--")) {
    const auto end = text.find("-->", 4);
    if (end == std::string_view::npos) return false;
    text = without_space_before(text.substr(end + 3));
  }
  return text.empty();
}

std::string_view html_place(const deckle::Node& node) {
  if (!node.is(Kind::raw_inline) || !is_html(node) || html_element(node.text()) != "a") return {};
  std::string_view rest = node.text().substr(2), place;
  for (Pair one = take_attribute(rest); !one.name.empty(); one = take_attribute(rest)) {
    if (is_name_of(one.name, "href")) return {};
    if (is_name_of(one.name, "id") || (place.empty() && is_name_of(one.name, "name"))) place = one.value;
  }
  return place.find('&') == std::string_view::npos ? place : std::string_view();
}

std::string html_element(std::string_view text) {
  if (!text.starts_with('<')) return {};
  text.remove_prefix(text.starts_with("</") ? 2 : 1);
  const auto is_of_name = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  };
  const auto end = std::find_if_not(text.begin(), text.end(), is_of_name);
  return ascii::in_lower_case(text.substr(0, static_cast<std::size_t>(end - text.begin())));
}
