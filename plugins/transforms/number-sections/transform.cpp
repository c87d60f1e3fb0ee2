#include "transform.hpp"

#include "counter.hpp"
#include "sections/sections.hpp"

using deckle::Kind;
using deckle::Node;

constexpr std::string_view number_class = "header-section-number";

void NumberSections::transform(const deckle::Document& in, deckle::Edits& edits, deckle::Call&) {
  std::vector<std::int64_t> offsets;
  for (std::size_t i = 0; i < opts.number_offset.size(); ++i) offsets.push_back(opts.number_offset[i]);
  SectionCounter counter(std::move(offsets));
  for (const Node& heading : sections::headings(in)) {
    if (heading.level() > opts.depth || heading.has_class("unnumbered")) continue;
    const std::string number = counter.next(heading.level());
    edits.set(heading, deckle::Key::number, number);
    if (opts.show) show(heading, number, edits);
  }
}

// A number that an earlier run has left there is replaced.
void NumberSections::show(const Node& heading, const std::string& number, deckle::Edits& edits) const {
  const auto span = [&](deckle::Builder& out) {
    auto scope = out.open(Kind::span);
    out.attribute(deckle::Key::classes, number_class);
    out.text(number);
  };
  if (heading.has_children()) {
    const Node first = *heading.children().begin();
    if (first.is(Kind::span) && first.has_class(number_class)) {
      auto replacement = edits.put(first, deckle::Position::replace);
      return span(*replacement);
    }
  }
  auto content = edits.put(heading, deckle::Position::first);
  span(*content);
  content->text(" ");
}
