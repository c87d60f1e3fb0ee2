// Inlines.
#include "body_writer.hpp"
#include "inline_parts.hpp"

using deckle::Key;
using deckle::Kind;
using deckle::Node;

// long: a flat switch, one line a kind.
bool BodyWriter::enter_inline(const Node& node) {
  switch (node.kind()) {
    case Kind::text: m_out.text(node.text()); return false;
    case Kind::soft_break: m_out << '\n'; return false;
    case Kind::hard_break: m_out << "<br />\n"; return false;
    case Kind::emphasis: return open_inline("em", node), true;
    case Kind::strong: return open_inline("strong", node), true;
    case Kind::underline: return open_inline("u", node), true;
    case Kind::strikeout: return open_inline("del", node), true;
    case Kind::superscript: return open_inline("sup", node), true;
    case Kind::subscript: return open_inline("sub", node), true;
    case Kind::small_caps: return open_inline("span", node, "smallcaps"), true;
    case Kind::quoted: m_out << (node.string(Key::quote) == "single" ? "\xE2\x80\x98" : "\xE2\x80\x9C"); return true;
    case Kind::code:
      open_inline("code", node);
      m_out.text(node.text()) << "</code>";
      return false;
    case Kind::math: return math(node), false;
    case Kind::raw_inline: return raw(node, false), false;
    case Kind::link: return link(node), true;
    case Kind::image: return image(node), false;
    case Kind::note:
    case Kind::comment: return note(node);
    case Kind::citation: return citation(node), true;
    case Kind::span: {
      const std::string_view tag = parts::span_tag(node);
      begin_inline(tag, node, {}, tag == "span" ? std::string_view() : tag);
      m_out << '>';
      return true;
    }
    case Kind::reference: return reference(node), true;
    case Kind::anchor:
      open_inline("span", node);
      m_out << "</span>";
      return false;
    case Kind::ruby: return open_inline("ruby", node), true;
    case Kind::insertion: return change("ins", node), true;
    case Kind::deletion: return change("del", node), true;
    case Kind::media: return media(node), true;
    case Kind::index_entry:
      begin_inline("span", node, "index-entry");
      m_out.attribute("data-entry", node.text()) << "></span>";
      return false;
    default: return true;
  }
}

void BodyWriter::leave_inline(const Node& node) {
  switch (node.kind()) {
    case Kind::emphasis: m_out << "</em>"; return;
    case Kind::strong: m_out << "</strong>"; return;
    case Kind::underline: m_out << "</u>"; return;
    case Kind::strikeout:
    case Kind::deletion: m_out << "</del>"; return;
    case Kind::superscript: m_out << "</sup>"; return;
    case Kind::subscript: m_out << "</sub>"; return;
    case Kind::quoted: m_out << (node.string(Key::quote) == "single" ? "\xE2\x80\x99" : "\xE2\x80\x9D"); return;
    case Kind::link:
    case Kind::reference: m_out << "</a>"; return;
    case Kind::small_caps:
    case Kind::citation: m_out << "</span>"; return;
    case Kind::span: m_out << "</" << parts::span_tag(node) << '>'; return;
    case Kind::ruby: m_out << "</ruby>"; return;
    case Kind::insertion: m_out << "</ins>"; return;
    case Kind::media: m_out << "</" << parts::media_tag(node) << '>'; return;
    default: return;
  }
}

void BodyWriter::math(const Node& node) {
  const bool display = node.boolean(Key::display);
  open_inline("span", node, display ? "math display" : "math inline");
  m_out << (display ? "\\[" : "\\(");
  m_out.text(node.text()) << (display ? "\\]" : "\\)") << "</span>";
}

void BodyWriter::link(const Node& node) {
  m_out << "<a href=\"";
  m_out.url(m_call.address(node, node.string(Key::url))) << '"';
  if (const auto title = node.find(Key::title)) m_out.attribute("title", title->string());
  attributes(node);
  m_out << '>';
}

void BodyWriter::image(const Node& node) {
  m_out << "<img src=\"";
  m_out.url(m_call.address(node, node.string(Key::url))) << "\" alt=\"";
  for (deckle::Visit visit : node.walk()) {
    if (!visit.enter) continue;
    if (visit.node.is(Kind::soft_break) || visit.node.is(Kind::hard_break)) m_out << ' ';
    else m_out.text(visit.node.text());
  }
  m_out << '"';
  if (const auto title = node.find(Key::title)) m_out.attribute("title", title->string());
  attributes(node);
  m_out << " />";
}

// In the text a note is a number. Its content is walked by write_notes(), which begins with the note itself.
bool BodyWriter::note(const Node& node) {
  if (m_walks.back().first == node.index()) return true;
  m_notes.push_back(node);
  const std::string number = std::to_string(m_notes.size());
  m_out << "<a href=\"#fn" << number << "\" class=\"footnote-ref\" id=\"fnref" << number
        << "\" role=\"doc-noteref\"><sup>" << number << "</sup></a>";
  return false;
}

void BodyWriter::citation(const Node& node) {
  std::string keys;
  bool has_text = false;
  for (Node child : node.children()) {
    if (!child.is(Kind::citation_item)) {
      has_text = true;
      continue;
    }
    if (!keys.empty()) keys += ' ';
    keys += child.string(Key::key);
  }
  begin_inline("span", node, "citation");
  m_out.attribute("data-cites", keys) << '>';
  if (!has_text) m_out.text("[" + keys + "]");
}

void BodyWriter::reference(const Node& node) {
  const auto target = node.find(Key::target);
  const bool known = target && target->type() == DK_A_NODE && target->index() < node.document().size();
  const std::string_view id = known ? node.document().node(target->index()).id() : std::string_view();
  m_out << "<a";
  if (!id.empty()) {
    m_out << " href=\"#";
    m_out.url(id) << '"';
  }
  attributes(node, "reference");
  m_out << '>';
  if (!node.has_children()) m_out.text(id);
}

void BodyWriter::change(std::string_view tag, const Node& node) {
  begin_inline(tag, node);
  if (const auto date = node.find(Key::date)) m_out.attribute("datetime", date->string());
  if (const auto author = node.find(Key::author)) m_out.attribute("data-author", author->string());
  m_out << '>';
}

void BodyWriter::media(const Node& node) {
  const std::string_view tag = parts::media_tag(node);
  begin_inline(tag, node);
  m_out << (tag == "object" ? " data=\"" : " src=\"");
  m_out.url(m_call.address(node, node.string(Key::url))) << '"' << (tag == "object" ? ">" : " controls=\"\">");
}
