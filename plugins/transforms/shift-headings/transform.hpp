// shift-headings: adds a number of levels to every heading.
#pragma once
#include <deckle/plugin.hpp>

struct ShiftHeadings {
  static constexpr auto info =
      deckle::info("shift-headings", "Shift headings",
                   "Adds a number of levels to every heading, so that documents fit below one another.");
  static constexpr auto codes =
      deckle::codes(deckle::code("shift-headings.too-deep",
                                 "A heading would be below level 6, which most formats do not have; it stays at 6."),
                    deckle::code("shift-headings.too-high", "A heading would be above level 1; it stays at 1."));
  struct Options {
    int by = 1;
  };
  static constexpr auto options =
      deckle::options(deckle::option("by", &Options::by, "Levels to add; negative numbers promote.").range(-5, 5));
  Options opts;

  void transform(const deckle::Document& in, deckle::Edits& edits, deckle::Call& call);
};
