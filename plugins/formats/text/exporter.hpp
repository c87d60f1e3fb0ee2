// Documents as text to be read as it stands: no markup, lines filled by display width, tables aligned, notes at the
// end.
#pragma once
#include <deckle/plugin.hpp>

#include "lines.hpp"

struct TextExporter {
  static constexpr auto info = deckle::info("text", "Plain text", "Text to be read as it stands, without markup.")
                                   .suffixes("txt", "text")
                                   .media_types("text/plain")
                                   .alias("plain", "", "Plain text, by pandoc's name");
  static constexpr auto codes = deckle::codes(deckle::code(
      "text.loss", "Something in the document cannot be seen in plain text. Told once for each kind.", DK_NOTE));
  struct Options {
    Wrap wrap = Wrap::automatic;
    int columns = 72;
    bool standalone = false;
  };
  static constexpr auto options = deckle::options(
      deckle::option("wrap", &Options::wrap, "What becomes of the lines of a paragraph.")
          .choice("auto", "They are filled up to `columns`.")
          .choice("none", "A paragraph is one line.")
          .choice("preserve", "They stay as they are in the source."),
      deckle::option("columns", &Options::columns, "Columns of a line; wide characters take two.").range(20, 10000),
      deckle::option("standalone", &Options::standalone, "Begin with the title, the authors and the date."));
  Options opts;

  void write(const deckle::Document& in, deckle::Output& out, deckle::Call& call);
};
