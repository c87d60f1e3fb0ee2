// smart: typewriter quotes, hyphens and dots become the quotation marks, dashes and ellipses of the text's language.
#pragma once
#include <deckle/plugin.hpp>

struct Smart {
  static constexpr auto info =
      deckle::info(
          "smart", "Smart punctuation",
          "Turns straight quotes, double and triple hyphens and three dots into the characters they stand for.")
          .also(DK_CAP_IDEMPOTENT);
  struct Options {
    std::string_view lang = "";
    bool quotes = true;
    bool dashes = true;
    bool ellipses = true;
  };
  static constexpr auto options = deckle::options(
      deckle::option("lang", &Options::lang,
                     "Language of the quotation marks, such as `de` or `pt-PT`; empty: that of the document."),
      deckle::option("quotes", &Options::quotes, "Turn `\"` and `'` into quotation marks and apostrophes."),
      deckle::option("dashes", &Options::dashes, "Turn `--` into an en dash and `---` into an em dash."),
      deckle::option("ellipses", &Options::ellipses, "Turn `...` into an ellipsis."));
  Options opts;

  void transform(const deckle::Document& in, deckle::Edits& edits, deckle::Call& call);
};
