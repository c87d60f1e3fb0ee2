// Inlines.
#include <algorithm>

#include "../media_tag.hpp"
#include "ascii/ascii.hpp"
#include "body_writer.hpp"
#include "inline_parts.hpp"

using deckle::Key;
using deckle::Kind;
using deckle::Node;

namespace {

// By the name of its file: EMF and WMF, of Word documents for Windows, and TIFF.
bool is_shown_by_browsers(std::string_view url) {
  url = url.substr(0, url.find_first_of("?#"));
  const std::string name = ascii::in_lower_case(url.substr(url.size() - std::min<std::size_t>(url.size(), 5)));
  for (const std::string_view suffix : {".emf", ".wmf", ".tif", ".tiff"})
    if (name.ends_with(suffix)) return false;
  return true;
}

bool is_first(const Node& node) { return node.index() == node.parent().index() + 1; }

}  // namespace

// long: a flat switch, one line a kind.
bool BodyWriter::enter_inline(const Node& node) {
  switch (node.kind()) {
    case Kind::text: return text(node), false;
    case Kind::soft_break: m_out << '\n'; return no_place_for_attributes(node), false;
    case Kind::hard_break: begin_inline("br", node), m_out << " />\n"; return false;
    case Kind::emphasis: return open_inline("em", node), true;
    case Kind::strong: return open_inline("strong", node), true;
    case Kind::underline: return open_inline("u", node), true;
    case Kind::strikeout: return open_inline("del", node), true;
    case Kind::superscript: return open_inline("sup", node), true;
    case Kind::subscript: return open_inline("sub", node), true;
    case Kind::small_caps: return open_inline("span", node, "smallcaps"), true;
    case Kind::quoted:
      no_place_for_attributes(node), m_out << (node.string(Key::quote) == "single" ? "\xE2\x80\x98" : "\xE2\x80\x9C");
      return true;
    case Kind::code: return code(node), false;
    case Kind::math: return math(node), false;
    case Kind::raw_inline: return raw(node, false), false;
    case Kind::link: return link(node), true;
    case Kind::image: return image(node), false;
    case Kind::note:
    case Kind::comment: return note(node);
    case Kind::citation: return citation(node), true;
    case Kind::span: {
      const std::string_view tag = parts::span_tag(node);
      begin_inline(tag, node, {.first_class_is_tag = tag != "span"});
      m_out << '>';
      return true;
    }
    case Kind::reference: return reference(node), true;
    case Kind::anchor:
      open_inline("span", node);
      m_out << "</span>";
      return false;
    case Kind::ruby: return open_inline(parts::ruby_tag(node), node), true;
    case Kind::insertion: return change("ins", node), true;
    case Kind::deletion: return change("del", node), true;
    case Kind::media: return media(node), true;
    case Kind::index_entry:
      begin_inline("span", node, {.classes = "index-entry", .own = " data-entry "});
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
    case Kind::quoted:
      no_place_for_attributes(node), m_out << (node.string(Key::quote) == "single" ? "\xE2\x80\x99" : "\xE2\x80\x9D");
      return;
    case Kind::link:
    case Kind::reference: return end_link(node);
    case Kind::small_caps: m_out << "</span>"; return;
    case Kind::citation: return end_citation();
    case Kind::span: m_out << "</" << parts::span_tag(node) << '>'; return;
    case Kind::ruby: m_out << "</" << parts::ruby_tag(node) << '>'; return;
    case Kind::insertion: m_out << "</ins>"; return;
    case Kind::media: return end_media(node);
    default: return;
  }
}

void BodyWriter::text(const Node& node) {
  const bool in_span = node.raw().attr_count > 0 && has_own_attributes(node);
  if (in_span) open_inline("span", node);
  m_out.text(node.text());
  if (in_span) m_out << "</span>";
}

void BodyWriter::math(const Node& node) {
  const bool display = node.boolean(Key::display), delimited = m_options.math == Math::mathjax;
  open_inline("span", node, display ? "math display" : "math inline");
  m_out << (!delimited ? "" : display ? "\\[" : "\\(");
  m_out.text(node.text()) << (!delimited ? "" : display ? "\\]" : "\\)") << "</span>";
}

// The address of a link, image or media, unless that could run something and `safe` forbids it.
std::optional<std::string_view> BodyWriter::address(const Node& node, Follows follows) {
  const std::string_view address = m_call.address(node, node.string(Key::url));
  if (!m_options.safe || is_harmless(address, follows)) return address;
  unsafe(node, "has an address that could run something and is left out");
  return std::nullopt;
}

// False, and no link, within another one: HTML has no such thing.
bool BodyWriter::begin_link(const Node& node) {
  if (m_link != DK_NONE) {
    loss(node, "stands in a link and leads nowhere");
    return false;
  }
  m_link = node.index();
  m_out << "<a href=\"";
  return true;
}

void BodyWriter::end_link(const Node& node) {
  if (m_link != node.index()) {
    m_out << "</span>";
    return;
  }
  m_out << "</a>" << m_behind_link;
  m_behind_link.clear();
  m_link = DK_NONE;
}

