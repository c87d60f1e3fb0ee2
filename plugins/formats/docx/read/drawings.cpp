// Images, text boxes and what else is drawn (ECMA-376-1, 20.4; images of VML: ECMA-376-4, 19.1).
#include "inline_reader.hpp"

using deckle::Kind;
using xml::operator""_name;

namespace docx {
namespace {

constexpr double units_of_an_inch = 914'400;  // EMU: 20.1.2.1

// Calls `use` with every element below `root`, in document order; not with what is inside of those for which it says
// so.
template <class Use>
void each_below(pugi::xml_node root, const Use& use) {
  for (pugi::xml_node at = root.first_child(); at;) {
    const bool enters = use(at);
    if (enters && at.first_child()) {
      at = at.first_child();
      continue;
    }
    while (at != root && !at.next_sibling()) at = at.parent();
    at = at == root ? pugi::xml_node() : at.next_sibling();
  }
}

// [MS-ODRAWXML], svgBlip: an SVG image beside the picture for programs that do not show it, or without one.
pugi::xml_node svg_of(pugi::xml_node blip) {
  for (const pugi::xml_node extension : blip.child("a:extLst").children("a:ext"))
    if (const pugi::xml_node svg = extension.child("asvg:svgBlip")) return svg;
  return {};
}

double inches(pugi::xml_attribute length) { return length.as_double() / units_of_an_inch; }

}  // namespace

// w:drawing, w:pict and w:object hold at most one thing that has words for who cannot see it.
void InlineReader::read_drawing(pugi::xml_node drawing) {
  Image image;
  const dk_span where = m_part.span(drawing);
  bool has_image = false, has_box = false;
  const std::size_t groups = m_groups;
  std::string_view lost;
  each_below(drawing, [&](pugi::xml_node node) {
    switch (xml::name_number(node)) {
      case "wp:extent"_name:
        image.width = inches(node.attribute("cx")), image.height = inches(node.attribute("cy"));
        break;
      case "wp:docPr"_name:
        image.alternative = node.attribute("descr").value(), image.title = node.attribute("title").value();
        break;
      case "a:hlinkClick"_name: begin_link_of_image(node); break;
      case "a:blip"_name: has_image = add_image(node, image, where) || has_image; break;
      case "v:shape"_name:
        if (const auto alt = node.attribute("alt")) image.alternative = alt.value();
        break;
      case "v:imagedata"_name: has_image = add_image(node, image, where) || has_image; break;
      case "w:txbxContent"_name:
        m_text_boxes.push_back(node);
        has_box = true;
        return false;
      case "mc:Fallback"_name: return false;
      case "c:chart"_name: lost = "a chart"; break;
      case "dgm:relIds"_name: lost = "a diagram"; break;
      case "o:OLEObject"_name: lost = "an embedded object"; break;
      default: break;
    }
    return true;
  });
  end_groups(groups);
  if (lost.empty() && (has_image || has_box)) return;
  if (lost.empty()) lost = "a drawing";
  m_context.call.warning("docx.drawing-loss", where, has_image ? "of {} the picture is left" : "{} is left out", lost);
  if (!has_image && !image.alternative.empty()) m_tree.add_text(m_marks, m_style, image.alternative, where);
}

// 20.4.2.5: a drawing may be a link by itself, beside one that is around it.
void InlineReader::begin_link_of_image(pugi::xml_node click) {
  const office::Relationship* to = m_part.relationship(click.attribute("r:id").value());
  if (to == nullptr || to->target.empty() || m_tree.is_in_link()) return;
  const bool is_inside = to->target.starts_with('#');
  begin_group({Kind::link, m_part.span(click),
               is_inside ? '#' + m_context.anchors.target(to->target.substr(1)) : to->target,
               click.attribute("tooltip").value()});
}

bool InlineReader::add_image(pugi::xml_node node, Image& image, dk_span where) {
  std::string_view id;
  for (const pugi::xml_node said : {node, svg_of(node)})
    for (const char* name : {"r:embed", "r:link", "r:id"})
      if (id.empty()) id = said.attribute(name).value();
  const office::Relationship* to = m_part.relationship(id);
  if (id.empty() || to == nullptr) {
    m_context.call.warning("docx.part", where, "there is no relationship {} for an image", id);
    return false;
  }
  image.target = to->target;
  image.is_external = to->external;
  if (to->external)
    m_context.call.note("docx.external", where, "the image {} lies outside and is not fetched", to->target);
  m_tree.add(m_marks, {LeafKind::image, image.alternative, where, static_cast<std::uint32_t>(m_context.images.size())});
  m_context.images.push_back(image);
  return true;
}

// ECMA-376-3, 9.3: what this reader understands is chosen, else what is there for those that do not.
pugi::xml_node choice_of(pugi::xml_node alternate) {
  for (const pugi::xml_node choice : alternate.children("mc:Choice")) {
    const std::string_view needed = choice.attribute("Requires").value();
    for (const std::string_view known : {"wps", "wpg", "wpc", "w14", "w15", "a14"})
      if (needed == known) return choice;
  }
  return alternate.child("mc:Fallback");
}

}  // namespace docx
