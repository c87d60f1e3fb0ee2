// Figures and captions. Word knows neither: an image in a style for figures and a paragraph behind it in one for
// captions, as pandoc, LibreOffice and Deckle write them, are a figure; a caption right before a table is that of the
// table, and so is one right behind a table that has none.
#include "block_reader.hpp"

using deckle::Kind;

namespace docx {
namespace {

bool holds_drawing(pugi::xml_node paragraph) {
  return !!paragraph.find_node([](pugi::xml_node node) {
    return node.name() == std::string_view("w:drawing") || node.name() == std::string_view("w:pict");
  });
}
}  // namespace

bool BlockReader::read_figure(Flow& flow, const ParagraphFormat& format, pugi::xml_node node) {
  if (format.role != Role::figure || format.heading != 0 || flow.goes_on) return false;
  const pugi::xml_node caption = block_behind(node, "w:p");
  if (!caption || paragraph_format_of(caption, m_context).role != Role::caption) return false;
  if (format.joins_next || !holds_drawing(node)) return false;
  end_code(flow);
  leave_frames(flow, format);
  set_quotes(flow, 0);
  end_lists(flow, lists_around(flow, format));
  set_quotes(flow, quotes_of(flow, format), flow.part.span(node));
  {
    const auto figure = m_context.out.open(Kind::figure, flow.part.span(node));
    write_caption(flow, caption);
    Flow inside{flow.part, flow.fields, m_context.out.depth()};
    inside.is_plain = true;
    read_text(inside, {.style = format.style}, node);
    end_flow(inside);
  }
  flow.passed = caption;
  return true;
}

// Below an image a caption is that of the image.
bool BlockReader::is_of_table(const ParagraphFormat& format, pugi::xml_node caption) const {
  if (format.role != Role::caption && format.role != Role::table_caption) return false;
  if (!block_behind(caption, "w:tbl")) return false;
  return format.role == Role::table_caption || !holds_drawing(caption.previous_sibling("w:p"));
}

// Of a table that has none before it, unless what follows has a better claim: a table, an image.
pugi::xml_node BlockReader::caption_behind(pugi::xml_node table) const {
  const pugi::xml_node caption = block_behind(table, "w:p");
  if (!caption) return {};
  const ParagraphFormat format = paragraph_format_of(caption, m_context);
  const bool is_caption = format.role == Role::caption || format.role == Role::table_caption;
  const bool is_free = !block_behind(caption, "w:tbl") && !holds_drawing(block_behind(caption, "w:p"));
  return is_caption && is_free && !format.joins_next && !format.is_numbered && !holds_drawing(caption)
             ? caption
             : pugi::xml_node();
}

void BlockReader::write_caption(Flow& flow, pugi::xml_node node) {
  if (!node) return;
  flow.tree->clear();
  InlineReader reader(m_context, flow.part, flow.fields, *flow.tree);
  reader.read_paragraph(node);
  reader.add_text_boxes_to(flow.text_boxes);
  if (!flow.tree->prepare()) return;
  const auto caption = m_context.out.open(Kind::caption, flow.part.span(node));
  const auto plain = m_context.out.open(Kind::plain, flow.part.span(node));
  write_inlines(flow);
}

}  // namespace docx
