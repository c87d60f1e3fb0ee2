// A document as Markdown that reads back as an equal document. What the dialect cannot say becomes HTML or is
// simplified, with a diagnostic.
#pragma once
#include <deckle/plugin.hpp>

#include "dialect.hpp"

enum class Wrap { preserve, none, automatic };

struct MarkdownExporter {
  static constexpr auto info =
      deckle::info("markdown", "Markdown", "CommonMark and GitHub Flavored Markdown; metadata as YAML front matter.")
          .suffixes("md", "markdown")
          .media_types("text/markdown")
          .alias("gfm", "dialect: gfm", "GitHub Flavored Markdown")
          .alias("commonmark", "dialect: commonmark", "CommonMark as its specification has it");
  static constexpr auto codes = deckle::codes(
      deckle::code("markdown.loss",
                   "Something in the document has no form in this dialect; it became HTML, was simplified or left out. "
                   "Told once for each kind."));
  struct Options {
    Dialect dialect = Dialect::gfm;
    Wrap wrap = Wrap::preserve;
    int columns = 72;
    bool front_matter = true;
  };
  static constexpr auto options =
      deckle::options(deckle::option("dialect", &Options::dialect, "Which Markdown is written.")
                          .choice("gfm", "GitHub Flavored Markdown")
                          .choice("commonmark", "CommonMark without extensions"),
                      deckle::option("wrap", &Options::wrap, "Where the lines of a paragraph end.")
                          .choice("preserve", "where they ended in the source, so that changes stay small")
                          .choice("none", "a paragraph is one line")
                          .choice("auto", "at the width that `columns` says"),
                      deckle::option("columns", &Options::columns, "Width of lines with `wrap: auto`.")
                          .range(20, 1000)
                          .unit("characters"),
                      deckle::option("front-matter", &Options::front_matter,
                                     "Write metadata as YAML between `---` lines at the start."));
  Options opts;

  void write(const deckle::Document& in, deckle::Output& out, deckle::Call& call);
};
