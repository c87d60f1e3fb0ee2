#include "check/wide_document.hpp"

#include <cstring>

namespace deckle::checking {

WideDocument::WideDocument(const dk_doc& document) : m_wide{document} {
  dk_doc& doc = m_wide.doc;
  doc.size = sizeof m_wide;
  for (dk_view* view : {&doc.nodes, &doc.attrs, &doc.spans, &doc.names, &doc.sources, &doc.resources})
    *view = widened(*view);
}

dk_view WideDocument::widened(const dk_view& view) {
  const std::size_t words = (view.stride + 7) / 8 + 1;
  std::vector<std::uint64_t>& records = m_records.emplace_back(view.count * words, m_wide.unknown);
  for (std::uint64_t k = 0; k < view.count; ++k)
    std::memcpy(records.data() + k * words, view.at + k * view.stride, view.stride);
  dk_view made = view;
  made.at = reinterpret_cast<const std::uint8_t*>(records.data());
  made.stride = static_cast<decltype(made.stride)>(words * 8);
  return made;
}

}  // namespace deckle::checking
