// Images in the line of text (ECMA-376, part 1, clause 20.4.2.8), ruby and checkboxes.
#include <algorithm>
#include <cmath>

#include "body_writer.hpp"
#include "css/css.hpp"
#include "relationship_types.hpp"

using deckle::Key;
using deckle::Kind;
using deckle::Node;

namespace {

constexpr double units_in_inch = 914400, units_in_point = 12700, units_in_twentieth = 635;  // English metric units
constexpr double largest = 22 * units_in_inch;                                              // that Word takes

struct Extent {
  std::int64_t width, height;
};

// What an author says of a side, in English metric units; nothing where that is no length, or one that Word does not
// take.
std::optional<double> said_length(std::string_view text, double whole) {
  const auto length = css::length_of(text);
  if (!length) return std::nullopt;
  const auto points = length->points();
  const double units = points ? *points * units_in_point : length->is_percent() ? length->number * whole / 100 : 0;
  return units >= 1 && units <= largest ? std::optional(units) : std::nullopt;
}

// Of a side of which nothing is said the other one decides.
Extent scaled(const ImageSize& size, std::optional<double> width, std::optional<double> height) {
  const double shape = (size.height > 0 ? size.height : 1) / (size.width > 0 ? size.width : 1);
  return {std::max<std::int64_t>(1, std::llround(width ? *width : std::min(*height / shape, largest))),
          std::max<std::int64_t>(1, std::llround(height ? *height : std::min(*width * shape, largest)))};
}

// As large as the image says, but no larger than the room for it.
Extent extent_of(const ImageSize& size, int dpi, double room, double page_height) {
  const double width = size.width > 0 ? size.width : 1, height = size.height > 0 ? size.height : 1;
  const double across = width / (size.dpi_x >= 1 ? size.dpi_x : dpi) * units_in_inch;
  const double down = height / (size.dpi_y >= 1 ? size.dpi_y : dpi) * units_in_inch;
  const double scale = std::min({1.0, room / across, page_height * units_in_twentieth / down});
  return {std::max<std::int64_t>(1, std::llround(across * scale)),
          std::max<std::int64_t>(1, std::llround(down * scale))};
}

}  // namespace

void BodyWriter::image(const Node& node) {
  begin_format(node);
  const Media::Image* found = m_parts.media.find(node, m_call);
  if (found) {
    if (found->size.suffix == "webp") loss(node, "is WebP, which Word does not show");
    const Surroundings& around = m_flow->around.back();
    const std::int32_t room = std::max(around.room - around.indent - around.style_indent, Page::narrowest);
    const auto width = side(node, "width", room), height = side(node, "height", m_section.page.text_height());
    const Extent extent = width || height ? scaled(found->size, width, height)
                                          : extent_of(found->size, m_options.dpi, room * units_in_twentieth,
                                                      m_section.page.text_height());
    end_run();  // as Word has it: programs are known that read of a run either its words or its picture
    begin_run(format());
    drawing(node, *found, extent.width, extent.height);
    end_run();
  } else {
    loss(node, "is not at hand, or of a kind that Word does not show; its description stands for it");
    text(readable_text(node));
  }
  end_format();
}

// `whole`: in twentieths of a point, what a percentage is of.
std::optional<double> BodyWriter::side(const Node& image, std::string_view name, double whole) {
  const auto said = image.find(name);
  if (!said) return std::nullopt;
  const auto length = said_length(*said, whole * units_in_twentieth);
  if (!length) loss(image, "has a width or height that Word does not know");
  return length;
}

