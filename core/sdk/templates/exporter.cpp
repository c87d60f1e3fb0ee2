// first-steps: writes the outline of a document: its headings, a line each, those of deeper levels further in.
//
// An exporter walks over the document and writes. Each node that has children is visited twice: on the way in and on
// the way out.
#include <deckle/plugin.hpp>

#include <algorithm>
#include <string>

namespace {

struct Exporter {
  static constexpr auto info =
      deckle::info("first-steps", "First steps", "The headings of a document, indented.").suffixes("first-steps");
  // What it may tell about a document: `deckle explain first-steps.loss` prints the text.
  static constexpr auto codes = deckle::codes(
      deckle::code("first-steps.loss", "An outline shows headings alone. Told once for a document.", DK_NOTE));
  // The default of an option is the member's own value.
  struct Options {
    int depth = 6;
    std::string_view indent = "  ";
  };
  static constexpr auto options =
      deckle::options(deckle::option("depth", &Options::depth, "The deepest level that is shown.").range(1, 6),
                      deckle::option("indent", &Options::indent, "What stands before a line for each level above it."));
  Options opts;

  // An instance writes many documents and keeps nothing of one for the next.
  void write(const deckle::Document& in, deckle::Output& out, deckle::Call& call) {
    bool is_told = false;
    for (const deckle::Node& block : in.body().children()) {
      call.stop_if_cancelled();
      if (block.is(deckle::Kind::heading)) {
        write_heading(block, out);
      } else if (!is_told) {
        is_told = true;
        call.note("first-steps.loss", block, "an outline shows headings alone; this and what is like it is left out");
      }
    }
  }

 private:
  void write_heading(const deckle::Node& heading, deckle::Output& out) const {
    if (heading.level() > opts.depth) return;
    for (int above = 1; above < heading.level(); ++above) out << opts.indent;
    for (deckle::Visit visit : heading.walk()) {
      if (!visit.enter) continue;
      if (visit.node.is(deckle::Kind::soft_break)) out << ' ';
      else out << visit.node.text();
    }
    out << '\n';
  }
};

}  // namespace

DECKLE_PLUGIN("org.example.first-steps", "1.0.0", deckle::Exporter<Exporter>);
