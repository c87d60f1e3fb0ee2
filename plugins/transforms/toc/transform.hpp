// toc: a table of contents where the document has a place for one, or at its beginning.
#pragma once
#include <deckle/plugin.hpp>

struct Toc {
  static constexpr auto info =
      deckle::info(
          "toc", "Table of contents",
          "Fills every `contents` node with links to the headings; a document without one gets it at its beginning. "
          "Run it behind `identifiers`, so that there is something to link to.")
          .also(DK_CAP_IDEMPOTENT);
  static constexpr auto codes = deckle::codes(
      deckle::code("toc.no-identifier",
                   "A heading has no identifier, so that its entry is no link; run `identifiers` before `toc`."));
  struct Options {
    int depth = 3;
    std::string_view title;
  };
  static constexpr auto options = deckle::options(
      deckle::option("depth", &Options::depth,
                     "Heading levels to list, pandoc's `toc-depth`; a `contents` node may say another depth itself.")
          .range(1, 20),
      deckle::option("title", &Options::title, "A line above the list, of class `toc-title`."));
  Options opts;

  void transform(const deckle::Document& in, deckle::Edits& edits, deckle::Call& call);

 private:
  void fill(const std::vector<deckle::Node>& headings, std::int64_t depth, deckle::Builder& out) const;
};
