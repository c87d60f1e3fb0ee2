#include "block_reader.hpp"

using deckle::Key;
using deckle::Kind;
using xml::operator""_name;

namespace docx {
namespace {

constexpr int deepest = 200;  // elements around a paragraph

// A heading's own style is a class, as pandoc has it.
std::string class_of(std::string_view style) {
  std::string made(style);
  for (char& c : made) c = c == ' ' ? '-' : c;
  return made;
}

// LibreOffice keeps a paragraph in every text box.
bool is_empty_box(pugi::xml_node box) {
  return !box.find_child([](pugi::xml_node node) { return node.name() != std::string_view("w:p") || !is_empty(node); });
}

}  // namespace

// A line across the page: as Word and pandoc draw it (ECMA-376-4, 19.1.2.16), or by style or border of an empty
// paragraph.
bool is_rule(pugi::xml_node paragraph, const ParagraphFormat& format) {
  const pugi::xml_node line = paragraph.child("w:r").child("w:pict").child("v:rect");
  if (line.attribute("o:hr").as_bool()) return true;
  const pugi::xml_node borders = paragraph.child("w:pPr").child("w:pBdr");
  if (format.role != Role::rule && !borders) return false;
  const bool is_line = format.role == Role::rule || (is_on(borders.child("w:bottom")) != is_on(borders.child("w:top")));
  return is_line && is_empty(paragraph);
}

void BlockReader::read(Part& part, pugi::xml_node parent) {
  std::vector<Field> fields;
  Flow flow{part, fields, m_context.out.depth()};
  read_children(flow, parent, 0);
  end_flow(flow);
}

void BlockReader::end_flow(Flow& flow) {
  end_code(flow);
  end_frames(flow);
  end_inside(flow);
  write_text_boxes(flow);
}

void BlockReader::read_children(Flow& flow, pugi::xml_node parent, int depth) {
  if (depth > deepest) return m_context.call.warning("docx.depth", flow.part.span(parent), "nested too deep: left out");
  for (const pugi::xml_node node : parent.children()) {
    m_context.call.stop_if_cancelled();
    read_child(flow, node, depth + 1);
  }
}

// No element of the file is the list or the quotation: they reach from their first block to their last.
void BlockReader::reach(Flow& flow, pugi::xml_node node) {
  if (!flow.lists.empty() || flow.quotes > 0 || !flow.frames.empty()) m_context.out.extend(flow.part.span(node));
}

void BlockReader::read_child(Flow& flow, pugi::xml_node node, int depth) {
  switch (xml::name_number(node)) {
    case "w:p"_name: read_paragraph(flow, node); return reach(flow, node);
    case "w:tbl"_name: read_table(flow, node); return reach(flow, node);
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
  if (node == flow.passed) return;
  const ParagraphFormat format = paragraph_format_of(node, m_context);
  if (is_of_table(format, node)) {
    flow.caption = node;
    return;
  }
  if (read_figure(flow, format, node)) return;
  if (is_rule(node, format)) return write_rule(flow, format, node);
  read_text(flow, format, node);
}

void BlockReader::read_text(Flow& flow, const ParagraphFormat& format, pugi::xml_node node) {
  if (!flow.goes_on) flow.tree->clear(format.role == Role::code);
  InlineReader reader(m_context, flow.part, flow.fields, *flow.tree);
  if (format.checkbox) reader.leave_out(format.checkbox);
  reader.read_paragraph(node);
  reader.add_text_boxes_to(flow.text_boxes);
  flow.goes_on = format.joins_next;
  if (flow.goes_on) return;
  write_paragraph(flow, format, node);
  if (flow.text_boxes.empty()) return;
  set_quotes(flow, 0);
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
  if (format.role == Role::code && (!format.is_numbered || !flow.tree->words().empty()))
    return add_code(flow, format, where);
  end_code(flow);
  if (format.heading != 0) return write_heading(flow, format, node);
  const bool has_content = flow.tree->prepare();
  const bool is_item = format.is_numbered;
  if (!has_content && !is_item) return;
  leave_frames(flow, format);
  if (write_definition(flow, format, node) || write_admonition(flow, format, node)) return;
  const std::size_t around = lists_around(flow, format);
  if (is_item ? !flow.lists.empty() : flow.lists.size() != around) set_quotes(flow, 0);
  if (is_item) begin_item(flow, format, where);
  else end_lists(flow, around);
  if (!has_content) return;
  const int quotes = quotes_of(flow, format);
  set_quotes(flow, quotes, where);
  const bool is_plain = format.role == Role::compact || (flow.is_plain && !is_item && quotes == 0);
  const auto paragraph = m_context.out.open(is_plain ? Kind::plain : Kind::paragraph, where);
  if (format.is_right_to_left) m_context.out.attribute("dir", "rtl");
  if (!is_of_frame(flow, format)) write_style(format.style);
  write_inlines(flow);
}

// Numbers are counted also for headings without words, which Word shows. A number is that of the heading, a bullet that
// of an item.
void BlockReader::write_heading(Flow& flow, const ParagraphFormat& format, pugi::xml_node node) {
  const bool is_counted = format.is_numbered && !format.has_own_bullet;
  const Number number = is_counted ? m_context.numbering.count(format.num_id, format.num_level) : Number();
  const std::string words = flow.tree->words();
  if (!flow.tree->prepare()) return;
  end_code(flow);
  leave_frames(flow, format);
  const dk_span where = flow.part.span(node);
  if (!format.has_own_bullet || !flow.lists.empty()) set_quotes(flow, 0);
  if (format.has_own_bullet) begin_item(flow, format, where);
  else end_lists(flow, lists_around_heading(flow, format)), set_quotes(flow, 0);
  const auto heading = m_context.out.open(Kind::heading, where);
  m_context.out.attribute(Key::id, m_context.anchors.heading(node, words, m_context.call));
  if (format.style != nullptr && format.style->heading != 0 && !format.style->is_builtin_heading)
    m_context.out.attribute(Key::classes, class_of(format.style->name));
  m_context.out.attribute(Key::level, format.heading);
  if (m_context.settings.heading_numbers && !number.text.empty()) m_context.out.attribute(Key::number, number.text);
  write_inlines(flow);
}

// A line may be short without being quoted: alone it is so only if it is indented just like quotations.
void BlockReader::write_rule(Flow& flow, const ParagraphFormat& format, pugi::xml_node node) {
  end_code(flow);
  leave_frames(flow, format);
  const std::size_t around = lists_around(flow, format);
  if (around != flow.lists.size()) set_quotes(flow, 0);
  end_lists(flow, around);
  const int begin = flow.lists.empty() ? frame_begin(flow) : flow.lists.back().text_begin;
  const int unit = m_context.styles.quote_indent(), quotes = quotes_of(flow, format);
  const bool is_quoted = unit > 0 && (format.indent - begin) % unit == 0;
  set_quotes(flow, is_quoted ? quotes : std::min(quotes, flow.quotes), flow.part.span(node));
  m_context.out.leaf(Kind::thematic_break, {}, flow.part.span(node));
}

void BlockReader::write_style(const Style* style) {
  if (style == nullptr || style->is_builtin_body || style->heading != 0 || style->name.empty()) return;
  if (style->role == Role::contents_title) m_context.out.attribute(Key::classes, "toc-title");
  const Role role = style->role;
  if (role == Role::normal || role == Role::list_paragraph || role == Role::caption || role == Role::definition ||
      role == Role::definition_term || role == Role::admonition || role == Role::admonition_title)
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
      const Style* style = m_context.styles.at(leaf.style);
      const std::string_view span_class = style != nullptr ? style->span : std::string_view();
      std::optional<deckle::Scope> span;
      if (!span_class.empty()) span.emplace(out.open(Kind::span, leaf.where)), out.attribute(Key::classes, span_class);
      out.leaf(leaf.kind == LeafKind::text ? Kind::text : Kind::code, leaf.text, leaf.where);
      if (style != nullptr && span_class.empty()) out.attribute("custom-style", style->name);
      return;
    }
    case LeafKind::hard_break: return out.leaf(Kind::hard_break, {}, leaf.where);
    case LeafKind::anchor:
      out.leaf(Kind::anchor, {}, leaf.where);
      out.attribute(Key::id, leaf.text);
      return out.attribute(Key::classes, "anchor");
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
    if (is_empty_box(box)) continue;
    if (m_context.out.depth() + levels > m_context.call.max_depth()) {
      read_flat(flow, box);
      continue;
    }
    const auto aside = m_context.out.open(Kind::aside, flow.part.span(box));
    read(flow.part, box);
  }
}

// Paragraphs of code that follow each other are one block; one with a number begins an item.
void BlockReader::add_code(Flow& flow, const ParagraphFormat& format, dk_span where) {
  const std::string_view language = format.style->language;
  if (language != flow.code_language || format.is_numbered) end_code(flow);
  flow.code_language = language;
  if (!flow.has_code) leave_frames(flow, format);
  if (format.is_numbered) {
    if (!flow.lists.empty()) set_quotes(flow, 0);
    begin_item(flow, format, where);
    flow.code_where = where;
  } else if (!flow.has_code) {
    const std::size_t around = lists_around(flow, format);
    if (around != flow.lists.size()) set_quotes(flow, 0);
    end_lists(flow, around);
    set_quotes(flow, quotes_of(flow, format), where);
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
  if (!flow.code_language.empty()) m_context.out.attribute(Key::classes, flow.code_language);
  flow.code.clear();
  flow.has_code = false;
}

}  // namespace docx
