// number-sections: numbers headings as pandoc's option of that name does.
#pragma once
#include <deckle/plugin.hpp>

struct NumberSections {
  static constexpr auto info =
      deckle::info("number-sections", "Number sections",
                   "Numbers the headings 1, 1.1, 1.1.1: as attribute `number`, and shown before the text "
                   "in a span of class `header-section-number`. Headings of class `unnumbered` are passed over.")
          .also(DK_CAP_IDEMPOTENT);
  struct Options {
    int depth = 6;
    bool show = true;
    deckle::List<int> number_offset;
  };
  static constexpr auto options = deckle::options(
      deckle::option("depth", &Options::depth, "Heading levels to number.").range(1, 20),
      deckle::option("show", &Options::show,
                     "Show the number before the heading's text; otherwise it is an attribute only."),
      deckle::option(
          "number-offset", &Options::number_offset,
          "Numbers to begin behind, by level: `[5]` makes the first chapter 6, `[1, 4]` the first section 1.5."));
  Options opts;

  void transform(const deckle::Document& in, deckle::Edits& edits, deckle::Call& call);

 private:
  void show(const deckle::Node& heading, const std::string& number, deckle::Edits& edits) const;
};
