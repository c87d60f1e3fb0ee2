// Admonitions, which Word does not have: a title and what follows it, in styles of ours. A division of a class that is
// the name of one, as Markdown has them, is one as well; its title is a division of that class, as pandoc has it.
#include "admonitions/admonitions.hpp"
#include "body_writer.hpp"

using deckle::Key;
using deckle::Kind;
using deckle::Node;

namespace {

// "note" as a title.
std::string capitalised(std::string_view word) {
  std::string made(word);
  if (!made.empty() && made[0] >= 'a' && made[0] <= 'z') made[0] = static_cast<char>(made[0] - 'a' + 'A');
  return made;
}

bool is_title(const Node& node) {
  return node.is(Kind::division) && node.classes() == "title" && !admonition_kind(node.parent()).empty() &&
         node.index() == node.parent().index() + 1;
}

bool has_title(const Node& admonition) {
  for (const Node child : admonition.children()) return child.is(Kind::title) || is_title(child);
  return false;
}

}  // namespace

std::string_view admonition_kind(const Node& node) {
  if (node.is(Kind::admonition)) return node.string(Key::admonition, "note");
  const std::string_view classes = node.classes();
  const std::string_view first = classes.substr(0, classes.find(' '));
  return node.is(Kind::division) && is_admonition_kind(first) && !node.find("custom-style") ? first
                                                                                            : std::string_view();
}

// A title in words of its own does not say the kind; then the name of its style does.
std::string_view BodyWriter::admonition_title(const Node& admonition) {
  const std::string_view kind = admonition_kind(admonition);
  const bool is_said = has_title(admonition) ? kind == "note" : is_admonition_kind(kind);
  return is_said || !Styles::may_end_with(kind) ? style(Role::admonition_title) : m_parts.styles.title_of(kind);
}

void BodyWriter::admonition(const Node& node) {
  surround(node, Role::admonition);
  lost_attributes(node);
  if (has_title(node)) return;
  begin_paragraph(admonition_title(node));
  text(capitalised(admonition_kind(node)));
  end_paragraph();
}

void BodyWriter::division(const Node& node) {
  if (!admonition_kind(node).empty()) return admonition(node);
  Surroundings& made = surround(node);
  if (is_title(node)) made.style = admonition_title(node.parent());
  else lost_attributes(node);
}
