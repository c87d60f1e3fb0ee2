#include "block_reader.hpp"

#include "lists.hpp"

using deckle::Key;
using deckle::Kind;
using xml::operator""_name;

namespace docx {
namespace {

constexpr int deepest = 200;  // elements around a paragraph

bool is_before_table(pugi::xml_node paragraph) {
  pugi::xml_node next = paragraph.next_sibling();
  while (std::string_view(next.name()).starts_with("w:bookmark")) next = next.next_sibling();
  return next.name() == std::string_view("w:tbl");
}

// A heading's own style is a class, as pandoc has it.
std::string class_of(std::string_view style) {
  std::string made(style);
  for (char& c : made) c = c == ' ' ? '-' : c;
  return made;
}

}  // namespace

void BlockReader::read(Part& part, pugi::xml_node parent) {
  std::vector<Field> fields;
  Flow flow{part, fields, m_context.out.depth()};
  read_children(flow, parent, 0);
  end_flow(flow);
}

void BlockReader::end_flow(Flow& flow) {
  end_code(flow);
  set_quote(flow, false);
  end_lists(flow, 0);
}

void BlockReader::read_children(Flow& flow, pugi::xml_node parent, int depth) {
  if (depth > deepest) return m_context.call.warning("docx.depth", flow.part.span(parent), "nested too deep: left out");
  for (const pugi::xml_node node : parent.children()) {
    m_context.call.stop_if_cancelled();
    read_child(flow, node, depth + 1);
  }
}

void BlockReader::read_child(Flow& flow, pugi::xml_node node, int depth) {
  switch (xml::name_number(node)) {
    case "w:p"_name: return read_paragraph(flow, node);
    case "w:tbl"_name: return read_table(flow, node);
    case "w:sdt"_name:
      if (is_contents(node)) return read_contents(flow, node, depth);
      return read_children(flow, node.child("w:sdtContent"), depth);
    case "mc:AlternateContent"_name: return read_children(flow, choice_of(node), depth);
    case "m:oMathPara"_name: return read_paragraph(flow, node);
    case "w:altChunk"_name:
      return m_context.call.warning("docx.drawing-loss", flow.part.span(node),
                                    "a document inside of this one is left out");
    case "w:customXml"_name:
    case "w:ins"_name:
    case "w:moveTo"_name: return read_children(flow, node, depth);
    default: return;
  }
}

void BlockReader::read_paragraph(Flow& flow, pugi::xml_node node) {
  const ParagraphFormat format = paragraph_format_of(node, m_context);
  if (format.role == Role::table_caption && is_before_table(node)) {
    flow.caption = node;
    return;
  }
  if (!flow.goes_on) flow.tree->clear(format.role == Role::code);
  InlineReader reader(m_context, flow.part, flow.fields, *flow.tree);
  if (format.checkbox) reader.leave_out(format.checkbox);
  reader.read_paragraph(node);
  flow.text_boxes.insert(flow.text_boxes.end(), reader.text_boxes().begin(), reader.text_boxes().end());
  flow.goes_on = format.joins_next;
  if (flow.goes_on) return;
  write_paragraph(flow, format, node);
  if (flow.text_boxes.empty()) return;
  set_quote(flow, false);
  write_text_boxes(flow);
}

bool BlockReader::words_of_heading(Part& part, pugi::xml_node paragraph, std::string& words) {
  if (paragraph_format_of(paragraph, m_context).heading == 0) return false;
  InlineTree tree;
  std::vector<Field> fields;
  InlineReader(m_context, part, fields, tree).read_paragraph(paragraph);
  words = tree.words();
  return words.find_first_not_of(" \n") != std::string::npos;
}

void BlockReader::write_paragraph(Flow& flow, const ParagraphFormat& format, pugi::xml_node node) {
  const dk_span where = flow.part.span(node);
  if (format.role == Role::code && !format.is_numbered) return add_code(flow, format, where);
  end_code(flow);
  if (format.heading != 0) return write_heading(flow, format, node);
  const bool has_content = flow.tree->prepare();
  const bool is_item = format.is_numbered;
  if (!has_content && !is_item) return;
  const std::size_t around = lists_around(flow, format);
  if (is_item || flow.lists.size() != around) set_quote(flow, false);
  if (is_item) begin_item(flow, format, where);
  else end_lists(flow, around);
  if (!has_content) return;
  const bool is_quote = format.is_quote || is_indented(flow, format);
  set_quote(flow, is_quote, where);
  const bool is_plain = format.role == Role::compact || (flow.is_plain && !is_item && !is_quote);
  const auto paragraph = m_context.out.open(is_plain ? Kind::plain : Kind::paragraph, where);
  if (format.is_right_to_left) m_context.out.attribute("dir", "rtl");
  write_style(format.style);
  write_inlines(flow);
}

// Numbers are counted also for headings without words, which Word shows.
void BlockReader::write_heading(Flow& flow, const ParagraphFormat& format, pugi::xml_node node) {
  const Number number = format.is_numbered ? m_context.numbering.count(format.num_id, format.num_level) : Number();
  const std::string words = flow.tree->words();
  if (!flow.tree->prepare()) return;
  set_quote(flow, false);
  end_lists(flow, 0);
  const auto heading = m_context.out.open(Kind::heading, flow.part.span(node));
  m_context.out.attribute(Key::id, m_context.anchors.heading(node, words, m_context.call));
  if (format.style != nullptr && format.style->heading != 0 && !format.style->is_builtin_heading)
    m_context.out.attribute(Key::classes, class_of(format.style->name));
  m_context.out.attribute(Key::level, format.heading);
  if (m_context.settings.heading_numbers && !number.text.empty()) m_context.out.attribute(Key::number, number.text);
  write_inlines(flow);
}

void BlockReader::write_style(const Style* style) {
  if (style == nullptr || style->is_builtin_body || style->heading != 0 || style->name.empty()) return;
  if (style->role == Role::contents_title) m_context.out.attribute(Key::classes, "toc-title");
  if (style->role == Role::normal || style->role == Role::list_paragraph || style->role == Role::caption)
    m_context.out.attribute("custom-style", style->name);
}

void BlockReader::write_inlines(Flow& flow) {
  // A note in this paragraph reads blocks with a tree of their own.
  flow.tree->write(m_context.out, [this](const Leaf& leaf) { write_leaf(leaf); });
}

void BlockReader::write_leaf(const Leaf& leaf) {
  deckle::Builder& out = m_context.out;
  switch (leaf.kind) {
    case LeafKind::text:
    case LeafKind::code: {
      out.leaf(leaf.kind == LeafKind::text ? Kind::text : Kind::code, leaf.text, leaf.where);
      const Style* style = m_context.styles.at(leaf.style);
      if (style != nullptr) out.attribute("custom-style", style->name);
      return;
    }
    case LeafKind::hard_break: return out.leaf(Kind::hard_break, {}, leaf.where);
    case LeafKind::anchor: {
      const auto span = out.open(Kind::span, leaf.where);
      out.attribute(Key::id, leaf.text);
      return out.attribute(Key::classes, "anchor");
    }
    case LeafKind::image: return write_image(leaf);
    case LeafKind::math: return write_math(leaf);
    case LeafKind::change: return write_mark_change(leaf);
    case LeafKind::note:
    case LeafKind::endnote:
    case LeafKind::comment: return write_note(leaf);
    default: return;
  }
}

void BlockReader::write_mark_change(const Leaf& leaf) {
  const MarkChange& change = m_context.mark_changes[leaf.number];
  const auto span = m_context.out.open(Kind::span, leaf.where);
  m_context.out.attribute(Key::classes, change.is_insertion ? "paragraph-insertion" : "paragraph-deletion");
  m_context.out.attribute("author", change.author);
  if (!change.date.empty()) m_context.out.attribute("date", change.date);
}

void BlockReader::write_math(const Leaf& leaf) {
  const Formula& formula = m_context.formulas[leaf.number];
  const auto span = m_context.out.open(Kind::span, leaf.where);
  m_context.out.attribute(Key::classes, formula.is_display ? "math display" : "math inline");
  m_context.out.attribute("omml", formula.markup);
  m_context.out.text(leaf.text, leaf.where);
}

// What is drawn beside a paragraph stands behind it.
void BlockReader::write_text_boxes(Flow& flow) {
  const std::vector<pugi::xml_node> boxes = std::exchange(flow.text_boxes, {});
  constexpr std::uint32_t levels = 64;
  for (const pugi::xml_node box : boxes) {
    if (m_context.out.depth() + levels > m_context.call.max_depth()) {
      read_flat(flow, box);
      continue;
    }
    const auto aside = m_context.out.open(Kind::aside, flow.part.span(box));
    read(flow.part, box);
  }
}

// Paragraphs of code that follow each other are one block.
void BlockReader::add_code(Flow& flow, const ParagraphFormat& format, dk_span where) {
  if (!flow.has_code) {
    const std::size_t around = lists_around(flow, format);
    if (around != flow.lists.size()) set_quote(flow, false);
    end_lists(flow, around);
    set_quote(flow, is_indented(flow, format), where);
    flow.code_where = where;
  } else {
    flow.code += '\n';
  }
  flow.has_code = true;
  flow.code += flow.tree->words();
  flow.code_where.end = where.end;
}

void BlockReader::end_code(Flow& flow) {
  if (!flow.has_code) return;
  m_context.out.leaf(Kind::code_block, flow.code, flow.code_where);
  flow.code.clear();
  flow.has_code = false;
}

void BlockReader::set_quote(Flow& flow, bool wanted, dk_span where) {
  if (wanted == flow.in_quote) return;
  if (wanted) m_context.out.begin(Kind::block_quote, deckle::row_of(Kind::block_quote)->flags, {}, where);
  else m_context.out.close();
  flow.in_quote = wanted;
}

// A list in an item of a list of a lower level; another list on the same level follows the one before.
void BlockReader::begin_item(Flow& flow, const ParagraphFormat& format, dk_span where) {
  const Number number = m_context.numbering.count(format.num_id, format.num_level);
  std::size_t kept = flow.lists.size();
  const auto stays = [&](const OpenList& list) {
    return list.level < format.num_level || (list.level == format.num_level && list.num_id == format.num_id);
  };
  while (kept > 0 && !stays(flow.lists[kept - 1])) --kept;
  end_lists(flow, kept);
  const bool goes_on = kept > 0 && flow.lists.back().level == format.num_level;
  if (goes_on) {
    m_context.out.close();  // the item before
  } else {
    open_list(m_context.out, number, where);
    flow.lists.push_back({format.num_id, format.num_level, 0});
  }
  open_item(m_context.out, number, where);
  if (format.checkbox) {
    const pugi::xml_node state = format.checkbox.child("w:sdtPr").child("w14:checkbox").child("w14:checked");
    m_context.out.attribute(Key::checked, state && std::string_view(state.attribute("w14:val").value()) != "0" &&
                                              std::string_view(state.attribute("w14:val").value()) != "false");
  }
  flow.lists.back().text_begin = format.text_begin != 0 ? format.text_begin : number.level->text_begin;
}

// In how many of the open lists a paragraph stands that is no item: it says so by its level, or is indented like the
// text of an item.
std::size_t BlockReader::lists_around(const Flow& flow, const ParagraphFormat& format) const {
  if (!format.continues_item) return lists_at(flow, format.indent);
  std::size_t count = flow.lists.size();
  while (count > 0 && flow.lists[count - 1].level > format.num_level) --count;
  return count;
}

std::size_t BlockReader::lists_at(const Flow& flow, int indent) const {
  std::size_t count = flow.lists.size();
  while (count > 0 && (flow.lists[count - 1].text_begin <= 0 || flow.lists[count - 1].text_begin > indent)) --count;
  return count;
}

// Further than what it stands in: as people quote who know no style for it.
bool BlockReader::is_indented(const Flow& flow, const ParagraphFormat& format) const {
  if (format.role == Role::list_paragraph || format.is_numbered) return false;
  return format.indent > (flow.lists.empty() ? 0 : flow.lists.back().text_begin);
}

void BlockReader::end_lists(Flow& flow, std::size_t left) {
  while (flow.lists.size() > left) {
    m_context.out.close(2);
    flow.lists.pop_back();
  }
}

}  // namespace docx
