// Paragraphs, with what they have from the blocks around them.
#include <algorithm>
#include <deckle/language.hpp>

#include "body_writer.hpp"

using deckle::Node;

namespace {

constexpr std::int32_t deepest = 4500;  // twentieths of a point; so that deep nesting leaves room for text

constexpr std::int32_t behind_table = 200;

constexpr std::int32_t farthest_in_frame = 640;  // so that the line is not far from where it should be

// As the built-in styles of these names have them.
constexpr Frame quote_frame{"18", "C5D0D8", "", 12, 284}, admonition_frame{"24", "2E6480", "EEF4F7", 10, 142};

}  // namespace

// What stands in the block has the same, unless it is changed.
Surroundings& BodyWriter::surround(const Node& node) {
  Surroundings& made = m_flow->around.emplace_back(m_flow->around.back());
  if (node.raw().attr_count == 0) return made;
  if (const auto language = node.find("lang")) {
    made.language = *language;
    made.right_to_left = deckle::is_right_to_left(*language);
  }
  if (const auto direction = node.find("dir")) made.right_to_left = *direction == "rtl";
  if (!takes_paragraph_style(node)) return made;
  if (const std::string_view style = custom_style(node, "paragraph"); !style.empty()) {
    made.indent = std::min(made.indent + made.style_indent, deepest);
    made.style = style;
    made.style_indent = m_parts.styles.indent(style);
  }
  return made;
}

// Code is written from left to right, whatever stands around it.
Surroundings& BodyWriter::surround_code(const Node& node) {
  Surroundings& made = surround(node);
  if (!node.find("dir")) made.right_to_left = false;
  return made;
}

// The style that an author chose by its name; empty for none.
std::string_view BodyWriter::custom_style(const Node& node, std::string_view type) {
  const auto name = node.find("custom-style");
  if (!name) return {};
  const std::string_view id = m_parts.styles.find(type, *name);
  if (!id.empty() || !m_parts.is_news_of_style(*name)) return id;
  const std::string nearest = m_parts.styles.nearest(type, *name);
  m_call.report(DK_WARNING, "docx.style", node, deckle::message("there is no {} style \"{}\"", type, *name),
                nearest.empty() ? "" : deckle::message("one with a name like it is \"{}\"", nearest));
  return id;
}

Surroundings& BodyWriter::surround(const Node& node, Role role) {
  Surroundings& made = surround(node);
  made.indent = std::min(made.indent + made.style_indent, deepest);
  made.style = style(role);
  made.style_indent = m_parts.styles.indent(made.style);
  if ((role == Role::quote || role == Role::admonition) && m_parts.styles.is_built_in(role)) {
    made.frame = role == Role::quote ? &quote_frame : &admonition_frame;
    made.frame_begin = made.indent + made.style_indent;
  }
  return made;
}

// Whether a style has the line of a frame itself, on the left.
bool BodyWriter::is_of_frame(std::string_view id) const {
  return m_parts.styles.is(Role::quote, id) || m_parts.styles.is(Role::admonition, id) ||
         id.starts_with("AdmonitionTitle");
}

// Of items and headings; what has a line or a ground of its own needs no other, if that is on its side.
void BodyWriter::set_frame(ParagraphFormat& format) const {
  const Surroundings& around = m_flow->around.back();
  if (around.frame != nullptr && format.right_to_left && is_of_frame(format.style)) format.frame = around.frame;
  bool may_have =
      m_parts.styles.is(Role::list_paragraph, format.style) || m_parts.styles.is(Role::compact, format.style);
  for (Role role = Role::heading1; role <= Role::heading6; role = static_cast<Role>(static_cast<int>(role) + 1))
    may_have = may_have || m_parts.styles.is(role, format.style);
  if (around.frame == nullptr || !may_have || !format.indent) return;
  format.from_frame = *format.indent - format.hanging.value_or(0) - around.frame_begin;
  if (format.from_frame >= 0 && format.from_frame <= farthest_in_frame) format.frame = around.frame;
}

// Tables have no space behind them; headings and the like bring their own.
bool BodyWriter::has_little_space_before(std::string_view id) const {
  for (const Role role : {Role::list_paragraph, Role::compact, Role::definition_term, Role::definition, Role::caption})
    if (m_parts.styles.is(role, id)) return true;
  return id.empty() || is_of_frame(id);
}

ParagraphFormat BodyWriter::paragraph_format(std::string_view style) {
  const Surroundings& around = m_flow->around.back();
  ParagraphFormat format{.style = style.empty() ? around.style : style};
  format.keep_next = around.keep_next;
  format.right_to_left = around.right_to_left;
  format.align = around.align;
  const bool is_own = format.style == around.style;
  const std::int32_t outside = around.indent + (is_own ? 0 : around.style_indent);
  if (outside > 0) format.indent = outside + (is_own ? around.style_indent : m_parts.styles.indent(format.style));
  if (m_flow->after_table && has_little_space_before(format.style)) format.space_before = behind_table;
  if (m_flow->number) {
    format.number = std::exchange(m_flow->number, std::nullopt);
    if (format.indent == Numbering::step * (format.number->level + 1)) format.indent.reset();
    if (format.indent) format.hanging = Numbering::hanging;
  }
  set_frame(format);
  return format;
}

void BodyWriter::begin_paragraph(std::string_view style) { begin_paragraph(paragraph_format(style)); }

void BodyWriter::begin_paragraph(const ParagraphFormat& format, std::string_view section) {
  end_paragraph();
  xml().begin("w:p");
  format.write(xml(), section);
  m_flow->in_paragraph = true;
  m_flow->after_table = m_flow->after_code = m_flow->needs_paragraph = false;
  const Surroundings& around = m_flow->around.back();
  if (m_flow->formats.size() == 1) {
    RunFormat& base = m_flow->formats.front();
    base = RunFormat{.bold = around.bold, .right_to_left = around.right_to_left};
    set_language(base, around.language);
  }
  flush_anchors();
  note_mark();
  checkbox();
  caption_number();
}

void BodyWriter::end_paragraph() {
  if (!m_flow->in_paragraph) return;
  unwrap(0);
  xml().end();
  m_flow->in_paragraph = false;
}

void BodyWriter::empty_paragraph(std::string_view style) {
  begin_paragraph(style);
  end_paragraph();
}

// The number of an item that begins with something else than text stands in a paragraph of its own.
void BodyWriter::flush_number() {
  if (m_flow->number) empty_paragraph();
}

// Bookmarks for the identifiers of blocks stand where their text begins.
void BodyWriter::anchor(const Node& node) {
  if (m_parts.bookmarks.has(node)) m_flow->anchors.push_back(node);
}

void BodyWriter::flush_anchors() {
  for (const Node& node : m_flow->anchors) {
    const std::int64_t number = begin_bookmark(m_parts.bookmarks.name_of(node));
    xml().element("w:bookmarkEnd", "w:id", number);
  }
  m_flow->anchors.clear();
}

std::int64_t BodyWriter::begin_bookmark(std::string_view name) {
  const std::int64_t number = m_parts.bookmarks.next_number();
  xml().begin("w:bookmarkStart").attribute("w:id", number).attribute("w:name", name).end();
  return number;
}
