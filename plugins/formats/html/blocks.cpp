// Blocks and their parts, except tables.
#include "body_writer.hpp"

using deckle::Key;
using deckle::Kind;
using deckle::Node;

namespace {

bool is_first(const Node& node) { return node.index() == node.parent().index() + 1; }

const char* heading_tag(const Node& node) {
  constexpr const char* tags[] = {"h1", "h2", "h3", "h4", "h5", "h6"};
  const int level = node.level();
  return tags[level < 1 ? 0 : level > 6 ? 5 : level - 1];
}

const char* list_type(std::string_view style) {
  if (style == "lower-alpha") return "a";
  if (style == "upper-alpha") return "A";
  if (style == "lower-roman") return "i";
  if (style == "upper-roman") return "I";
  return nullptr;
}

}  // namespace

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
      return true;
    case Kind::heading: return open_block(heading_tag(node), node), true;
    case Kind::block_quote: return block("blockquote");
    case Kind::code_block: return code_block(node), false;
    case Kind::raw_block: return raw(node, true), false;
    case Kind::bullet_list: return block("ul");
    case Kind::ordered_list: return ordered_list(node), true;
    case Kind::definition_list: return block("dl");
    case Kind::line_block: return open_block("div", node, "line-block"), true;
    case Kind::table: return table(node), true;
    case Kind::figure: return block("figure");
    case Kind::thematic_break: begin_block("hr", node), m_out << " />\n"; return false;
    case Kind::page_break: open_block("div", node, "page-break"), m_out << "</div>\n"; return false;
    case Kind::section_break: open_block("div", node, "section-break"), m_out << "</div>\n"; return false;
    case Kind::contents: return contents(node), true;
    case Kind::admonition: {
      const std::string_view what = node.string(Key::admonition, "note");
      return block("div", std::string("admonition ").append(what));
    }
    case Kind::details:
      begin_block("details", node);
      m_out << (node.boolean(Key::open) ? " open=\"\">\n" : ">\n");
      return true;
    case Kind::aside: return block("aside");
    case Kind::page_header: return block("header", "page-header");
    case Kind::page_footer: return block("footer", "page-footer");
    default: return block("div");
  }
}

void BodyWriter::leave_block(const Node& node) {
  const auto block = [&](std::string_view end) {
    m_out.fresh_line();
    m_out << end;
  };
  switch (node.kind()) {
    case Kind::paragraph: m_out << "</p>\n"; return;
    case Kind::plain: return;
    case Kind::heading: m_out << "</" << heading_tag(node) << ">\n"; return;
    case Kind::block_quote: return block("</blockquote>\n");
    case Kind::bullet_list: return block("</ul>\n");
    case Kind::ordered_list: return block("</ol>\n");
    case Kind::definition_list: return block("</dl>\n");
    case Kind::line_block: m_out << "</div>\n"; return;
    case Kind::table: m_tables.pop_back(); return block("</table>\n");
    case Kind::figure:
      m_out.fresh_line();
      if (const auto caption = node.child(Kind::caption)) {
        m_out << "<figcaption>";
        begin_walk(*caption, "</figcaption>\n</figure>\n");
      } else {
        m_out << "</figure>\n";
      }
      return;
    case Kind::contents: return block("</nav>\n");
    case Kind::details: return block("</details>\n");
    case Kind::aside: return block("</aside>\n");
    case Kind::page_header: return block("</header>\n");
    case Kind::page_footer: return block("</footer>\n");
    default: return block("</div>\n");
  }
}

bool BodyWriter::enter_part(const Node& node) {
  switch (node.kind()) {
    case Kind::list_item: return item(node), true;
    case Kind::term: return open_block("dt", node), true;
    case Kind::description: return open_block("dd", node), true;
    case Kind::line: return true;
    case Kind::caption:
      if (node.parent().is(Kind::figure)) return m_walks.back().first == node.index();  // not before the figure ends
      open_block("caption", node);
      return true;
    case Kind::short_caption: return false;
    case Kind::column: return columns(node), false;
    case Kind::table_head:
    case Kind::table_body:
    case Kind::table_foot: return row_group(node), true;
    case Kind::row:
      m_tables.back().begin_row(node.boolean(Key::header));
      open_block("tr", node);
      m_out << '\n';
      return true;
    case Kind::cell: return cell(node), true;
    case Kind::title: open_block("p", node, "admonition-title"); return true;
    case Kind::summary: return open_block("summary", node), true;
    case Kind::citation_item: return false;
    case Kind::ruby_text: m_out << "<rp>(</rp><rt>"; return true;
    default: return true;
  }
}

void BodyWriter::leave_part(const Node& node) {
  switch (node.kind()) {
    case Kind::list_item: m_out << "</li>\n"; return;
    case Kind::term: m_out << "</dt>\n"; return;
    case Kind::description: m_out << "</dd>\n"; return;
    case Kind::line:
      if (!node.is_last_child()) m_out << "<br />\n";
      return;
    case Kind::caption:
      if (node.parent().is(Kind::table)) m_out << "</caption>\n";
      return;
    case Kind::table_head: m_out << "</thead>\n"; return;
    case Kind::table_body: m_out << "</tbody>\n"; return;
    case Kind::table_foot: m_out << "</tfoot>\n"; return;
    case Kind::row:
      m_tables.back().end_row();
      m_out << "</tr>\n";
      return;
    case Kind::cell: m_out << (m_tables.back().in_head_cell ? "</th>\n" : "</td>\n"); return;
    case Kind::title: m_out << "</p>\n"; return;
    case Kind::summary: m_out << "</summary>\n"; return;
    case Kind::ruby_text: m_out << "</rt><rp>)</rp>"; return;
    default: return;
  }
}

void BodyWriter::code_block(const Node& node) {
  m_out.fresh_line();
  const std::string_view classes = node.classes();
  m_out << "<pre";
  if (!node.id().empty()) m_out.attribute("id", node.id());
  for (deckle::Attribute attribute : node.attributes())
    if (attribute.is_custom()) custom_attribute(attribute, node);
  m_out << "><code";
  if (!classes.empty()) {
    m_out << " class=\"language-";
    m_out.text(classes) << '"';
  }
  m_out << '>';
  m_out.text(node.text()) << (node.text().empty() ? "" : "\n") << "</code></pre>\n";
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

void BodyWriter::contents(const Node& node) {
  begin_block("nav", node, "toc");
  m_out << " role=\"doc-toc\">\n";
  if (!node.has_children())
    write_contents(node.document(), static_cast<int>(node.integer(Key::depth, m_options.toc_depth)));
}
