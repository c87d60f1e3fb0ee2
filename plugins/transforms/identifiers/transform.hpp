// identifiers: gives every heading an id made from its words, by the rules of GitHub or of pandoc.
#pragma once
#include <deckle/plugin.hpp>

#include "slug/slug.hpp"

struct Identifiers {
  static constexpr auto info =
      deckle::info("identifiers", "Heading identifiers",
                   "Gives every heading without an id one that is made from its words, as GitHub or pandoc does.")
          .also(DK_CAP_IDEMPOTENT);
  struct Options {
    Scheme scheme = Scheme::github;
  };
  static constexpr auto options =
      deckle::options(deckle::option("scheme", &Options::scheme, "Whose rules make an id from the words of a heading.")
                          .choice("github", "Those of GitHub, with which links inside GFM documents are written.")
                          .choice("pandoc", "Those of pandoc's `auto_identifiers`."));
  Options opts;

  void transform(const deckle::Document& in, deckle::Edits& edits, deckle::Call& call);
};
