// dump: writes a document as YAML that says everything in it.
#pragma once
#include <deckle/plugin.hpp>

struct DumpExporter {
  static constexpr auto info =
      deckle::info("dump", "Deckle dump",
                   "The document itself as YAML, to read, compare and keep: nothing is left out.")
          .suffixes("deckle.yaml")
          .media_types("application/yaml")
          .also(DK_CAP_LOSSLESS);
  struct Options {
    bool spans = false;
    bool embed = false;
  };
  static constexpr auto options = deckle::options(
      deckle::option("spans", &Options::spans, "Say where in its source every node came from."),
      deckle::option("embed", &Options::embed,
                     "Write the bytes of all resources, in base64; otherwise long ones are told by size and hash."));
  Options opts;

  void write(const deckle::Document& in, deckle::Output& out, deckle::Call& call);
};
