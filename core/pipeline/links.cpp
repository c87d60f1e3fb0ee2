#include "pipeline/links.hpp"

#include <deckle/document.hpp>

#include "host/call_context.hpp"

namespace deckle {

std::optional<std::string> OutputAddresses::address(std::uint32_t node, std::string_view written) const {
  const dk_span* span = node < m_document.nodes.count ? span_of_node(m_document, node) : nullptr;
  return m_broker.link(m_output, span == nullptr ? std::string() : file_of_source(m_document, span->source), written);
}

std::string file_of_source(const dk_doc& document, std::uint32_t source) {
  while (source < document.sources.count) {
    const auto& held = record<dk_source_record>(document.sources, source);
    if (held.what == DK_SOURCE_FILE) return std::string(Document(document).text(held.name_off, held.name_len));
    source = held.parent;  // an earlier one, or none
  }
  return {};
}

}  // namespace deckle
