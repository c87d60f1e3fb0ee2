// The little of CSS that documents need: declarations of a style attribute, and lengths.
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace css {

// The value that a style gives a property, whose name is in lower case; empty when it gives none. The last one counts.
std::string_view value_of(std::string_view style, std::string_view property);

// Whether a keyword is that one, which is in lower case.
bool is_word(std::string_view text, std::string_view word);

// The style without a property.
std::string without(std::string_view style, std::string_view property);

// A number with a unit (CSS Values and Units, 6), or with %; without a unit it is what HTML's attributes mean: pixels.
struct Length {
  double number;
  std::string_view unit;  // as it is written; empty: none

  bool is_percent() const { return unit == "%"; }
  // Of lengths whose size does not depend on fonts, windows or what they stand in: 1in = 96px = 72pt.
  std::optional<double> points() const;
};
// Nothing when the text is no length, or more than one.
std::optional<Length> length_of(std::string_view text);

}  // namespace css
