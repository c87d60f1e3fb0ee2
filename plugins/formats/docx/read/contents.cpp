// Tables of contents (ECMA-376-1, 17.16.5.68), as Word and LibreOffice mark them: with all that they show.
#include "block_reader.hpp"

using deckle::Key;
using deckle::Kind;

namespace docx {
namespace {

// Of the instruction ` TOC \o "1-3" `: 3; 0 when it does not say.
int depth_of(pugi::xml_node contents) {
  const pugi::xml_node instruction = contents.find_node([](pugi::xml_node node) {
    const std::string_view name = node.name(), text = node.text().get();
    return name == "w:instrText" && text.find("TOC") != std::string_view::npos;
  });
  const std::string_view text = instruction.text().get();
  const auto at = text.find("\\o \"1-");
  const int depth = at == std::string_view::npos ? 0 : number_of(text.substr(at + 6), 0);
  return depth >= 1 && depth <= 9 ? depth : 0;
}

}  // namespace

bool is_contents(pugi::xml_node control) {
  const pugi::xml_node gallery = control.child("w:sdtPr").child("w:docPartObj").child("w:docPartGallery");
  return value_of(gallery) == "Table of Contents";
}

void BlockReader::read_contents(Flow& flow, pugi::xml_node node, int depth) {
  end_flow(flow);
  constexpr std::uint32_t levels = 64;  // of what is in it
  if (m_context.out.depth() + levels > m_context.call.max_depth()) return read_flat(flow, node);
  const auto contents = m_context.out.open(Kind::contents, flow.part.span(node));
  if (const int listed = depth_of(node); listed > 0) m_context.out.attribute(Key::depth, listed);
  read_children(flow, node.child("w:sdtContent"), depth);
  end_flow(flow);
}

}  // namespace docx
