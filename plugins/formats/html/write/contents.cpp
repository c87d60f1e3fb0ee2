// A table of contents: nested lists of the headings of a document.
#include "body_writer.hpp"

using deckle::Kind;
using deckle::Node;

void BodyWriter::write_contents(const deckle::Document& document, int depth) {
  std::vector<int> open;  // levels of the lists under way
  for (Node heading : document.nodes(Kind::heading)) {
    const int level = heading.level();
    if (level > depth) continue;
    while (!open.empty() && open.back() > level) {
      m_out << "</li>\n</ul>\n";
      open.pop_back();
    }
    if (!open.empty() && open.back() == level) {
      m_out << "</li>\n";
    } else {
      m_out.fresh_line();
      m_out << "<ul>\n";
      open.push_back(level);
    }
    m_out << "<li>";
    write_entry(heading);
  }
  for (; !open.empty(); open.pop_back()) m_out << "</li>\n</ul>\n";
}

// The heading's text, without links and notes of its own.
void BodyWriter::write_entry(const Node& heading) {
  if (!heading.id().empty()) {
    m_out << "<a href=\"#";
    m_out.url(heading.id()) << "\">";
  }
  const deckle::Walk walk = heading.walk();
  for (auto at = walk.begin(); at != std::default_sentinel;) {
    const deckle::Visit visit = *at;
    if (visit.enter && (visit.node.is(Kind::note) || visit.node.is(Kind::comment))) {
      at.skip_children();
      continue;
    }
    const bool is_break = visit.node.is(Kind::soft_break) || visit.node.is(Kind::hard_break);
    if (visit.enter && is_break) m_out << ' ';
    else if (visit.enter && !visit.node.is(Kind::raw_inline)) m_out.text(visit.node.text());
    ++at;
  }
  if (!heading.id().empty()) m_out << "</a>";
}
