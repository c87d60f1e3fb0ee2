// Pages as documents: their charset is found, Gumbo parses them, and what is in `read/` walks through the tree.
#pragma once
#include <deckle/plugin.hpp>

struct HtmlReader {
  static constexpr auto info =
      deckle::info("html", "HTML", "Pages and fragments of HTML5, and whatever else browsers read.")
          .suffixes("html", "htm", "xhtml")
          .media_types("text/html", "application/xhtml+xml")
          .magic("<!DOCTYPE html", 95)
          .magic("<!doctype html", 95)
          .magic("<html", 90)
          .alias("html5", "", "HTML5");
  static constexpr auto codes = deckle::codes(
      deckle::code("html.encoding",
                   "The charset of the page was guessed, it names one that nobody knows, or what could not be decoded "
                   "reads as U+FFFD."),
      deckle::code(
          "html.dropped",
          "Something on the page has no place in a document; it was simplified or left out. Told once for each "
          "kind."),
      deckle::code("html.depth", "The page nests deeper than the host allows; what lies deeper is read flat."),
      deckle::code("html.duplicate", "An identifier is given twice; links to it lead to the first place."),
      deckle::code("html.footnote", "A footnote is referred to within itself or more often than can be copied."),
      deckle::code("html.too-large", "The tree of the page needs more memory than a page of its size may.", DK_ERROR));
  struct Options {
    std::string_view charset;
    bool auto_identifiers = false;
    bool native_divs = true;
    bool native_spans = true;
    bool hidden = false;
  };
  static constexpr auto options = deckle::options(
      deckle::option(
          "charset", &Options::charset,
          "The charset of the page, whatever it says itself. Empty: byte order mark, `<meta>`, else a guess."),
      deckle::option("auto-identifiers", &Options::auto_identifiers,
                     "Give headings without an identifier one that is made from their words, by pandoc's rule."),
      deckle::option("native-divs", &Options::native_divs,
                     "Keep `<div>`, `<section>`, `<article>` and their like as divisions, not just what is inside."),
      deckle::option("native-spans", &Options::native_spans, "Keep `<span>` as spans, not just what is inside."),
      deckle::option(
          "hidden", &Options::hidden,
          "Read also what the page does not show: elements that are `hidden`, or have a style that says so."));
  Options opts;

  void read(deckle::Input& in, deckle::Builder& out, deckle::Call& call);
};
