// Small questions about inlines.
#pragma once
#include <deckle/document.hpp>

#include <string_view>

namespace parts {

// kbd, samp, var, abbr, mark and dfn are spans with that class first.
inline std::string_view span_tag(const deckle::Node& span) {
  const std::string_view first = span.classes().substr(0, span.classes().find(' '));
  for (std::string_view tag : {"kbd", "samp", "var", "abbr", "mark", "dfn"})
    if (first == tag) return tag;
  return "span";
}

// HTML has no ruby in which nothing is explained.
inline std::string_view ruby_tag(const deckle::Node& ruby) {
  return ruby.child(deckle::Kind::ruby_text) ? "ruby" : "span";
}

// Whether HTML takes it for a date, with a time perhaps: 2026-01-31, 2026-01-31T12:00:00Z, 2026-01-31T12:00+01:00.
inline bool is_date(std::string_view text) {
  const auto is_like = [](std::string_view given, std::string_view form) {  // 0: a digit
    if (given.size() != form.size()) return false;
    for (std::size_t i = 0; i < form.size(); ++i)
      if (form[i] == '0' ? given[i] < '0' || given[i] > '9' : given[i] != form[i]) return false;
    return true;
  };
  for (std::string_view date : {"0000-00-00", "0000-00-00T00:00:00Z", "0000-00-00T00:00Z", "0000-00-00T00:00:00+00:00",
                                "0000-00-00T00:00:00-00:00", "0000-00-00T00:00+00:00", "0000-00-00T00:00-00:00"})
    if (is_like(text, date))
      return text.substr(5, 2) >= "01" && text.substr(5, 2) <= "12" && text.substr(8, 2) >= "01" &&
             text.substr(8, 2) <= "31";
  return false;
}

}  // namespace parts
