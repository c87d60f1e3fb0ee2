// Code: blocks of it, inline code, and the lines that the transform `highlight` makes of a block.
#include <algorithm>

#include "body_writer.hpp"

using deckle::Key;
using deckle::Kind;
using deckle::Node;

void BodyWriter::code_block(const Node& node) {
  const std::string_view classes = node.classes();
  m_out.fresh_line();
  m_out << "<pre";
  identifier(node);
  custom_attributes("pre", node, {});
  m_out << "><code";
  if (!classes.empty()) {
    m_out << " class=\"language-";
    m_out.text(classes) << '"';
  }
  m_out << '>';
  m_out.text(node.text()) << (node.text().empty() ? "" : "\n") << "</code></pre>\n";
}

// Lines of verse, or of code whose pieces have classes.
void BodyWriter::line_block(const Node& node) {
  m_in_source_code = node.has_class("sourceCode");
  if (!m_in_source_code) return open_block("div", node, "line-block");
  m_shared.has_source_code = true;
  open_block("pre", node);
  m_out << "<code class=\"";
  m_out.text(node.classes()) << "\">";
}

void BodyWriter::end_line_block() {
  m_out << (m_in_source_code ? "\n</code></pre>\n" : "</div>\n");
  m_in_source_code = false;
}

void BodyWriter::code(const Node& node) {
  if (!m_in_source_code) {
    open_inline("code", node);
    m_out.text(node.text()) << "</code>";
  } else if (node.raw().attr_count == 0) {
    m_out.text(node.text());
  } else {
    open_inline("span", node);
    m_out.text(node.text()) << "</span>";
  }
}
