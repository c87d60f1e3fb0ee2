// Documents as files of Word: WordprocessingML in a package (ECMA-376, transitional).
#pragma once
#include <deckle/plugin.hpp>

struct DocxExporter {
  static constexpr auto info =
      deckle::info("docx", "Word", "Office Open XML documents, as Word writes them.")
          .suffixes("docx")
          .media_types("application/vnd.openxmlformats-officedocument.wordprocessingml.document")
          .also(DK_CAP_BINARY);
  static constexpr auto codes = deckle::codes(
      deckle::code(
          "docx.loss",
          "Something in the document has no form in Word; it was simplified or left out. Told once for each kind."),
      deckle::code("docx.style", "There is no style of the name that `custom-style` gives; it counts for nothing."),
      deckle::code("docx.reference", "The reference-doc is no document that can lend its look.", DK_ERROR),
      deckle::code("docx.reference-part", "A part of the reference-doc is broken or strange, and not taken."),
      deckle::code("docx.too-large", "The document is larger than an archive of this format can be.", DK_ERROR));
  struct Options {
    bool toc = false;
    int toc_depth = 3;
    int dpi = 96;
    std::string_view figure_label, table_label;
    deckle::SourceFile reference_doc;
  };
  static constexpr auto options = deckle::options(
      deckle::option("toc", &Options::toc, "Begin the document with a table of contents."),
      deckle::option("toc-depth", &Options::toc_depth, "Levels of headings that tables of contents list.").range(1, 6),
      deckle::option("dpi", &Options::dpi, "Dots to the inch of images that do not say it themselves.").range(1, 9600),
      deckle::option(
          "figure-label", &Options::figure_label,
          "The word before the numbers of figures, as in `Figure 1: `. Without it their captions have none."),
      deckle::option("table-label", &Options::table_label, "Likewise of tables."),
      deckle::option("reference-doc", &Options::reference_doc,
                     "A document of Word that lends its look: styles, theme, numbering, page, headers and footers."));
  Options opts;

  void write(const deckle::Document& in, deckle::Output& out, deckle::Call& call);
};
