#include "inline_reader.hpp"

#include <deckle/utf8.hpp>

#include "symbols.hpp"

using deckle::Kind;
using xml::operator""_name;

namespace docx {
namespace {

constexpr int deepest = 200;             // elements of a paragraph in one another
constexpr std::size_t most_groups = 32;  // of nodes in one another that come of them

}  // namespace

void InlineReader::read_paragraph(pugi::xml_node paragraph) {
  continue_fields();
  read_children(paragraph, 0);
  end_groups(0);
  if (m_context.settings.track_changes == TrackChanges::all) read_mark_changes(paragraph);
}

// 17.13.5.15, 17.13.5.20
void InlineReader::read_mark_changes(pugi::xml_node paragraph) {
  const pugi::xml_node mark = paragraph.child("w:pPr").child("w:rPr");
  for (const char* name : {"w:ins", "w:del"}) {
    const pugi::xml_node node = mark.child(name);
    if (!node) continue;
    m_tree.add(0, {LeafKind::change, {}, m_part.span(node), static_cast<std::uint32_t>(m_context.mark_changes.size())});
    m_context.mark_changes.push_back({node.name() == std::string_view("w:ins"), node.attribute("w:author").value(),
                                      node.attribute("w:date").value()});
  }
}

void InlineReader::begin_group(Group group) {
  if (m_groups == most_groups) return;
  m_tree.begin_group(std::move(group));
  ++m_groups;
}

void InlineReader::end_groups(std::size_t count) {
  for (; m_groups > count; --m_groups) m_tree.end_group();
}

void InlineReader::read_children(pugi::xml_node parent, int depth) {
  if (depth > deepest) return m_context.call.warning("docx.depth", m_part.span(parent), "nested too deep: left out");
  for (const pugi::xml_node node : parent.children()) read_child(node, depth + 1);
}

// long: a flat switch over elements.
void InlineReader::read_child(pugi::xml_node node, int depth) {
  switch (xml::name_number(node)) {
    case "w:r"_name: return read_run(node);
    case "w:hyperlink"_name: return read_hyperlink(node, depth);
    case "w:ins"_name:
    case "w:moveTo"_name: return read_change(node, true, depth);
    case "w:del"_name:
    case "w:moveFrom"_name: return read_change(node, false, depth);
    case "w:fldSimple"_name: return read_simple_field(node, depth);
    case "m:oMath"_name:
    case "m:oMathPara"_name: return read_math(node, false);
    case "mc:AlternateContent"_name: return read_children(choice_of(node), depth);
    case "w:bookmarkStart"_name: return read_bookmark(node);
    case "w:sdt"_name: return node == m_left_out ? void() : read_children(node.child("w:sdtContent"), depth);
    case "w:smartTag"_name:
    case "w:customXml"_name:
    case "w:dir"_name:
    case "w:bdo"_name: return read_children(node, depth);
    default: return;
  }
}

void InlineReader::read_hyperlink(pugi::xml_node node, int depth) {
  Group link{Kind::link, m_part.span(node)};
  const std::string_view id = node.attribute("r:id").value();
  if (const office::Relationship* to = m_part.relationship(id)) link.url = to->target;
  else if (!id.empty()) m_context.call.warning("docx.part", link.where, "there is no relationship {}", id);
  if (const std::string_view anchor = node.attribute("w:anchor").value(); !anchor.empty())
    (link.url += '#') += link.url.size() > 1 ? std::string(anchor) : m_context.anchors.target(anchor);
  link.title = node.attribute("w:tooltip").value();
  if (link.url.empty()) return read_children(node, depth);
  const std::size_t before = m_groups;
  begin_group(std::move(link));
  read_children(node, depth);
  end_groups(before);
}

// 17.13.5: what was inserted, deleted or moved.
void InlineReader::read_change(pugi::xml_node node, bool is_insertion, int depth) {
  const TrackChanges wanted = m_context.settings.track_changes;
  if (wanted != TrackChanges::all) {
    if (is_insertion == (wanted == TrackChanges::accept)) read_children(node, depth);
    return;
  }
  Group change{is_insertion ? Kind::insertion : Kind::deletion, m_part.span(node)};
  change.author = node.attribute("w:author").value();
  change.date = node.attribute("w:date").value();
  const std::size_t before = m_groups;
  begin_group(std::move(change));
  read_children(node, depth);
  end_groups(before);
}

void InlineReader::read_bookmark(pugi::xml_node node) {
  const std::string_view name = node.attribute("w:name").value();
  if (m_context.anchors.take(name)) m_tree.add(0, {LeafKind::anchor, name, m_part.span(node)});
}

void InlineReader::read_run(pugi::xml_node run) {
  RunFormat format;
  m_style = 0;
  m_is_code = false;
  const pugi::xml_node properties = run.child("w:rPr");
  if (properties) {
    if (const Style* style = m_context.styles.find(value_of(properties, "w:rStyle"))) {
      if (!style->is_code) format = style->run;  // which says how code looks
      m_style = style->is_builtin_body || style->is_code ? 0 : style->number;
      m_is_code = style->is_code;
    }
    format.put(run_format_of(properties));
  }
  m_marks = marks_of(format);
  if (m_tree.is_in_link()) m_marks &= static_cast<std::uint16_t>(~mark_underline);  // as links look
  m_symbol_font = is_symbol_font(format.font) ? format.font : std::string_view();
  for (const pugi::xml_node node : run.children()) {
    read_run_child(node);
    if (node.attribute("w:customMarkFollows").as_bool()) return;  // 17.11.14: the rest stands for its number
  }
}

// long: a flat switch over elements.
void InlineReader::read_run_child(pugi::xml_node node) {
  const std::uint64_t name = xml::name_number(node);
  if (name == "w:fldChar"_name) return read_field_character(node);
  if (name == "w:instrText"_name && is_in_instruction()) {
    m_fields.back().instruction += node.text().get();
    return;
  }
  if (is_in_instruction()) return;
  switch (name) {
    case "w:t"_name:
    case "w:delText"_name: return read_text(node);
    case "w:tab"_name:
    case "w:ptab"_name: return add_text(m_tree.is_verbatim() ? "\t" : " ", m_part.span(node));
    case "w:br"_name:
    case "w:cr"_name: return add_break(node);
    case "w:noBreakHyphen"_name: return add_text("\u2011", m_part.span(node));
    case "w:softHyphen"_name: return add_text("\u00AD", m_part.span(node));
    case "w:sym"_name: return read_symbol(node);
    case "w:ruby"_name: return read_ruby(node);
    case "w:drawing"_name:
    case "w:pict"_name:
    case "w:object"_name: return read_drawing(node);
    case "mc:AlternateContent"_name:
      for (const pugi::xml_node chosen : choice_of(node).children()) read_run_child(chosen);
      return;
    case "w:commentReference"_name: return read_note(node, LeafKind::comment);
    case "w:footnoteReference"_name: return read_note(node, LeafKind::note);
    case "w:endnoteReference"_name: return read_note(node, LeafKind::endnote);
    default: return;
  }
}

void InlineReader::read_text(pugi::xml_node node) {
  for (const pugi::xml_node text : node.children()) {
    add_text(text.value(), m_part.span(text));
  }
}

void InlineReader::add_text(std::string_view text, dk_span where) {
  if (m_is_code) m_tree.add(m_marks, {LeafKind::code, text, where, 0, m_style});
  else if (!m_symbol_font.empty()) read_symbols(text, where);
  else m_tree.add_text(m_marks, m_style, text, where);
}

// 17.3.3.30
void InlineReader::read_symbol(pugi::xml_node node) {
  const std::string_view font = node.attribute("w:font").value();
  const auto code = static_cast<char32_t>(std::strtoul(node.attribute("w:char").value(), nullptr, 16));
  char32_t character = symbol(font, code);
  if (character == 0 && !is_symbol_font(font) && (code < 0xE000 || code > 0xF8FF)) character = code;
  const dk_span where = m_part.span(node);
  if (character == 0)
    m_context.call.warning("docx.symbol-loss", where, "nobody knows which character {} of the font {} is",
                           std::string_view(node.attribute("w:char").value()), font);
  std::string text;
  deckle::utf8::append(text, character == 0 ? deckle::utf8::replacement : character);
  m_tree.add_text(m_marks, m_style, text, where);
}

// Text in a symbol font: its characters are numbers of that font.
void InlineReader::read_symbols(std::string_view text, dk_span where) {
  std::string made;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t code = deckle::utf8::next(text, at);
    const char32_t character = symbol(m_symbol_font, code);
    deckle::utf8::append(made, character == 0 ? code : character);
  }
  m_tree.add_text(m_marks, m_style, made, where);
}

// 17.3.3.25: what stands above, and what it stands above.
void InlineReader::read_ruby(pugi::xml_node node) {
  const std::size_t around = m_groups;
  if (around + 2 > most_groups) return;
  const std::uint16_t marks = std::exchange(m_marks, std::uint16_t{0});
  begin_group({Kind::ruby, m_part.span(node)});
  for (const auto& [name, kind] : {std::pair("w:rubyBase", Kind::ruby_base), std::pair("w:rt", Kind::ruby_text)}) {
    const pugi::xml_node part = node.child(name);
    const std::size_t before = m_groups;
    begin_group({kind, m_part.span(part ? part : node)});
    for (const pugi::xml_node run : part.children("w:r"))
      for (const pugi::xml_node text : run.children("w:t")) read_text(text);
    end_groups(before);
  }
  end_groups(around);
  m_marks = marks;
}

void InlineReader::add_break(pugi::xml_node node) {
  m_tree.add(m_marks, {LeafKind::hard_break, {}, m_part.span(node)});
}

}  // namespace docx
