// The headings that divide a document: in the body or in divisions, not those in quotations, notes or tables.
#pragma once
#include <deckle/document.hpp>

#include <vector>

namespace sections {

inline bool divides(deckle::Node heading) {
  for (deckle::Node above = heading.parent(); !above.is_root(); above = above.parent()) {
    if (above.is(deckle::Kind::body)) return true;
    if (!above.is(deckle::Kind::division)) return false;
  }
  return false;
}

inline std::vector<deckle::Node> headings(const deckle::Document& document) {
  std::vector<deckle::Node> found;
  for (const deckle::Node heading : document.nodes(deckle::Kind::heading))
    if (divides(heading)) found.push_back(heading);
  return found;
}

}  // namespace sections
