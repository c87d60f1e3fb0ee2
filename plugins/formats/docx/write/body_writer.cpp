#include "body_writer.hpp"

#include <deckle/language.hpp>

#include "raw_html.hpp"

using deckle::Key;
using deckle::Kind;
using deckle::Node;

namespace {

bool is_side(std::string_view name) { return name == "width" || name == "height"; }

}  // namespace

bool takes_paragraph_style(const Node& node) {
  return node.is(Kind::paragraph) || node.is(Kind::plain) || node.is(Kind::division);
}

BodyWriter::BodyWriter(const deckle::Document& document, const DocxExporter::Options& options, Parts& parts,
                       deckle::Call& call)
    : m_document(document),
      m_options(options),
      m_parts(parts),
      m_call(call),
      m_body{parts.body},
      m_section(parts.reference ? parts.reference->section() : pugi::xml_node()) {
  const auto entry = [&](std::string_view name) {
    const auto found = deckle::entry(document.metadata(), name);
    return found ? readable_text(*found) : std::string();
  };
  const std::string direction = entry("dir");
  Surroundings& around = m_body.around.front();
  around.room = m_section.page.text_width();
  around.right_to_left = direction == "rtl" || (direction != "ltr" && deckle::is_right_to_left(entry("lang")));
}

void BodyWriter::write() {
  m_section.right_to_left = m_body.around.front().right_to_left;
  const auto places = m_document.nodes(Kind::contents);
  if (m_options.toc || places.begin() != places.end()) m_parts.bookmarks.lead_to_headings();
  margins();
  title_block();
  if (m_options.toc) contents(m_options.toc_depth, {});
  walk(m_document.body());
  flush_anchors();
  if (m_flow->needs_paragraph) empty_paragraph();
  xml().raw(m_section.xml());
}

// The subtree of a node, after what the walks under way have begun.
void BodyWriter::walk(const Node& node) {
  walk_inlines(node);
  end_paragraph();
}

// Likewise, in the paragraph that is open.
void BodyWriter::walk_inlines(const Node& node) {
  const std::size_t under = m_walks.size();
  begin_walk(node);
  for (std::uint32_t steps = 0; m_walks.size() > under; ++steps) {
    if (steps % 4096 == 0) m_call.stop_if_cancelled();
    if (!(m_walks.back().at != std::default_sentinel)) {
      m_walks.pop_back();
      continue;
    }
    const deckle::Visit visit = *m_walks.back().at;
    const bool goes_in = visit.enter && enter(visit.node);  // may do other walks
    deckle::Walk::Iterator& at = m_walks.back().at;
    if (visit.enter && !goes_in && !visit.node.is_leaf()) at.skip_children();
    else ++at;
    if (!visit.enter) leave(visit.node);  // may begin a walk
  }
}

bool BodyWriter::enter(const Node& node) {
  if (deckle::row_of(node.kind()) == nullptr) return enter_unknown(node);
  switch (static_cast<std::uint16_t>(node.kind()) >> 8) {
    case 1: return enter_block(node);
    case 2: return enter_inline(node);
    case 3: return enter_part(node);
    default: return true;
  }
}

void BodyWriter::leave(const Node& node) {
  if (deckle::row_of(node.kind()) == nullptr) return leave_unknown(node);
  switch (static_cast<std::uint16_t>(node.kind()) >> 8) {
    case 1: leave_block(node); return m_flow->story.spill_if_long();
    case 2: return leave_inline(node);
    case 3: return leave_part(node);
    default: return;
  }
}

// Kinds that only a later vocabulary or a plugin knows, and parts without their owner, are shown as what they contain.
bool BodyWriter::enter_unknown(const Node& node) {
  loss(node, "is shown as what it contains");
  if (!node.is_inline()) end_paragraph();
  if (!node.text().empty()) text(node.text());
  if (node.is_leaf() && !node.is_inline()) end_paragraph();
  return true;
}

void BodyWriter::leave_unknown(const Node& node) {
  if (!node.is_inline()) end_paragraph();
}

// Of what is neither an identifier nor a language or direction.
void BodyWriter::lost_attributes(const Node& node) {
  for (const deckle::Attribute attribute : node.attributes()) {
    const std::string_view name = attribute.name();
    const bool is_expressed = name == "lang" || name == "dir" || (node.is(Kind::image) && is_side(name)) ||
                              (name == "type" && is_margin(node)) ||
                              (name == "custom-style" && (node.is_inline() || takes_paragraph_style(node)));
    const bool is_class = attribute.key() == Key::classes && !has_style_of_class(node);
    if (is_class) lost_classes(node);
    else if (attribute.is_custom() && !is_expressed) m_parts.lost_attributes.add(node, name);
  }
}

void BodyWriter::lost_classes(const Node& node) {
  const std::string_view said = node.is(Kind::division) ? admonition_kind(node) : code_language(node);
  for (std::string_view rest = node.classes(); !rest.empty();) {
    const std::string_view name = rest.substr(0, rest.find(' '));
    rest.remove_prefix(std::min(name.size() + 1, rest.size()));
    if (!name.empty() && name != said) m_parts.lost_classes.add(node, name);
  }
}

// Of HTML the element is told, of which there are worse to lose than others.
void BodyWriter::lost_raw(const Node& node) {
  const std::string element = is_html(node) ? html_element(node.text()) : std::string();
  loss(node, element.empty() ? "is left out" : deckle::message("<{}> is left out", element));
}

void BodyWriter::loss(const Node& node, std::string_view what) {
  if (m_parts.is_news(node.kind(), what)) m_call.warning("docx.loss", node, "{} {}", node.kind_name(), what);
}

std::string readable_text(const Node& node) {
  std::string text;
  const deckle::Walk walk = node.walk();
  for (auto at = walk.begin(); at != std::default_sentinel;) {
    const deckle::Visit visit = *at;
    const bool is_aside = visit.node.is(Kind::note) || visit.node.is(Kind::comment);
    if (visit.enter && is_aside && visit.node.index() != node.index()) {
      at.skip_children();
      continue;
    }
    const bool is_break = visit.node.is(Kind::soft_break) || visit.node.is(Kind::hard_break);
    const bool is_silent = visit.node.is(Kind::raw_inline) || visit.node.is(Kind::index_entry);
    if (visit.enter && is_break) text += ' ';
    else if (visit.enter && !is_silent) text += visit.node.text();
    ++at;
  }
  return text;
}
