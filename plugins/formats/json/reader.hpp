// json: reads pandoc's AST as JSON, versions 1.22 and 1.23.
#pragma once
#include <deckle/plugin.hpp>

struct JsonReader {
  static constexpr auto info =
      deckle::info("json", "Pandoc JSON",
                   "The JSON form of pandoc's AST, as `pandoc -t json` writes it (api 1.22 and 1.23).")
          .suffixes("json")
          .media_types("application/json")
          .magic("{\"pandoc-api-version\":", 100)
          .also(DK_CAP_LOSSLESS);
  static constexpr auto codes = deckle::codes(
      deckle::code("json.syntax", "The input is not JSON.", DK_ERROR),
      deckle::code("json.unexpected", "The JSON is no document of pandoc's AST: something else was expected here.",
                   DK_ERROR),
      deckle::code("json.name",
                   "A class is empty or has spaces in it, or a key is empty, which a document cannot keep."),
      deckle::code("json.too-deep", "What is nested deeper than the host's limit is read as its words."));

  void read(deckle::Input& in, deckle::Builder& out, deckle::Call& call);
};
