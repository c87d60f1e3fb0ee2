#include "document_reader.hpp"

#include "block_reader.hpp"

namespace docx {

void DocumentReader::run() {
  const std::string main = m_container.main_part();
  const std::unique_ptr<Part> document = m_container.open(main);
  if (!document) m_context.call.fail("docx.no-document", {}, "the main part, {}, cannot be read", main);
  const auto styles = m_container.open_related(*document, "styles");
  const auto numbering = m_container.open_related(*document, "numbering");
  const auto footnotes = m_container.open_related(*document, "footnotes");
  const auto endnotes = m_container.open_related(*document, "endnotes");
  const auto comments = m_context.settings.comments ? m_container.open_related(*document, "comments") : nullptr;
  m_container.report_unread();
  m_context.styles.read(styles.get(), m_context.settings.style_map);
  if (const pugi::xml_node cycle = m_context.styles.cycle())
    m_context.call.warning("docx.part", styles->span(cycle), "this style is based on itself, by way of others");
  m_context.numbering.read(numbering.get());
  m_context.footnotes = footnotes.get();
  m_context.endnotes = endnotes.get();
  m_context.comments = comments.get();

  BlockReader blocks(m_context);
  for (Part* part : {document.get(), footnotes.get(), endnotes.get()}) {
    if (part == nullptr) continue;
    const auto words = [&](pugi::xml_node paragraph, std::string& found) {
      return blocks.words_of_heading(*part, paragraph, found);
    };
    m_context.anchors.collect(*part, words, m_context.call);
  }
  blocks.read_document(*document, document->xml->root().child("w:body"));
}

}  // namespace docx
