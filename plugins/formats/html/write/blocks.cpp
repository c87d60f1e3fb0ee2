// Blocks and their parts, except tables.
#include "body_writer.hpp"

using deckle::Key;
using deckle::Kind;
using deckle::Node;

namespace {

bool is_first(const Node& node) { return node.index() == node.parent().index() + 1; }

bool is_of_table(const Node& part) {
  switch (part.kind()) {
    case Kind::column:
    case Kind::table_head:
    case Kind::table_body:
    case Kind::table_foot:
    case Kind::row:
    case Kind::cell: return true;
    default: return part.is(Kind::caption) && part.parent().is(Kind::table);
  }
}

const char* list_type(std::string_view style) {
  if (style == "lower-alpha") return "a";
  if (style == "upper-alpha") return "A";
  if (style == "lower-roman") return "i";
  if (style == "upper-roman") return "I";
  return nullptr;
}

}  // namespace

// long: a flat switch, one line a kind.
bool BodyWriter::enter_block(const Node& node) {
  const auto block = [&](std::string_view tag, std::string_view classes = {}) {
    open_block(tag, node, classes);
    m_out << '\n';
    return true;
  };
  switch (node.kind()) {
    case Kind::paragraph: return open_block("p", node), true;
    case Kind::plain:
      if (!is_first(node)) m_out.fresh_line();
      if (has_own_attributes(node)) open_inline("span", node);
      return true;
    case Kind::heading: return heading(node), true;
    case Kind::block_quote: return block("blockquote");
    case Kind::code_block: return code_block(node), false;
    case Kind::raw_block: return raw(node, true), false;
    case Kind::bullet_list: return block("ul");
    case Kind::ordered_list: return ordered_list(node), true;
    case Kind::definition_list: return block("dl");
    case Kind::line_block: return line_block(node), true;
    case Kind::table: return table(node), true;
    case Kind::figure: return block("figure");
    case Kind::thematic_break: begin_block("hr", node), m_out << " />\n"; return false;
    case Kind::page_break: open_block("div", node, "page-break"), m_out << "</div>\n"; return false;
    case Kind::section_break: return section_break(node), false;
    case Kind::contents: return contents(node), true;
    case Kind::admonition: {
      const std::string_view what = node.string(Key::admonition, "note");
      return block("div", std::string("admonition ").append(what));
    }
    case Kind::details:
      begin_block("details", node, {.own = " open "});
      m_out << (node.boolean(Key::open) ? " open=\"\">\n" : ">\n");
      if (!node.child(Kind::summary)) m_out << "<summary>\xE2\x80\xA6</summary>\n";
      return true;
    case Kind::aside: return m_head_cells > 0 ? block("div", "aside") : block("aside");
    case Kind::page_header: return block("div", "page-header");
    case Kind::page_footer: return block("div", "page-footer");
    default: return block("div");
  }
}

void BodyWriter::leave_block(const Node& node) {
  const auto block = [&](std::string_view end) {
    m_out.fresh_line();
    m_out << end;
  };
  switch (node.kind()) {
    case Kind::paragraph: end_of_text(node), m_out << "</p>\n"; return;
    case Kind::plain: end_of_text(node), m_out << (has_own_attributes(node) ? "</span>" : ""); return;
    case Kind::heading: return end_heading(node);
    case Kind::block_quote: return block("</blockquote>\n");
    case Kind::bullet_list: return block("</ul>\n");
    case Kind::ordered_list: return block("</ol>\n");
    case Kind::definition_list: return block("</dl>\n");
    case Kind::line_block: return end_line_block();
    case Kind::table: return end_table(node);
    case Kind::figure: return end_figure(node);
    case Kind::contents: return block(m_head_cells > 0 ? "</div>\n" : "</nav>\n");
    case Kind::details: return block("</details>\n");
    case Kind::aside: return block(m_head_cells > 0 ? "</div>\n" : "</aside>\n");
    default: return block("</div>\n");
  }
}

