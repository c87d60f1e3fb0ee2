// Documents as HTML: a fragment, or with `standalone` a whole page by a template.
#pragma once
#include <deckle/plugin.hpp>

enum class RawHtml { keep, escape, drop };

struct HtmlExporter {
  static constexpr auto info =
      deckle::info("html", "HTML", "HTML5: the body of the document, or a whole page by a template.")
          .suffixes("html", "htm")
          .media_types("text/html")
          .alias("html5", "", "HTML5");
  static constexpr auto codes = deckle::codes(
      deckle::code(
          "html.loss",
          "Something in the document has no form in HTML; it was simplified or left out. Told once for each kind."),
      deckle::code("html.template", "The template cannot be used.", DK_ERROR));
  struct Options {
    bool standalone = false;
    deckle::SourceFile page_template;
    deckle::List<std::string_view> css;
    bool toc = false;
    int toc_depth = 3;
    RawHtml raw_html = RawHtml::keep;
  };
  static constexpr auto options = deckle::options(
      deckle::option("standalone", &Options::standalone, "Write a whole page with a head, not just the body."),
      deckle::option("template", &Options::page_template,
                     "The page's template, in pandoc's `$name$` syntax; only with `standalone`."),
      deckle::option("css", &Options::css,
                     "Addresses of style sheets that the page links to. They replace the built-in style."),
      deckle::option("toc", &Options::toc, "Begin the page with a table of contents; only with `standalone`."),
      deckle::option("toc-depth", &Options::toc_depth, "Levels of headings that tables of contents list.").range(1, 6),
      deckle::option("raw-html", &Options::raw_html, "What happens to HTML that stands in the document.")
          .choice("keep", "it is part of the page, unchecked")
          .choice("escape", "it is shown as text")
          .choice("drop", "it is left out"));
  Options opts;

  void write(const deckle::Document& in, deckle::Output& out, deckle::Call& call);
};
