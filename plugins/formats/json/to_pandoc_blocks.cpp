// Blocks, and the parts of lists.
#include "to_pandoc.hpp"
#include "vocabulary.hpp"

namespace json {

using deckle::Key;
using deckle::Kind;
using deckle::Node;

bool ToPandoc::block(const Node& node) {
  if (node.is_leaf()) return leaf_block(node);
  switch (node.kind()) {
    case Kind::paragraph: return paragraph(node, R"({"t":"Para","c":[)");
    case Kind::plain: return paragraph(node, R"({"t":"Plain","c":[)");
    case Kind::heading: return heading(node);
    case Kind::block_quote: return bare(node, R"({"t":"BlockQuote","c":[)", "]}", Holds::blocks);
    case Kind::bullet_list: return bare(node, R"({"t":"BulletList","c":[)", "]}", Holds::parts);
    case Kind::ordered_list: return ordered_list(node);
    case Kind::definition_list: return bare(node, R"({"t":"DefinitionList","c":[)", "]}", Holds::parts);
    case Kind::line_block: return bare(node, R"({"t":"LineBlock","c":[)", "]}", Holds::parts);
    case Kind::table: return table(node);
    case Kind::figure: return figure(node);
    case Kind::division: return attributed(node, open_div, "]]}", Holds::blocks);
    case Kind::admonition: return division(node, node.string(Key::admonition, "note"), false);
    default: return division(node, node.kind_name());
  }
}

bool ToPandoc::leaf_block(const Node& node) {
  switch (node.kind()) {
    case Kind::code_block:
      m_json.open(R"({"t":"CodeBlock","c":[)");
      attributes(node);
      m_json.string(node.text());
      m_json.close("]}");
      return false;
    case Kind::raw_block: {
      const bool wrapped = begin_wrap(node, open_div);
      m_json.open(R"({"t":"RawBlock","c":[)");
      m_json.string(node.string(Key::format));
      m_json.string(node.text());
      m_json.close(wrapped ? "]}]]}" : "]}");
      return false;
    }
    case Kind::thematic_break: {
      const bool wrapped = begin_wrap(node, open_div);
      m_json.raw(R"({"t":"HorizontalRule"})");
      if (wrapped) m_json.close(close_wrap);
      return false;
    }
    default: break;
  }
  if (node.is_custom() && node.kind_name() == null_block) {
    if (is_v22()) m_json.raw(R"({"t":"Null"})");
    return false;
  }
  return foreign_leaf(node), false;
}

// A kind that pandoc lacks: a Div with that class, around the words.
void ToPandoc::foreign_leaf(const Node& node) {
  m_losses.kind(node);
  m_json.open(open_div);
  attributes(node, node.kind_name(), true);
  m_json.open("[");
  if (!node.text().empty()) {
    m_json.open(R"({"t":"Para","c":[)");
    words(node.text());
    end_run();
    m_json.close("]}");
  }
  m_json.close("]]}");
}

// A node that pandoc gives no attributes.
bool ToPandoc::bare(const Node& node, std::string_view opening, std::string_view closing, Holds holds) {
  const bool is_part = node.category() == DK_PART;
  const std::string_view wrapping = node.is_inline() || (is_part && holds == Holds::inlines) ? open_span : open_div;
  const bool wrapped = !is_part && begin_wrap(node, wrapping);
  m_json.open(opening);
  const bool wrapped_inside = is_part && begin_wrap(node, wrapping);
  Frame& frame = push(node, closing, holds);
  frame.wrapped = wrapped;
  frame.wrapped_inside = wrapped_inside;
  return true;
}

// A node whose content is [attributes, list].
bool ToPandoc::attributed(const Node& node, std::string_view opening, std::string_view closing, Holds holds) {
  m_json.open(opening);
  attributes(node);
  m_json.open("[");
  push(node, closing, holds);
  return true;
}

// A kind that pandoc lacks: a Div with that class.
bool ToPandoc::division(const Node& node, std::string_view name, bool is_loss) {
  if (is_loss) m_losses.kind(node);
  m_json.open(open_div);
  attributes(node, name, true);
  m_json.open("[");
  push(node, "]]}", Holds::blocks);
  return true;
}

bool ToPandoc::ordered_list(const Node& node) {
  bare(node, R"({"t":"OrderedList","c":[[)", "]]}", Holds::parts);
  m_json.number(node.integer(Key::start, 1));
  for (const std::string_view word : {pandoc_word(number_styles, node.string(Key::style)),
                                      pandoc_word(number_delimiters, node.string(Key::delimiter))}) {
    m_json.open(R"({"t":")");
    m_json.close(word);
    m_json.close("\"}");
  }
  m_json.close("]");
  m_json.open("[");
  return true;
}

bool ToPandoc::heading(const Node& node) {
  m_json.open(R"({"t":"Header","c":[)");
  m_json.number(node.integer(Key::level, 1));
  attributes(node);
  m_json.open("[");
  push(node, "]]}", Holds::inlines);
  return true;
}

// The state of a task stands before its text, as pandoc's own readers write it.
bool ToPandoc::paragraph(const Node& node, std::string_view opening) {
  const Node above = node.parent();
  const bool is_task = above.is(Kind::list_item) && above.index() + 1 == node.index() && above.find(Key::checked);
  bare(node, opening, "]}", Holds::inlines);
  if (is_task) words(above.boolean(Key::checked) ? "\u2612 " : "\u2610 ");
  return true;
}

namespace {

bool is_text_block(const Node& node) { return node.is(Kind::plain) || node.is(Kind::paragraph); }

// A figure that api 1.22 can say: one image, and a caption that is one run of inlines.
std::optional<Node> only_image(const Node& figure) {
  if (figure.raw().attr_count > 0) return std::nullopt;
  std::optional<Node> content;
  for (const Node child : figure.children()) {
    if (child.is(Kind::caption)) {
      const Node first = figure.document().node(child.index() + 1);
      if (child.has_children() && (!is_text_block(first) || first.end() != child.end())) return std::nullopt;
    } else if (content || !is_text_block(child) || !child.has_children()) {
      return std::nullopt;
    } else {
      content = child;
    }
  }
  if (!content) return std::nullopt;
  const Node image = figure.document().node(content->index() + 1);
  return image.is(Kind::image) && image.end() == content->end() ? std::optional(image) : std::nullopt;
}

}  // namespace

bool ToPandoc::figure(const Node& node) {
  if (is_v22()) {
    const auto image = only_image(node);
    if (!image) return division(node, "figure");
    m_json.open(R"({"t":"Para","c":[{"t":"Image","c":[)");
    attributes(*image);
    m_json.open("[");
    push(node, "", Holds::inlines).implicit = true;
    return true;
  }
  m_json.open(R"({"t":"Figure","c":[)");
  attributes(node);
  Frame& frame = push(node, "]]}", Holds::blocks);
  frame.open = node.child(Kind::caption).has_value();
  if (frame.open) return true;
  m_json.raw("[null,[]]");
  m_json.open("[");
  return true;
}

// Parts of lists, tables and citations, and custom parts.
bool ToPandoc::part(const Node& node) {
  switch (node.kind()) {
    case Kind::list_item: return bare(node, "[", "]", Holds::blocks);
    case Kind::term:
    case Kind::description:
    case Kind::line: return list_part(node);
    case Kind::caption:
    case Kind::short_caption:
    case Kind::column:
    case Kind::table_head:
    case Kind::table_body:
    case Kind::table_foot:
    case Kind::row:
    case Kind::cell: return table_part(node);
    case Kind::title:
    case Kind::summary: {
      division(node, node.kind_name(), false);
      return true;
    }
    case Kind::citation_item: return citation_item(node);
    case Kind::prefix:
    case Kind::suffix:
      m_json.key(node.is(Kind::prefix) ? "citationPrefix" : "citationSuffix");
      return bare(node, "[", "]", Holds::inlines);
    case Kind::ruby_base: return span(node, "rb", false);
    case Kind::ruby_text: return span(node, "rt", false);
    default: break;
  }
  if (top().holds == Holds::blocks) return division(node, node.kind_name());
  m_losses.kind(node);
  return false;
}

// A term opens a definition: [term, [description, ...]].
bool ToPandoc::list_part(const Node& node) {
  if (!node.is(Kind::term)) return bare(node, "[", "]", node.is(Kind::line) ? Holds::inlines : Holds::blocks);
  if (top().open) m_json.close("]]");
  top().open = true;
  m_json.open("[");
  return bare(node, "[", "]", Holds::inlines);
}

// A block where pandoc has inlines: what is in it, on a line of its own.
bool ToPandoc::block_inside_inlines(const Node& node) {
  Frame& parent = top();
  if (parent.implicit && parent.node.child(Kind::caption) && !node.is(Kind::caption)) return false;
  if (parent.any) m_json.raw(R"({"t":"LineBreak"})");
  if (!node.is_leaf()) {
    push(node, "", Holds::inlines);
    return true;
  }
  parent.any = true;
  const bool is_raw = node.is(Kind::raw_block);
  if (node.text().empty()) return false;
  m_json.open(is_raw ? R"({"t":"RawInline","c":[)" : R"({"t":"Code","c":[)");
  if (is_raw) m_json.string(node.string(Key::format));
  else attributes(node);
  m_json.string(node.text());
  m_json.close("]}");
  return false;
}

}  // namespace json