void BodyWriter::link(const Node& node) {
  const auto url = address(node, Follows::click);
  if (!url || !begin_link(node)) return open_inline("span", node);
  m_out.url(*url) << '"';
  if (const auto title = node.find(Key::title)) m_out.attribute("title", title->string());
  attributes("a", node, {.own = node.find(Key::title) ? " title " : ""});
  m_out << '>';
}

// The readable text of what describes a picture.
void BodyWriter::alternative(const Node& image) {
  const deckle::Walk walk = image.walk();
  for (auto at = walk.begin(); at != std::default_sentinel;) {
    const deckle::Visit visit = *at;
    if (visit.enter && (visit.node.is(Kind::note) || visit.node.is(Kind::comment))) {
      loss(visit.node, "in the description of an image is left out");
      at.skip_children();
      continue;
    }
    const bool is_break = visit.node.is(Kind::soft_break) || visit.node.is(Kind::hard_break);
    if (visit.enter && is_break) m_out << ' ';
    else if (visit.enter) m_out.text(visit.node.text());
    ++at;
  }
}

void BodyWriter::image(const Node& node) {
  if (!is_shown_by_browsers(node.string(Key::url)))
    loss(node, "is EMF, WMF or TIFF, which browsers do not show; they show its description");
  m_out << "<img src=\"";
  m_out.url(address(node, Follows::image).value_or("data:,")) << "\" alt=\"";
  alternative(node);
  m_out << '"';
  if (const auto title = node.find(Key::title)) m_out.attribute("title", title->string());
  attributes("img", node, {.own = node.find(Key::title) ? " title " : ""});
  m_out << " />";
}

void BodyWriter::citation(const Node& node) {
  std::string keys;
  bool has_text = false;
  for (Node child : node.children()) {
    has_text = has_text || !child.is(Kind::citation_item);
    if (has_text) break;
    if (!keys.empty()) keys += ' ';
    keys += child.string(Key::key);
  }
  begin_inline("span", node, {.classes = "citation", .own = " data-cites "});
  m_out.attribute("data-cites", keys) << '>';
  m_spelled_citations.push_back(!has_text && node.has_children());
}

// What is cited is written out, as in Markdown, where the citation has no text of its own.
bool BodyWriter::begin_cited(const Node& item) {
  no_place_for_attributes(item);
  if (!m_spelled_citations.back()) return false;
  m_out << (is_first(item) ? "[" : "; ");
  if (!item.child(Kind::prefix)) cited_key(item);
  return true;
}

void BodyWriter::cited_key(const Node& item) {
  m_out << (item.string(Key::mode) == "suppress-author" ? "-@" : "@");
  m_out.text(item.string(Key::key));
}

void BodyWriter::end_citation() {
  m_out << (m_spelled_citations.back() ? "]</span>" : "</span>");
  m_spelled_citations.pop_back();
}

void BodyWriter::reference(const Node& node) {
  const auto target = node.find(Key::target);
  const bool known = target && target->type() == DK_A_NODE && target->index() < node.document().size();
  const std::string_view id = known ? node.document().node(target->index()).id() : std::string_view();
  if (!id.empty() && begin_link(node)) {
    m_out << '#';
    m_out.url(id) << '"';
    attributes("a", node, {.classes = "reference"});
    m_out << '>';
  } else {
    open_inline("span", node, "reference");
  }
  if (!node.has_children()) m_out.text(id);
}

void BodyWriter::change(std::string_view tag, const Node& node) {
  begin_inline(tag, node, {.own = " datetime data-datetime data-author "});
  if (const auto date = node.find(Key::date))
    m_out.attribute(parts::is_date(date->string()) ? "datetime" : "data-datetime", date->string());
  if (const auto author = node.find(Key::author)) m_out.attribute("data-author", author->string());
  m_out << '>';
}

// What a stranger embeds could be a page with scripts: in safe mode it is a link.
void BodyWriter::media(const Node& node) {
  const std::string_view tag = media_tag(node.string(Key::media_type), node.string(Key::url));
  if (tag == "object" && m_options.safe) {
    unsafe(node, "is embedded and becomes a link");
    return link(node);
  }
  m_out << '<' << tag;
  if (const auto url = address(node, Follows::sound_or_film)) {
    m_out << (tag == "object" ? " data=\"" : " src=\"");
    m_out.url(*url) << '"';
  }
  const std::string_view type = node.string(Key::media_type);
  if (tag == "object" && !type.empty()) m_out.attribute("type", type);
  attributes(tag, node, {.own = " controls type "});
  m_out << (tag == "object" || m_link != DK_NONE ? ">" : " controls=\"\">");  // nothing to press stands in a link
}

void BodyWriter::end_media(const Node& node) {
  const std::string_view tag = media_tag(node.string(Key::media_type), node.string(Key::url));
  if (tag == "object" && m_options.safe) return end_link(node);
  m_out << "</" << tag << '>';
}
