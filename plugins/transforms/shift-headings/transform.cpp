#include "transform.hpp"

void ShiftHeadings::transform(const deckle::Document& in, deckle::Edits& edits, deckle::Call& call) {
  if (opts.by == 0) return;
  for (deckle::Node heading : in.nodes(deckle::Kind::heading)) {
    const int level = heading.level() + opts.by;
    if (level > 6) call.warning("shift-headings.too-deep", heading, "heading of level {} is shown as 6", level);
    if (level < 1) call.warning("shift-headings.too-high", heading, "heading of level {} is shown as 1", level);
    edits.set_level(heading, level > 6 ? 6 : level < 1 ? 1 : level);
  }
}
