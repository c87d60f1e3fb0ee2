// One source, built by each compiler of the machine against the SDK.
#include <deckle/plugin.hpp>

struct CountHeadings {
  static constexpr auto info = deckle::info(PLUGIN_NAME, "Count", "Says how many headings there are.");
  static constexpr auto codes = deckle::codes(deckle::code("count.headings", "The number of headings.", DK_NOTE));
  struct Options {
    int from = 1;
  };
  static constexpr auto options =
      deckle::options(deckle::option("from", &Options::from, "The number to begin with.").range(0, 9));
  Options opts;

  void transform(const deckle::Document& in, deckle::Edits&, deckle::Call& call) {
    int count = opts.from;
    for (deckle::Node heading : in.nodes(deckle::Kind::heading)) {
      (void)heading;
      ++count;
    }
    call.note("count.headings", in.root(), "{} headings", count);
  }
};

DECKLE_PLUGIN("org.example." PLUGIN_NAME, "1.0.0", deckle::Transform<CountHeadings>);
