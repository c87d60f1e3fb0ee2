// Blocks and their parts, except tables.
#include <algorithm>

#include "body_writer.hpp"
#include "raw_html.hpp"

using deckle::Key;
using deckle::Kind;
using deckle::Node;

namespace {

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

Role heading_role(int level) {
  return static_cast<Role>(static_cast<int>(Role::heading1) + std::clamp(level, 1, 9) - 1);
}

// What is in a span stands for itself.
bool is_place(const Node& node) {
  if (node.is(Kind::span) || node.is(Kind::anchor) || is_html_comment(node)) return true;
  return node.is(Kind::raw_inline) && is_html(node) && (!html_place(node).empty() || node.text() == "</a>");
}

// Nothing is seen of a paragraph of places that links lead to: they begin where the next one does.
bool holds_only_places(const Node& paragraph) {
  if (paragraph.raw().attr_count > 0 || !paragraph.has_children()) return false;
  for (const deckle::Visit visit : paragraph.walk())
    if (visit.node.index() != paragraph.index() && !is_place(visit.node)) return false;
  return true;
}

}  // namespace

std::string_view code_language(const Node& node) {
  if (!node.is(Kind::code_block) && !node.is(Kind::line_block)) return {};
  std::string_view classes = node.classes();
  if (classes.starts_with("sourceCode ")) classes.remove_prefix(11);
  const std::string_view first = classes.substr(0, classes.find(' '));
  return Styles::may_end_with(first) && first != "sourceCode" ? first : std::string_view();
}

// long: a flat switch, one line a kind.
bool BodyWriter::enter_block(const Node& node) {
  if (is_margin(node)) return false;
  anchor(node);
  if (!holds_item_number(node)) flush_number();
  switch (node.kind()) {
    case Kind::paragraph:
    case Kind::plain: return paragraph(node);
    case Kind::heading: return heading(node), true;
    case Kind::block_quote: return surround(node, Role::quote), lost_attributes(node), true;
    case Kind::code_block: return code_block(node), false;
    case Kind::raw_block: return raw_block(node), false;
    case Kind::bullet_list:
    case Kind::ordered_list: return begin_list(node), true;
    case Kind::line_block:
      m_flow->in_source_code = node.has_class("sourceCode");
      m_flow->in_source_code ? surround_code(node) : surround(node);
      lost_attributes(node);
      if (m_flow->in_source_code) part_from_code();
      begin_paragraph(m_flow->in_source_code ? code_style(node) : std::string_view());
      return true;
    case Kind::table: return table(node), true;
    case Kind::figure: surround(node, Role::figure).keep_next = node.child(Kind::caption).has_value(); return true;
    case Kind::thematic_break: return empty_paragraph(style(Role::horizontal_line)), lost_attributes(node), false;
    case Kind::page_break: return page_break(), lost_attributes(node), false;
    case Kind::section_break: return section_break(node), false;
    case Kind::contents: return contents(node), false;
    case Kind::admonition: return admonition(node), true;
    case Kind::division: return division(node), true;
    case Kind::details: loss(node, "is always open"); return surround(node), lost_attributes(node), true;
    case Kind::aside:
    case Kind::page_header:
    case Kind::page_footer: loss(node, "stands in the text"); return surround(node), lost_attributes(node), true;
    default: return surround(node), lost_attributes(node), true;
  }
}

void BodyWriter::leave_block(const Node& node) {
  switch (node.kind()) {
    case Kind::paragraph:
    case Kind::plain: end_paragraph(); return end_surrounding();
    case Kind::heading: return end_heading();
    case Kind::bullet_list:
    case Kind::ordered_list: return m_flow->lists.pop_back();
    case Kind::line_block:
      end_paragraph();
      m_flow->after_code = std::exchange(m_flow->in_source_code, false);
      return end_surrounding();
    case Kind::table: return end_table();
    case Kind::figure: return end_figure(node);
    case Kind::contents: return;
    default: return end_surrounding();
  }
}

bool BodyWriter::enter_part(const Node& node) {
  if (is_of_table(node)) return is_in_table(node) ? enter_table_part(node) : enter_unknown(node);
  if (deckle::row_of(node.parent().kind()) == nullptr) return enter_unknown(node);
  switch (node.kind()) {
    case Kind::list_item: return item(node), true;
    case Kind::term: anchor(node), surround(node), begin_paragraph(style(Role::definition_term)); break;
    case Kind::description: anchor(node), surround(node, Role::definition); break;
    case Kind::caption:  // of a figure: not before the figure ends
      if (m_walks.back().first != node.index()) return false;
      anchor(node), surround(node, Role::caption);
      if (node.has_children()) begin_caption(node.parent());
      break;
    case Kind::short_caption: return loss(node, "is left out"), false;
    case Kind::title: anchor(node), begin_paragraph(admonition_title(node.parent())); break;
    case Kind::summary: anchor(node), surround(node).bold = true, begin_paragraph(); break;
    case Kind::citation_item: return cited(node);
    case Kind::suffix: text(", "); break;
    default: break;
  }
  lost_attributes(node);
  return true;
}

