// highlight: the code of a block cut into pieces, each with the class of what it is.
#pragma once
#include <deckle/plugin.hpp>

#include <map>

#include "scanner.hpp"

struct Highlight {
  static constexpr auto info =
      deckle::info("highlight", "Syntax highlighting",
                   "Turns blocks of code in known languages into lines of pieces with classes, for style sheets.");
  static constexpr auto codes = deckle::codes(
      deckle::code("highlight.language", "The option `default` names a language that is not known.", DK_ERROR),
      deckle::code("highlight.limit", "There is more code than is highlighted in one document."),
      deckle::code("highlight.attribute", "A block has an attribute that lines cannot have; it stays as it is.",
                   DK_NOTE));
  struct Options {
    std::string_view fallback = "";
    std::int64_t pieces = 1'000'000;
  };
  static constexpr auto options =
      deckle::options(deckle::option("default", &Options::fallback,
                                     "The language of blocks that name none; empty: they stay as they are."),
                      deckle::option("pieces", &Options::pieces, "How many pieces there may be in one document.")
                          .range(0, 100'000'000));
  Options opts;

  void prepare(deckle::Call& call) const;
  void transform(const deckle::Document& in, deckle::Edits& edits, deckle::Call& call);

 private:
  const Words& words_of(const Grammar& grammar);
  std::map<const Grammar*, Words> m_words;  // built when a language is first met
};
