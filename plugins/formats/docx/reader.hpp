// Word documents (.docx, ECMA-376 Office Open XML) to a document: what is in `read/` does the work.
#pragma once
#include <deckle/plugin.hpp>

#include "read/settings.hpp"

struct DocxReader {
  static constexpr auto info =
      deckle::info("docx", "Word", "Word documents in Office Open XML (.docx), strict and transitional.")
          .suffixes("docx", "docm", "dotx", "dotm")
          .media_types("application/vnd.openxmlformats-officedocument.wordprocessingml.document")
          .magic("PK\3\4", 10);
  static constexpr auto codes = deckle::codes(
      deckle::code("docx.archive", "The input is no zip archive, or a damaged one: nothing can be read.", DK_ERROR),
      deckle::code("docx.encrypted", "The input is encrypted, or in Word's format of before 2007: save it as .docx.",
                   DK_ERROR),
      deckle::code("docx.no-document", "The archive has no main part of a Word document.", DK_ERROR),
      deckle::code("docx.part", "A part of the archive is missing, damaged or strange; the message says what."),
      deckle::code("docx.depth", "What is nested deeper than the host's limit is read as its words."));

  using Options = docx::Settings;
  static constexpr auto options =
      deckle::options(deckle::option("track-changes", &Options::track_changes, "What becomes of tracked changes.")
                          .choice("accept", "Insertions are text, deletions go.")
                          .choice("reject", "The text as it was before.")
                          .choice("all", "Both are kept and marked, with author and date."));
  Options opts;

  // The zip archives of other formats begin alike: only some producers put a telling name first.
  static std::uint32_t probe(std::string_view head, std::string_view uri);
  void read(deckle::Input& in, deckle::Builder& out, deckle::Call& call);
};
