#include "transform.hpp"

#include <deckle/unique_names.hpp>

#include <string>

namespace {

using deckle::Kind;

// Below these stands nothing that is part of the heading's own words. Nor is the number that a transform gave it.
bool is_aside(const deckle::Node& node) {
  const Kind kind = node.kind();
  if (kind == Kind::span) return node.has_class("header-section-number");
  return kind == Kind::note || kind == Kind::comment || kind == Kind::citation_item || kind == Kind::raw_inline ||
         kind == Kind::index_entry;
}

// The words of a heading. Pandoc counts the description of an image among them, GitHub does not.
std::string words_of(const deckle::Node& heading, Scheme scheme) {
  std::string words;
  const deckle::Walk walk = heading.walk();
  for (auto at = walk.begin(); at != walk.end();) {
    const deckle::Visit visit = *at;
    const Kind kind = visit.node.kind();
    if (visit.enter && (is_aside(visit.node) || (kind == Kind::image && scheme == Scheme::github))) {
      at.skip_children();
      continue;
    }
    if (visit.enter && (kind == Kind::soft_break || kind == Kind::hard_break)) words += '\n';
    if (visit.enter) words += visit.node.text();
    ++at;
  }
  return words;
}

}  // namespace

void Identifiers::transform(const deckle::Document& in, deckle::Edits& edits, deckle::Call& call) {
  deckle::UniqueNames taken;
  for (std::uint32_t i = 0; i < in.size(); ++i) {
    if (const std::string_view id = in.node(i).id(); !id.empty()) taken.add(id);
  }
  const Characters characters(call);
  for (const deckle::Node heading : in.nodes(Kind::heading)) {
    call.stop_if_cancelled();
    if (!heading.id().empty()) continue;
    const std::string slug = slug_of(words_of(heading, opts.scheme), opts.scheme, characters);
    if (!slug.empty()) edits.set(heading, deckle::Key::id, taken.unique(slug));
  }
}
