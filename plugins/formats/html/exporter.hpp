// Documents as HTML: a fragment, or with `standalone` a whole page by a template.
#pragma once
#include <deckle/plugin.hpp>

enum class RawHtml { keep, filter, escape, drop };
enum class Math { mathjax, katex };
enum class NotePlace { document, section, block };

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
      deckle::code("html.unsafe",
                   "Something could do harm in a page and was left out, as `safe` asks. Told once for each kind."),
      deckle::code("html.template", "The template cannot be used.", DK_ERROR));
  struct Options {
    bool standalone = false;
    deckle::SourceFile page_template;
    deckle::List<std::string_view> css;
    bool toc = false;
    int toc_depth = 3;
    bool section_divs = false;
    NotePlace reference_location = NotePlace::document;
    Math math = Math::mathjax;
    std::string_view math_url;
    RawHtml raw_html = RawHtml::keep;
    bool safe = false;
  };
  static constexpr auto options = deckle::options(
      deckle::option("standalone", &Options::standalone, "Write a whole page with a head, not just the body."),
      deckle::option("template", &Options::page_template,
                     "The page's template, in pandoc's `$name$` syntax; only with `standalone`."),
      deckle::option("css", &Options::css,
                     "Addresses of style sheets that the page links to. They replace the built-in style."),
      deckle::option("toc", &Options::toc, "Begin the page with a table of contents; only with `standalone`."),
      deckle::option("toc-depth", &Options::toc_depth, "Levels of headings that tables of contents list.").range(1, 6),
      deckle::option("section-divs", &Options::section_divs,
                     "Put each section, a heading and what follows it, into an element of its own."),
      deckle::option("reference-location", &Options::reference_location, "Where notes stand.")
          .choice("document", "at the end")
          .choice("section", "at the end of the outermost sections")
          .choice("block", "behind each block of the body"),
      deckle::option("math", &Options::math, "How formulas are written, which stay in TeX, for a script to show.")
          .choice("mathjax", "between \\( \\) or \\[ \\], as MathJax and others look for them")
          .choice("katex", "without delimiters"),
      deckle::option("math-url", &Options::math_url,
                     "Address of the script that shows formulas; only with `standalone`. Empty: none."),
      deckle::option("raw-html", &Options::raw_html, "What happens to HTML that stands in the document.")
          .choice("keep", "it is part of the page, unchecked")
          .choice("filter", "as `keep`, but tags such as `<script>` are shown as text: GFM's tag filter")
          .choice("escape", "it is shown as text")
          .choice("drop", "it is left out"),
      deckle::option("safe", &Options::safe,
                     "For documents of strangers: no HTML, styles or addresses from them that could run something."));
  Options opts;

  void write(const deckle::Document& in, deckle::Output& out, deckle::Call& call);
};
