// Word documents (.docx, ECMA-376 Office Open XML) to a document: what is in `read/` does the work.
#pragma once
#include <deckle/plugin.hpp>

#include "read/settings.hpp"

struct DocxReader {
  static constexpr auto info =
      deckle::info("docx", "Word", "Word documents in Office Open XML (.docx), strict and transitional.")
          .suffixes("docx", "docm", "dotx", "dotm")
          // By its name alone: many formats are zip archives, and their first bytes say no more.
          .media_types("application/vnd.openxmlformats-officedocument.wordprocessingml.document");
  static constexpr auto codes = deckle::codes(
      deckle::code("docx.archive", "The input is no zip archive, or a damaged one: nothing can be read.", DK_ERROR),
      deckle::code("docx.encrypted", "The input is encrypted, or in Word's format of before 2007: save it as .docx.",
                   DK_ERROR),
      deckle::code("docx.no-document", "The archive has no main part of a Word document.", DK_ERROR),
      deckle::code("docx.part", "A part of the archive is missing, damaged or strange; the message says what."),
      deckle::code("docx.external", "An image or a template lies outside of the file: nothing is fetched.", DK_NOTE),
      deckle::code("docx.drawing-loss",
                   "A drawing, chart, diagram or embedded object has no place in a document; its "
                   "picture or its description is kept, where there is one."),
      deckle::code("docx.symbol-loss", "A character of a symbol font that Unicode does not have, or nobody knows."),
      deckle::code("docx.macro-loss", "The file holds macros: they are not read.", DK_NOTE),
      deckle::code("docx.depth", "What is nested deeper than the host's limit is read as its words."));

  using Options = docx::Settings;
  static constexpr auto options = deckle::options(
      deckle::option("track-changes", &Options::track_changes, "What becomes of tracked changes.")
          .choice("accept", "Insertions are text, deletions go.")
          .choice("reject", "The text as it was before.")
          .choice("all", "Both are kept and marked, with author and date."),
      deckle::option("bookmarks", &Options::bookmarks,
                     "Keep bookmarks that nothing in the document links to, since other documents may; "
                     "a heading has that of its own as its identifier."),
      deckle::option("comments", &Options::comments, "Keep comments, where they are referred to."),
      deckle::option("headers-footers", &Options::headers_footers,
                     "Keep headers before and footers behind the text, each once."),
      deckle::option("heading-numbers", &Options::heading_numbers,
                     "Keep the numbers that headings show, as their attribute `number`."),
      deckle::option("properties", &Options::properties,
                     "Take title, author, subject, keywords, category, description, language, direction "
                     "and custom properties from the file, where the text itself does not say them."),
      deckle::option("style-map", &Options::style_map,
                     "Styles by their name, and the name of a built-in style as which each is read: "
                     "`{Chapter: heading 1, Listing: Source Code}`."));
  Options opts;

  void read(deckle::Input& in, deckle::Builder& out, deckle::Call& call);
};
