// Links and images, and what they lead to: behind the text, or by reference.
#include "writer.hpp"

using deckle::Key;
using deckle::Kind;
using deckle::Node;

namespace markdown {
namespace {

// All text of an inline that has nothing but text; empty if it has anything else.
std::string_view only_text(const Node& node) {
  if (node.subtree() != 2) return {};
  const Node child(&node.document().raw(), node.index() + 1);
  return child.is(Kind::text) ? child.text() : std::string_view();
}

// Whether a text can be the label of a link as it is.
bool can_be_label(std::string_view text) {
  constexpr std::size_t longest = 999;
  return !text.empty() && text.size() <= longest &&
         text.find_first_of("[]\\&<>`*_~^$@!|\n") == std::string_view::npos && text.find_first_not_of(' ') == 0 &&
         text.back() != ' ' && text.back() != '#';  // which has a backslash at the end of a heading
}

}  // namespace

bool Writer::link(const Node& node) {
  const std::string_view inside = only_text(node);
  if (node.is(Kind::link) && is_bare_address(node, inside)) return m_lines.write(inside), false;
  if (node.is(Kind::link) && m_links == 0 && !node.find(Key::title) && has_class_of_address(node) &&
      is_autolink(inside, node.string(Key::url))) {
    m_lines.write("<" + std::string(inside) + ">");
    return false;
  }
  if (node.is(Kind::media) || node.is(Kind::reference)) loss(node, "is written as a link");
  const std::string_view begin = node.is(Kind::image) ? "![" : "[";
  const bool by_reference = m_context.options.reference_links && !m_context.in_metadata;
  bracket(node, begin, by_reference ? reference(node, inside) : "](" + address(node) + ")" + braces(node));
  m_open.back().is_link = true;
  ++m_links;
  return true;
}

// Whether an address may stand without brackets: in metadata, where other programs than those for Markdown read it, and
// one that begins with www, which has no other form as short.
bool Writer::is_bare_address(const Node& link, std::string_view inside) const {
  if (!has(Extension::autolink_bare_uris) || m_links + m_brackets > 0 || has_attributes(link)) return false;
  if (link.find(Key::title) || std::string_view("\n (").find(m_lines.last()) == std::string_view::npos) return false;
  if (!m_context.in_metadata && !inside.starts_with("www.")) return false;
  std::string written(inside);
  if (link.is_last_child()) {
    if (link.parent().is_inline()) return false;
  } else if (const Node next = link.next(); next.is(Kind::text)) {
    const std::string_view text = next.text(), behind = text.substr(0, text.find(' '));
    if (behind.find_first_not_of(".,!?)") != std::string_view::npos) return false;
    // Spaces at the end of a line are written as numbers, which would go on with the address.
    const bool ends = behind.size() == text.size();
    if (ends ? !next.is_last_child() : text.find_first_not_of(' ', behind.size()) == std::string_view::npos)
      return false;
    written += behind;
  } else if (!next.is(Kind::soft_break)) {
    return false;
  }
  return is_bare_link(written, inside.size(), link.string(Key::url));
}

// Whether a link has what one in angle brackets has, and nothing else.
bool Writer::has_class_of_address(const Node& link) const {
  if (!has(Extension::pandoc_rules)) return !has_attributes(link);
  const std::string_view name = only_text(link) == link.string(Key::url) ? "uri" : "email";
  return markdown::attributes(link, m_context) == "{." + std::string(name) + "}";
}

// Where a link leads to, with its title.
std::string Writer::address(const Node& node) const {
  std::string url(m_context.call.address(node, node.string(Key::url)));
  if (const auto target = node.find(Key::target);
      node.is(Kind::reference) && target && target->index() < node.document().size())
    url = "#" + std::string(node.document().node(target->index()).id());
  const auto title = node.find(Key::title);
  std::string text = url.empty() && !title ? std::string() : destination(url);
  if (title) text += " " + quoted(title->string());
  return text;
}

std::string Writer::braces(const Node& node) const {
  const bool may = has(Extension::link_attributes) && (node.is(Kind::link) || node.is(Kind::image));
  return may ? attributes(node, m_context) : std::string();
}

// The end of a link by reference. Its label is its text, if that can be one and nothing behind it makes it longer.
std::string Writer::reference(const Node& node, std::string_view text) const {
  std::string target = address(node), attributes = braces(node);
  if (target.empty()) target = "<>";
  if (!attributes.empty()) target += " " + attributes;
  const std::string_view wanted = can_be_label(text) ? text : std::string_view();
  const std::string label = m_context.label(wanted, std::move(target));
  return label == wanted ? "][]" : "][" + label + "]";
}

}  // namespace markdown