void BodyWriter::leave_part(const Node& node) {
  if (is_of_table(node)) return is_in_table(node) ? leave_table_part(node) : leave_unknown(node);
  if (deckle::row_of(node.parent().kind()) == nullptr) return leave_unknown(node);
  switch (node.kind()) {
    case Kind::list_item: flush_number(); return end_surrounding();
    case Kind::description:
      if (!node.has_children()) empty_paragraph();
      return end_surrounding();
    case Kind::caption: m_flow->caption.reset(); return end_surrounding();
    case Kind::term:
    case Kind::summary: end_paragraph(); return end_surrounding();
    case Kind::title: return end_paragraph();
    case Kind::line:
      if (!node.is_last_child()) line_break();
      return;
    case Kind::prefix: text(" "); return cited_key(node.parent());
    default: return;
  }
}

bool BodyWriter::paragraph(const Node& node) {
  if (holds_only_places(node)) {
    for (const deckle::Visit visit : node.walk())
      if (visit.enter && visit.node.index() != node.index()) anchor(visit.node), lost_attributes(visit.node);
    return false;
  }
  const Surroundings& around = surround(node);
  lost_attributes(node);
  const bool is_of_item = around.list_depth > 0 && around.style == style(Role::list_paragraph);
  const bool is_tight = is_of_item && node.is(Kind::plain);
  ParagraphFormat format = paragraph_format(is_tight ? style(Role::compact) : std::string_view());
  if (is_of_item && !is_tight) format.contextual_spacing = false;
  begin_paragraph(format);
  return true;
}

// Bookmarks of headings have the text in them, for fields that show it.
void BodyWriter::heading(const Node& node) {
  surround(node);
  lost_attributes(node);
  if (node.level() > 9) loss(node, "of a level beyond 9 is of level 9");
  if (m_parts.bookmarks.has(node)) m_flow->anchors.pop_back();
  begin_paragraph(style(heading_role(node.level())));
  const std::string name = m_parts.bookmarks.name_of_heading(node);
  m_flow->headings.push_back(name.empty() ? -1 : begin_bookmark(name));
}

void BodyWriter::end_heading() {
  if (!m_flow->in_paragraph) begin_paragraph();  // blocks of a kind that is not known may have ended it
  unwrap(0);
  if (m_flow->headings.back() >= 0) xml().element("w:bookmarkEnd", "w:id", m_flow->headings.back());
  m_flow->headings.pop_back();
  end_paragraph();
  end_surrounding();
}

// The first class of code is its language, which the name of its style says: so it is kept, and can be chosen in Word.
std::string_view BodyWriter::code_style(const Node& node) {
  const std::string_view language = code_language(node);
  return language.empty() ? style(Role::source_code) : m_parts.styles.code_in(language);
}

// Paragraphs of code that follow each other are one box to who sees them, and one block to who reads them.
void BodyWriter::part_from_code() {
  if (!m_flow->after_code) return;
  auto anchors = std::exchange(m_flow->anchors, {});
  const auto number = std::exchange(m_flow->number, {});
  ParagraphFormat format = paragraph_format({});
  format.is_thin = true;
  begin_paragraph(format);
  end_paragraph();
  m_flow->anchors = std::move(anchors);
  m_flow->number = number;
}

void BodyWriter::code_block(const Node& node) {
  surround_code(node);
  lost_attributes(node);
  part_from_code();
  begin_paragraph(code_style(node));
  lines(node.text());
  end_paragraph();
  m_flow->after_code = true;
  end_surrounding();
}

void BodyWriter::raw_block(const Node& node) {
  if (is_html_comment(node)) return;
  if (node.string(Key::format) != "openxml") return lost_raw(node);
  const Fragment fragment(node.text(), Fragment::Place::block);
  if (!fragment.is_sound()) return loss(node, "is no block of WordprocessingML by itself, and left out");
  flush_number();
  end_paragraph();
  fragment.write(xml());
  m_flow->after_code = false;
  m_flow->after_table = m_flow->needs_paragraph = fragment.ends_with_table();
}

void BodyWriter::page_break() {
  begin_paragraph();
  line_break("page");
  end_paragraph();
}

// A list of a level that Word does not have is of the last one.
void BodyWriter::begin_list(const Node& node) {
  lost_attributes(node);
  const int depth = m_flow->around.back().list_depth;
  if (depth >= Numbering::levels) loss(node, "within more than eight others looks as if it were within eight");
  m_flow->lists.push_back(m_parts.numbering.add(node, std::min(depth, Numbering::levels - 1)));
}

void BodyWriter::item(const Node& node) {
  Surroundings& around = surround(node, Role::list_paragraph);
  lost_attributes(node);
  m_flow->number = Number{m_flow->lists.back(), std::min(around.list_depth, Numbering::levels - 1)};
  ++around.list_depth;
  around.indent += Numbering::step;
  anchor(node);
  if (const auto checked = node.find(Key::checked)) m_flow->task = checked->boolean();
}

// Captions stand behind their figures.
void BodyWriter::end_figure(const Node& node) {
  end_surrounding();
  if (const auto caption = node.child(Kind::caption)) begin_walk(*caption);
}

bool BodyWriter::holds_item_number(const Node& node) const {
  switch (node.kind()) {
    case Kind::paragraph:
    case Kind::plain:
    case Kind::heading:
    case Kind::code_block:
    case Kind::line_block:
    case Kind::division:
    case Kind::raw_block: return true;
    default: return false;
  }
}
