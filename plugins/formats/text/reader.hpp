// Plain text: paragraphs between blank lines, or one in every line.
#pragma once
#include <deckle/plugin.hpp>

enum class Paragraphs { blank_line, line };

struct TextReader {
  static constexpr auto info =
      deckle::info("text", "Plain text",
                   "Text without markup: paragraphs stand between blank lines. Any charset is understood.")
          .suffixes("txt", "text")
          .media_types("text/plain");
  static constexpr auto codes = deckle::codes(
      deckle::code("text.encoding",
                   "The input is not UTF-8: its charset was guessed, or what could not be decoded reads as U+FFFD."));
  struct Options {
    Paragraphs paragraphs = Paragraphs::blank_line;
  };
  static constexpr auto options =
      deckle::options(deckle::option("paragraphs", &Options::paragraphs, "Where a paragraph ends.")
                          .choice("blank-line", "At a blank line; the lines of a paragraph are kept as soft breaks.")
                          .choice("line", "At the end of every line, as word processors write text."));
  Options opts;

  void read(deckle::Input& in, deckle::Builder& out, deckle::Call& call);
};