bool BodyWriter::enter_part(const Node& node) {
  if (is_of_table(node)) return is_in_table(node) ? enter_table_part(node) : enter_unknown(node);
  if (deckle::row_of(node.parent().kind()) == nullptr) return enter_unknown(node);
  switch (node.kind()) {
    case Kind::list_item: return item(node), true;
    case Kind::term: return open_block("dt", node), true;
    case Kind::description: return open_block("dd", node), true;
    case Kind::line: return no_place_for_attributes(node), true;
    case Kind::caption: return m_walks.back().first == node.index();  // of a figure: not before the figure ends
    case Kind::short_caption: return loss(node, "is left out"), false;
    case Kind::title: return open_block("p", node, "admonition-title"), true;
    case Kind::summary: return open_block("summary", node), true;
    case Kind::citation_item: return begin_cited(node);
    case Kind::suffix: m_out << ", "; return no_place_for_attributes(node), true;
    case Kind::ruby_text: m_out << "<rp>(</rp>"; return open_inline("rt", node), true;
    default: return no_place_for_attributes(node), true;
  }
}

void BodyWriter::leave_part(const Node& node) {
  if (is_of_table(node)) return is_in_table(node) ? leave_table_part(node) : leave_unknown(node);
  if (deckle::row_of(node.parent().kind()) == nullptr) return leave_unknown(node);
  switch (node.kind()) {
    case Kind::list_item: m_out << "</li>\n"; return;
    case Kind::term:
      m_out << "</dt>\n";
      if (node.is_last_child()) m_out << "<dd></dd>\n";  // a list must not end with a term
      return;
    case Kind::description: m_out << "</dd>\n"; return;
    case Kind::line:
      if (!node.is_last_child()) m_out << (m_in_source_code ? "\n" : "<br />\n");
      return;
    case Kind::title: m_out << "</p>\n"; return;
    case Kind::summary: m_out << "</summary>\n"; return;
    case Kind::prefix: m_out << ' '; return cited_key(node.parent());
    case Kind::ruby_text: m_out << "</rt><rp>)</rp>"; return;
    default: return;
  }
}

void BodyWriter::end_figure(const Node& node) {
  m_out.fresh_line();
  const auto caption = node.child(Kind::caption);
  if (!caption) {
    m_out << "</figure>\n";
    return;
  }
  open_block("figcaption", *caption);
  begin_walk(*caption);
  m_walks.back().after = "</figcaption>\n</figure>\n";
  m_walks.back().figure = node;
}

void BodyWriter::ordered_list(const Node& node) {
  begin_block("ol", node);
  if (const auto start = node.integer(Key::start, 1); start != 1) m_out.attribute("start", std::to_string(start));
  if (const char* type = list_type(node.string(Key::style))) m_out.attribute("type", type);
  m_out << ">\n";
}

void BodyWriter::item(const Node& node) {
  open_block("li", node);
  const auto checked = node.find(Key::checked);
  if (checked)
    m_out << "<input type=\"checkbox\"" << (checked->boolean() ? " checked=\"\"" : "") << " disabled=\"\" /> ";
}

void BodyWriter::section_break(const Node& node) {
  begin_block("div", node, {.classes = "section-break", .own = " data-orientation data-columns "});
  if (const auto orientation = node.find(Key::orientation)) m_out.attribute("data-orientation", orientation->string());
  if (const auto columns = node.find(Key::columns)) m_out.attribute("data-columns", std::to_string(columns->integer()));
  m_out << "></div>\n";
}

void BodyWriter::contents(const Node& node) {
  if (m_head_cells > 0) {
    open_block("div", node, "toc");
  } else {
    begin_block("nav", node, {.classes = "toc", .own = " role "});
    m_out << " role=\"doc-toc\">";
  }
  m_out << '\n';
  if (!node.has_children())
    write_contents(node.document(), static_cast<int>(node.integer(Key::depth, m_options.toc_depth)));
}
