#include "document/tree_writer.hpp"

namespace deckle {

NodeCopier::NodeCopier(const dk_doc& from, TreeWriter& to) : m_from(from), m_to(to) {}

// Where record `index` went; DK_NONE while it went nowhere.
std::uint32_t& NodeCopier::slot(std::vector<std::uint32_t>& map, std::uint64_t count, std::uint32_t index) {
  if (map.empty()) map.assign(static_cast<std::size_t>(count), DK_NONE);
  return map[index];
}

std::uint16_t NodeCopier::map_kind(std::uint16_t kind) {
  if (kind < DK_KIND_CUSTOM) return kind;
  std::uint32_t& mapped = slot(m_names, m_from.raw().names.count, kind - DK_KIND_CUSTOM);
  if (mapped == DK_NONE) {
    const auto& name = record<dk_name>(m_from.raw().names, kind - DK_KIND_CUSTOM);
    mapped =
        m_to.tables().intern_kind(m_from.text(name.text_off, name.text_len), static_cast<std::uint16_t>(name.flags));
  }
  return static_cast<std::uint16_t>(DK_KIND_CUSTOM + mapped);
}

std::uint32_t NodeCopier::map_key(std::uint32_t key) {
  if (key < DK_KEY_CUSTOM) return key;
  std::uint32_t& mapped = slot(m_names, m_from.raw().names.count, key - DK_KEY_CUSTOM);
  if (mapped == DK_NONE) mapped = m_to.tables().intern_key(m_from.custom_name(key - DK_KEY_CUSTOM));
  return DK_KEY_CUSTOM + mapped;
}

std::uint32_t NodeCopier::map_source(std::uint32_t source) {
  if (source == DK_NONE) return DK_NONE;
  std::uint32_t& mapped = slot(m_sources, m_from.raw().sources.count, source);
  if (mapped != DK_NONE) return mapped;
  // Parents come first: collect the chain upwards, then add it downwards.
  std::vector<std::uint32_t> chain;
  for (std::uint32_t at = source; at != DK_NONE && m_sources[at] == DK_NONE;
       at = record<dk_source_record>(m_from.raw().sources, at).parent)
    chain.push_back(at);
  for (auto at = chain.rbegin(); at != chain.rend(); ++at) {
    dk_source_record copy = record<dk_source_record>(m_from.raw().sources, *at);
    if (copy.parent != DK_NONE) copy.parent = m_sources[copy.parent];
    m_sources[*at] = m_to.tables().intern_source(copy, m_from.text(copy.name_off, copy.name_len),
                                                 m_from.text(copy.media_off, copy.media_len));
  }
  return m_sources[source];
}

std::uint32_t NodeCopier::map_resource(std::uint32_t resource) {
  std::uint32_t& mapped = slot(m_resources, m_from.raw().resources.count, resource);
  if (mapped != DK_NONE) return mapped;
  dk_resource_record copy = record<dk_resource_record>(m_from.raw().resources, resource);
  copy.source = map_source(copy.source);
  const std::string_view bytes(reinterpret_cast<const char*>(m_from.raw().blobs.at) + copy.bytes_off,
                               static_cast<std::size_t>(copy.bytes_len));
  return mapped = m_to.tables().intern_resource(copy, m_from.text(copy.name_off, copy.name_len),
                                                m_from.text(copy.media_off, copy.media_len), bytes);
}

std::uint32_t NodeCopier::map_span(const Node& node) {
  if (node.raw().span == DK_NONE) return DK_NONE;
  dk_span span = record<dk_span>(m_from.raw().spans, node.raw().span);
  span.source = map_source(span.source);
  m_to.tables().spans.push(span);
  return static_cast<std::uint32_t>(m_to.tables().spans.size() - 1);
}

std::uint32_t NodeCopier::open(std::uint16_t kind, std::uint16_t flags, std::string_view text, std::uint32_t span) {
  return m_to.open(kind, flags, m_to.tables().add_text(text), static_cast<std::uint32_t>(text.size()), span);
}

void NodeCopier::attribute(const dk_attr& attr, std::uint32_t node_offset) {
  dk_attr copy = attr;
  copy.key = map_key(attr.key);
  if (attr.type == DK_A_STRING) copy.low = m_to.tables().add_text(m_from.text(attr.low, attr.high));
  if (attr.type == DK_A_RESOURCE) copy.low = map_resource(attr.low);
  if (attr.type == DK_A_NODE) copy.low = attr.low + node_offset;
  m_to.attribute(copy);
}

void NodeCopier::subtree(const Node& top) {
  const std::uint32_t offset = m_to.count() - top.index();  // may wrap around: sums come out right
  nodes(top.index(), top.end(), [&](const Node&, const dk_attr& attr) {
    const bool leaves = attr.type == DK_A_NODE && (attr.low < top.index() || attr.low >= top.end());
    if (!leaves) attribute(attr, offset);
  });
}

}  // namespace deckle