// Programs before Word 2016 do not know the extension for SVG, and show what `embed` of <a:blip> leads to if they can.
void BodyWriter::drawing(const Node& node, const Media::Image& image, std::int64_t width, std::int64_t height) {
  const std::string& id = m_flow->story.relationships.to(relationship::image, image.name);
  const std::int64_t number = ++m_parts.pictures;
  const auto extent = [&](std::string_view element) {
    xml().begin(element).attribute("cx", width).attribute("cy", height).end();
  };
  const auto properties = [&](std::string_view element) {
    xml().begin(element).attribute("id", number).attribute("name", "Picture " + std::to_string(number));
    if (const std::string text = readable_text(node); !text.empty()) xml().attribute("descr", text);
    if (const auto title = node.find(Key::title)) xml().attribute("title", title->string());
    xml().end();
  };
  xml().begin("w:drawing").begin("wp:inline");
  for (const std::string_view side : {"distT", "distB", "distL", "distR"}) xml().attribute(side, std::int64_t{0});
  extent("wp:extent");
  properties("wp:docPr");
  xml().begin("a:graphic").begin("a:graphicData");
  xml().attribute("uri", "http://schemas.openxmlformats.org/drawingml/2006/picture");
  xml().begin("pic:pic").begin("pic:nvPicPr");
  properties("pic:cNvPr");
  xml().element("pic:cNvPicPr").end().begin("pic:blipFill").begin("a:blip").attribute("r:embed", id);
  if (image.size.suffix == "svg")
    xml()
        .begin("a:extLst")
        .begin("a:ext")
        .attribute("uri", "{96DAC541-7B7A-43D3-8B79-37D633B846F1}")
        .begin("asvg:svgBlip")
        .attribute("xmlns:asvg", "http://schemas.microsoft.com/office/drawing/2016/SVG/main")
        .attribute("r:embed", id)
        .end()
        .end()
        .end();
  xml().end().begin("a:stretch").element("a:fillRect").end().end().begin("pic:spPr").begin("a:xfrm");
  xml().begin("a:off").attribute("x", "0").attribute("y", "0").end();
  extent("a:ext");
  xml().end().begin("a:prstGeom").attribute("prst", "rect").element("a:avLst").end();
  for (int i = 0; i < 6; ++i) xml().end();
}

// A box that can be ticked, of Word 2010 and later ([MS-DOCX], 2.6.1.1), before the text of a task.
void BodyWriter::checkbox() {
  if (!m_flow->task) return;
  const bool is_done = *std::exchange(m_flow->task, std::nullopt);
  xml().begin("w:sdt").begin("w:sdtPr").begin("w14:checkbox");
  xml().element("w14:checked", "w14:val", std::int64_t{is_done});
  for (const auto& [element, character] : {std::pair("w14:checkedState", "2612"), {"w14:uncheckedState", "2610"}})
    xml().begin(element).attribute("w14:val", character).attribute("w14:font", "MS Gothic").end();
  xml().end().end().begin("w:sdtContent").begin("w:r").begin("w:t");
  xml().text(is_done ? "\xE2\x98\x92" : "\xE2\x98\x90").end().end().end().end();
  text(" ");
}

// Clause 17.3.3.25: each text stands above its base.
void BodyWriter::ruby(const Node& node) {
  begin_format(node);
  std::string base;
  for (const Node part : node.children()) {
    for (const Node child : part.children())
      if (!child.is(Kind::text)) loss(node, "is its text alone");
    if (part.is(Kind::ruby_base)) {
      text(base);
      base = readable_text(part);
    } else {
      ruby_pair(std::exchange(base, {}), readable_text(part));
    }
  }
  text(base);
  end_format();
}

void BodyWriter::ruby_pair(std::string_view base, std::string_view above) {
  begin_run(format());
  xml().begin("w:ruby").begin("w:rubyPr").element("w:rubyAlign", "w:val", "center");
  xml().element("w:hps", "w:val", "11").element("w:hpsRaise", "w:val", "20").element("w:hpsBaseText", "w:val", "22");
  xml().element("w:lid", "w:val", format().language.empty() ? "ja-JP" : format().language).end();
  for (const auto& [element, characters] : {std::pair("w:rt", above), {"w:rubyBase", base}}) {
    xml().begin(element).begin("w:r");
    format().write(xml());
    xml().begin("w:t").attribute("xml:space", "preserve").text(characters).end().end().end();
  }
  xml().end();
  end_run();
}
