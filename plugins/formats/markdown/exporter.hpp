// A document as Markdown that reads back as an equal document. What the dialect cannot say becomes HTML or is
// simplified, with a diagnostic.
#pragma once
#include <deckle/plugin.hpp>

#include "read/extensions.hpp"

enum class Wrap { preserve, none, automatic };
enum class HeadingStyle { atx, setext };
enum class BulletMark { dash, star, plus };
enum class Placement { document, section, block };

struct MarkdownExporter {
  static constexpr auto info =
      deckle::info("markdown", "Markdown",
                   "CommonMark, GitHub Flavored Markdown and pandoc's Markdown, with YAML metadata.")
          .suffixes("md", "markdown")
          .media_types("text/markdown")
          .alias("gfm", "dialect: gfm", "GitHub Flavored Markdown")
          .alias("commonmark", "dialect: commonmark", "CommonMark as its specification has it")
          .alias("pandoc", "dialect: pandoc", "pandoc's Markdown");
  static constexpr auto codes = deckle::codes(
      deckle::code("markdown.loss",
                   "Something in the document has no form in this dialect; it became HTML, was simplified or left out. "
                   "Told once for each kind."));
  struct Options : markdown::Switches {
    Dialect dialect = Dialect::gfm;
    Wrap wrap = Wrap::preserve;
    int columns = 72;
    HeadingStyle heading_style = HeadingStyle::atx;
    BulletMark bullet = BulletMark::dash;
    bool reference_links = false;
    Placement reference_location = Placement::document;
    bool front_matter = true;
  };
#define MARKDOWN_X(name, dialects, about) \
  , deckle::option(markdown::option_name<#name>, &Options::name, MARKDOWN_ABOUT(dialects, about))
  static constexpr auto options = deckle::options(
      deckle::option("dialect", &Options::dialect, "Which Markdown is written.")
          .choice("gfm", "GitHub Flavored Markdown")
          .choice("commonmark", "CommonMark without extensions")
          .choice("pandoc", "pandoc's Markdown"),
      deckle::option("wrap", &Options::wrap, "Where the lines of a paragraph end.")
          .choice("preserve", "where they ended in the source, so that changes stay small")
          .choice("none", "a paragraph is one line")
          .choice("auto", "at the width that `columns` says"),
      deckle::option("columns", &Options::columns, "Width of lines with `wrap: auto`, as a screen shows them.")
          .range(20, 1000)
          .unit("characters"),
      deckle::option("heading-style", &Options::heading_style, "How headings of the first two levels are written.")
          .choice("atx", "`# Heading`")
          .choice("setext", "underlined"),
      deckle::option("bullet", &Options::bullet, "What stands before the items of bullet lists.")
          .choice("dash", "`-`")
          .choice("star", "`*`")
          .choice("plus", "`+`"),
      deckle::option("reference-links", &Options::reference_links,
                     "Write `[text][label]`, and where each label leads to apart from the text."),
      deckle::option("reference-location", &Options::reference_location,
                     "Where footnotes, and links by reference, are defined.")
          .choice("document", "at the end")
          .choice("section", "before the next heading")
          .choice("block", "behind the block that refers to them"),
      deckle::option("front-matter", &Options::front_matter,
                     "Write metadata as YAML between `---` lines at the start.") MARKDOWN_EXTENSIONS(MARKDOWN_X));
#undef MARKDOWN_X
  Options opts;

  void write(const deckle::Document& in, deckle::Output& out, deckle::Call& call);
};
