#include "copy_inlines.hpp"

using deckle::Attribute;
using deckle::Kind;
using deckle::Node;

namespace {

bool is_left_out(Kind kind) {
  return kind == Kind::note || kind == Kind::comment || kind == Kind::index_entry || kind == Kind::anchor;
}

// Goes, its children stay.
bool is_unwrapped(Kind kind) { return kind == Kind::link || kind == Kind::reference; }

void copy_attribute(const Attribute& attribute, deckle::Builder& out) {
  const deckle::Key key =
      attribute.is_custom() ? static_cast<deckle::Key>(out.custom_key(attribute.name())) : attribute.key();
  switch (attribute.type()) {
    case DK_A_STRING: return out.attribute(key, attribute.string());
    case DK_A_INT: return out.attribute(key, attribute.integer());
    case DK_A_BOOL: return out.attribute(key, attribute.boolean());
    case DK_A_DOUBLE: return out.attribute(key, attribute.number());
    default: return;  // what refers to elsewhere
  }
}

void open(const Node& node, deckle::Builder& out) {
  const auto flags = static_cast<std::uint16_t>(node.flags() & (DK_CATEGORY | DK_LEAF | DK_BOUNDARY | DK_ATOMIC));
  const Kind kind = node.is_custom() ? out.custom_kind(node.kind_name(), flags & (DK_CATEGORY | DK_LEAF)) : node.kind();
  out.begin(kind, flags, node.text(), {});
  for (const Attribute attribute : node.attributes())
    if (attribute.key() != deckle::Key::id) copy_attribute(attribute, out);
}

}  // namespace

void copy_inlines(const Node& heading, deckle::Builder& out) {
  const deckle::Walk steps = heading.walk();
  for (auto step = steps.begin(); step != steps.end();) {
    const deckle::Visit visit = *step;
    const bool is_passed = visit.node.index() == heading.index() || is_unwrapped(visit.node.kind());
    if (visit.enter && is_left_out(visit.node.kind())) {
      step.skip_children();
      continue;
    }
    if (!is_passed && visit.enter) open(visit.node, out);
    if (!is_passed && (!visit.enter || visit.node.is_leaf())) out.close();
    ++step;
  }
}
