// Markdown to a document: front matter is cut off, and what is in `read/` does the rest.
#pragma once
#include <deckle/plugin.hpp>

#include "read/extensions.hpp"

struct MarkdownReader {
  static constexpr auto info =
      deckle::info("markdown", "Markdown",
                   "CommonMark and GitHub Flavored Markdown, with YAML front matter as metadata.")
          .suffixes("md", "markdown", "mdown", "mkd", "mkdn")
          .media_types("text/markdown")
          .alias("gfm", "dialect: gfm", "GitHub Flavored Markdown")
          .alias("commonmark", "dialect: commonmark", "CommonMark as its specification has it");
  static constexpr auto codes = deckle::codes(
      deckle::code("markdown.encoding",
                   "The input is not UTF-8: its charset was guessed, or what could not be decoded reads as U+FFFD."),
      deckle::code("markdown.front-matter",
                   "The block between --- lines at the start is not valid YAML. It is kept as a code block."),
      deckle::code("markdown.depth", "The text nests deeper than the host allows; what lies deeper is read flat."),
      deckle::code("markdown.duplicate",
                   "A link or footnote is defined twice under one label; the first definition counts."),
      deckle::code("markdown.undefined",
                   "A footnote is referred to that is not defined; the reference is kept as text."),
      deckle::code("markdown.unused", "A footnote is defined that nothing refers to; it is left out of the document."),
      deckle::code("markdown.unclosed", "A fence is never closed; the code goes on to the end of what it stands in."),
      deckle::code("markdown.table-row",
                   "A row of a table has more cells than its head; what is too much is left out."),
      deckle::code(
          "markdown.footnote",
          "A footnote is referred to within itself or more often than can be copied; the reference is kept as text."));
  struct Options {
    Dialect dialect = Dialect::gfm;
    bool front_matter = true;
    bool footnotes = true;
    bool header_attributes = false;
    bool fenced_code_attributes = false;
    bool inline_code_attributes = false;
    bool link_attributes = false;
    bool bracketed_spans = false;
  };
  static constexpr auto options = deckle::options(
      deckle::option("dialect", &Options::dialect, "Which Markdown is read.")
          .choice("gfm", "GitHub Flavored Markdown")
          .choice("commonmark", "CommonMark without extensions"),
      deckle::option("front-matter", &Options::front_matter, "Read YAML between `---` lines at the start as metadata."),
      deckle::option("footnotes", &Options::footnotes, "Read `[^name]` as footnotes; only in the dialect gfm."),
      deckle::option("header-attributes", &Options::header_attributes,
                     "Read `{#id .class key=value}` behind a heading as its attributes."),
      deckle::option("fenced-code-attributes", &Options::fenced_code_attributes,
                     "Read attributes behind the fence that opens a code block."),
      deckle::option("inline-code-attributes", &Options::inline_code_attributes,
                     "Read attributes right behind code in a line."),
      deckle::option("link-attributes", &Options::link_attributes,
                     "Read attributes right behind a link or image, or at the end of a link's definition."),
      deckle::option("bracketed-spans", &Options::bracketed_spans, "Read `[text]{.class}` as a span."));
  Options opts;

  markdown::Extensions extensions() const;
  void read(deckle::Input& in, deckle::Builder& out, deckle::Call& call);
};
