// dump: reads back what the exporter of this format wrote, or what a person wrote like it.
#pragma once
#include <deckle/plugin.hpp>

struct DumpReader {
  static constexpr auto info =
      deckle::info("dump", "Deckle dump", "The document itself as YAML, as the exporter of this format writes it.")
          .suffixes("deckle.yaml")
          .media_types("application/yaml")
          .magic("deckle-document:", 100)
          .also(DK_CAP_LOSSLESS);
  static constexpr auto codes = deckle::codes(
      deckle::code("dump.syntax", "The input is not YAML, or not the plain kind of YAML that a dump consists of.",
                   DK_ERROR),
      deckle::code("dump.version", "The dump does not begin with `deckle-document: 1`.", DK_ERROR),
      deckle::code("dump.unexpected", "Something else is expected at this place of a dump.", DK_ERROR),
      deckle::code("dump.unknown-name",
                   "A kind, key or word that does not exist; names of your own have a plus before them.", DK_ERROR),
      deckle::code("dump.misplaced", "A node stands where its kind may not stand, or has what its kind cannot have.",
                   DK_ERROR),
      deckle::code("dump.missing", "A label, source, resource or continuation that is referred to does not exist.",
                   DK_ERROR),
      deckle::code(
          "dump.resource-left-out",
          "The dump tells a resource by size and hash only: the document refers to it, but has no bytes of it."));

  void read(deckle::Input& in, deckle::Builder& out, deckle::Call& call);
};
