#include "paragraph_format.hpp"

#include <algorithm>

namespace docx {
namespace {

// How much further its text begins than its style says. Paragraphs of lists have no place of their own: of these all
// counts, also what their style says.
int indent_beyond(const Style* style, pugi::xml_node properties) {
  const Indent own = indent_of(properties);
  const int of_style = style != nullptr ? std::max(style->indent.left.value_or(0), 0) : 0;
  if (style != nullptr && style->role == Role::list_paragraph) return own.left.value_or(of_style);
  return own.left ? *own.left - own.hanging.value_or(0) - of_style : 0;
}

// A box that can be ticked before all else ([MS-DOCX], 2.6.1.1): the item is a task.
pugi::xml_node checkbox_of(pugi::xml_node paragraph) {
  pugi::xml_node first = paragraph.child("w:pPr").next_sibling();
  while (std::string_view(first.name()).starts_with("w:bookmark")) first = first.next_sibling();
  const bool is_box = first.name() == std::string_view("w:sdt") && first.child("w:sdtPr").child("w14:checkbox");
  return is_box ? first : pugi::xml_node();
}

void read_numbering(pugi::xml_node properties, const Context& context, ParagraphFormat& format) {
  const pugi::xml_node numbering = properties.child("w:numPr");
  const Style* style = format.style;
  const auto id = numbering.child("w:numId"), level = numbering.child("w:ilvl");
  format.num_id = id ? number_of(value_of(id), 0) : style != nullptr ? style->num_id.value_or(0) : 0;
  if (level) format.num_level = number_of(value_of(level), 0);
  else if (style != nullptr && style->num_level) format.num_level = *style->num_level;
  else if (style != nullptr && !id) format.num_level = context.numbering.level_of_style(format.num_id, style->id);
  // 17.9.18: number 0 takes a paragraph out of the list of its style.
  const Level* found = format.num_id != 0 ? context.numbering.find(format.num_id, format.num_level) : nullptr;
  const bool is_bullet = found != nullptr && (found->format == "bullet" || found->format == "none");
  const bool shows_nothing = is_bullet && found->text.find_first_not_of(' ') == std::string::npos;
  format.is_numbered = found != nullptr && (!shows_nothing || format.checkbox);
  format.has_own_bullet = id && is_bullet && format.is_numbered;
  format.continues_item = shows_nothing && !format.is_numbered && (id || format.heading == 0);
  using Removed = ParagraphFormat::Removed;
  if (id && format.num_id == 0)
    format.removed = style != nullptr && style->num_id.value_or(0) != 0 ? Removed::number_of_style : Removed::no_number;
}

}  // namespace

bool is_gone(pugi::xml_node marks, TrackChanges wanted) {
  return (wanted == TrackChanges::accept && marks.child("w:del")) ||
         (wanted == TrackChanges::reject && marks.child("w:ins"));
}

bool is_empty(pugi::xml_node paragraph) {
  for (const pugi::xml_node node : paragraph.children()) {
    const std::string_view name = node.name();
    const bool is_empty_run = name == "w:r" && node.last_child() == node.child("w:rPr");
    if (name != "w:pPr" && name != "w:proofErr" && !name.starts_with("w:bookmark") && !is_empty_run) return false;
  }
  return true;
}

pugi::xml_node block_behind(pugi::xml_node node, std::string_view name) {
  do node = node.next_sibling();
  while (std::string_view(node.name()).starts_with("w:bookmark"));
  return node.name() == name ? node : pugi::xml_node();
}

ParagraphFormat paragraph_format_of(pugi::xml_node paragraph, const Context& context) {
  ParagraphFormat format;
  const pugi::xml_node properties = paragraph.child("w:pPr");
  const pugi::xml_node named = properties.child("w:pStyle");
  format.style = named ? context.styles.find(value_of(named)) : nullptr;
  if (format.style == nullptr) format.style = context.styles.default_paragraph();
  if (format.style != nullptr) {
    format.role = format.style->role;
    format.heading = format.style->heading;
  }
  if (!properties) return format;
  if (const pugi::xml_node outline = properties.child("w:outlineLvl")) {
    const int level = number_of(value_of(outline), 9);
    format.heading = level >= 0 && level < 9 ? level + 1 : 0;
  }
  format.is_quote = format.role == Role::quote;
  format.indent = indent_beyond(format.style, properties);
  const Indent own = indent_of(properties);
  format.text_begin = own.left.value_or(0);
  format.hanging = own.hanging;
  format.is_right_to_left = is_on(properties.child("w:bidi"));
  const std::string_view drop_cap = properties.child("w:framePr").attribute("w:dropCap").value();
  // 17.13.5.15, 17.13.5.20: without its end a paragraph goes on with the next one.
  format.joins_next =
      (!drop_cap.empty() && drop_cap != "none") || is_gone(properties.child("w:rPr"), context.settings.track_changes);
  format.checkbox = checkbox_of(paragraph);
  read_numbering(properties, context, format);
  if (!format.is_numbered) format.checkbox = {};
  return format;
}

}  // namespace docx
