// Blocks, except lists and tables.

#include "css/css.hpp"
#include "page_reader.hpp"
#include "tags.hpp"

using deckle::Key;
using deckle::Kind;

namespace html {
namespace {

// Levels below a block: a line, an inline, its text.
constexpr std::uint32_t below_block = 4;

// Blocks that make paragraphs of the loose text beside them, as pandoc has it; and lines, which would run together.
bool is_like_paragraph(const GumboNode& node, Beside beside) {
  const Role role = element_of(node).role;
  if (role == Role::block || role == Role::item) return has_content(node);
  if (beside == Beside::lines) return false;
  switch (role) {
    case Role::paragraph: return has_content(node);
    case Role::heading:
    case Role::preformatted: return true;
    case Role::division: return tag_of(node) == GUMBO_TAG_BLOCKQUOTE;
    case Role::list:
    case Role::definitions: return beside == Beside::blocks;
    default: return false;
  }
}

// CSS Paged Media 3, 4.3 and its old names; how Word, LibreOffice and our own exporter part pages.
bool parts_pages(const GumboNode& node) {
  const std::string_view style = attribute_of(node, "style");
  for (const char* property : {"break-after", "break-before", "page-break-after", "page-break-before"}) {
    const std::string_view value = css::value_of(style, property);
    if (value == "page" || value == "always") return true;
  }
  return has_class(node, "page-break") || has_class(node, "pagebreak");
}

}  // namespace

// Whether loose text in a container is paragraphs.
Kind PageReader::line_of(const GumboNode& container, Beside beside) {
  const GumboNode* at = next_node(&container, container);
  while (at) {
    if (is_element(*at) && is_like_paragraph(*at, beside)) return Kind::paragraph;
    const Role role = is_element(*at) ? element_of(*at).role : Role::dropped;
    const bool is_open = role == Role::neutral || role == Role::wrapper || role == Role::link;
    at = next_node(at, container, is_open);
  }
  return Kind::plain;
}

// long: one line a role.
void PageReader::block(const GumboNode& node, const Element& element) {
  switch (element.role) {
    case Role::division: return division(node, element.kind);
    case Role::paragraph:
      end_line();
      push_block(node, Kind::paragraph);
      flow().line_element = &node;
      return;
    case Role::heading: return heading(node);
    case Role::preformatted: return preformatted(node);
    case Role::list: return list(node);
    case Role::definitions: return definitions(node);
    case Role::table: return table(node);
    case Role::figure: return headed_block(node, element);
    case Role::rule: return rule(node);
    default: return push_neutral(node, true);
  }
}

PageReader::Frame* PageReader::open_block(const GumboNode& node, Kind kind, Kind line) {
  end_line();
  if (!has_room(node, below_block)) return push_neutral(node, true), nullptr;
  m_out.open(kind, m_source.span_of(node));
  Frame& frame = push_block(node, line);
  frame.levels = 1;
  return &frame;
}

void PageReader::division(const GumboNode& node, Kind kind) {
  if (kind == Kind::division && special_division(node)) return;
  if (kind == Kind::division && !m_wishes.divisions) return push_neutral(node, true);
  const Beside beside = kind == Kind::block_quote ? Beside::blocks : Beside::lines;
  if (!open_block(node, kind, line_of(node, beside))) return;
  const GumboTag tag = tag_of(node);
  const bool is_named = kind == Kind::division && tag != GUMBO_TAG_DIV && tag != GUMBO_TAG_MAIN;
  attributes(node, "align", is_named ? name_of(node) : std::string_view());
  if (tag == GUMBO_TAG_MAIN && !has_attribute(node, "role")) m_out.attribute("role", "main");
}

// What our own exporter and others write as divisions, for lack of an element. False when it is a plain one.
bool PageReader::special_division(const GumboNode& node) {
  if (has_class(node, "line-block")) return line_block(node), true;
  if (parts_pages(node) && !has_content(node)) return leaf_block(node, Kind::page_break, "page-break pagebreak"), true;
  if (has_class(node, "section-break")) {
    leaf_block(node, Kind::section_break, "section-break");
    return true;
  }
  if (has_class(node, "page-header")) return named_block(node, Kind::page_header, "page-header"), true;
  if (has_class(node, "page-footer")) return named_block(node, Kind::page_footer, "page-footer"), true;
  const bool is_contents =
      has_word(node, "role", "doc-toc") || (tag_of(node) == GUMBO_TAG_NAV && has_class(node, "toc"));
  if (is_contents || attribute_of(node, "id") == "TOC") return named_block(node, Kind::contents, "toc"), true;
  return admonition(node);
}

// A division that is a kind of its own, as one of its classes says.
void PageReader::named_block(const GumboNode& node, Kind kind, std::string_view name) {
  if (open_block(node, kind, Kind::plain)) attributes(node, "role", {}, name);
}

void PageReader::leaf_block(const GumboNode& node, Kind kind, std::string_view names) {
  end_line();
  m_out.leaf(kind, {}, m_source.span_of(node));
  const std::string style = css::without(css::without(attribute_of(node, "style"), "page-break-after"), "break-after");
  if (kind == Kind::section_break) {
    if (const std::string_view value = attribute_of(node, "data-orientation"); !value.empty())
      m_out.attribute(Key::orientation, value);
    if (const auto columns = number_of(attribute_of(node, "data-columns"))) m_out.attribute(Key::columns, *columns);
  }
  attributes(node, style.empty() ? "style data-orientation data-columns" : "data-orientation data-columns", {}, names);
}

void PageReader::rule(const GumboNode& node) {
  const bool is_page_break = parts_pages(node);
  leaf_block(node, is_page_break ? Kind::page_break : Kind::thematic_break,
             is_page_break ? "page-break pagebreak" : "");
}

void PageReader::heading(const GumboNode& node) {
  end_line();
  if (!has_room(node, below_block)) return push_neutral(node, true);
  m_out.open(Kind::heading, m_source.span_of(node));
  m_out.attribute(Key::level, heading_level(tag_of(node)));
  heading_identifier(node);
  attributes(node, "align");
  push_line(node).levels = 1;
}

// <figure> and <details>: what names the block comes first in a document, wherever it stands in the page.
void PageReader::headed_block(const GumboNode& node, const Element& element) {
  const GumboNode* head = nullptr;
  auto order = std::make_unique<Children>();
  for (unsigned i = 0; i < child_count(node); ++i) {
    const GumboNode& child = child_of(node, i);
    if (!head && tag_of(child) == element.first) head = &child;
    else order->push_back(&child);
  }
  Frame* frame = open_block(node, element.kind, Kind::plain);
  if (!frame) return;
  frame->children = std::move(order);
  if (element.kind == Kind::details && has_attribute(node, "open")) m_out.attribute(Key::open, true);
  attributes(node, "open");
  if (!head) return;
  if (element.kind == Kind::details) return line_of_block(*head, Kind::summary);
  m_out.open(Kind::caption, m_source.span_of(*head));
  attributes(*head, "");
  push_block(*head, Kind::plain).levels = 1;
}

// The one line that names a block.
void PageReader::line_of_block(const GumboNode& node, Kind kind) {
  m_out.open(kind, m_source.span_of(node));
  attributes(node, "", {}, "admonition-title title");
  push_line(node).levels = 1;
}

// Lines of verse, parted by <br>.
void PageReader::line_block(const GumboNode& node) {
  Frame* frame = open_block(node, Kind::line_block, Kind::line);
  if (!frame) return;
  flow().is_verse = true;
  attributes(node, "", {}, "line-block");
}

}  // namespace html
