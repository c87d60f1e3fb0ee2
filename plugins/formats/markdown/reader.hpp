// Markdown to a document: what is in `read/`, as a reader of Deckle.
#pragma once
#include <deckle/plugin.hpp>

#include "read/extensions.hpp"

struct MarkdownReader {
  static constexpr auto info =
      deckle::info("markdown", "Markdown",
                   "CommonMark, GitHub Flavored Markdown and pandoc's Markdown, with YAML metadata.")
          .suffixes("md", "markdown", "mdown", "mkd", "mkdn")
          .media_types("text/markdown")
          .alias("gfm", "dialect: gfm", "GitHub Flavored Markdown")
          .alias("commonmark", "dialect: commonmark", "CommonMark as its specification has it")
          .alias("pandoc", "dialect: pandoc", "pandoc's Markdown");
  static constexpr auto codes = deckle::codes(
      deckle::code("markdown.encoding",
                   "The input is not UTF-8: its charset was guessed, or what could not be decoded reads as U+FFFD."),
      deckle::code("markdown.front-matter", "A block between --- lines is not valid YAML. It is kept as a code block."),
      deckle::code("markdown.depth", "The text nests deeper than the host allows; what lies deeper is read flat."),
      deckle::code("markdown.duplicate",
                   "A link or footnote is defined twice under one label, and the first definition counts; or an "
                   "identifier is given twice."),
      deckle::code("markdown.undefined",
                   "A footnote or a link's label is referred to that is not defined; the reference is kept as text."),
      deckle::code("markdown.unused", "A footnote is defined that nothing refers to; it is left out of the document."),
      deckle::code("markdown.unclosed", "A fence, an element of HTML or a formula is never closed."),
      deckle::code("markdown.heading-level", "A heading is more than one level below the one before it.", DK_NOTE),
      deckle::code("markdown.heading-space", "A line looks like a heading, but no space stands behind its #.", DK_NOTE),
      deckle::code("markdown.tab",
                   "A tab reaches over the edge between code and what it stands in: how it reads depends on how wide "
                   "tabs are.",
                   DK_NOTE),
      deckle::code("markdown.invisible",
                   "A character that nobody sees makes the text read in another way than it looks."),
      deckle::code("markdown.table-row",
                   "A row of a table has more cells than its head, and what is too much is left out; or its bars "
                   "are not where those of the grid are."),
      deckle::code(
          "markdown.footnote",
          "A footnote is referred to within itself or more often than can be copied; the reference is kept as text."));
  struct Options : markdown::Switches {
    Dialect dialect = Dialect::gfm;
  };
#define MARKDOWN_X(name, dialects, about) \
  , deckle::option(markdown::option_name<#name>, &Options::name, MARKDOWN_ABOUT(dialects, about))
  static constexpr auto options =
      deckle::options(deckle::option("dialect", &Options::dialect, "Which Markdown is read.")
                          .choice("gfm", "GitHub Flavored Markdown")
                          .choice("commonmark", "CommonMark without extensions")
                          .choice("pandoc", "pandoc's Markdown") MARKDOWN_EXTENSIONS(MARKDOWN_X));
#undef MARKDOWN_X
  Options opts;

  markdown::Extensions extensions() const;
  void read(deckle::Input& in, deckle::Builder& out, deckle::Call& call);
};
