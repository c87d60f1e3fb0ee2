// Writes nodes into tables in preorder. Unchecked: its callers are the host's own passes over sound documents, and
// DocumentBuilder, which checks what plugins say.
#pragma once
#include <algorithm>
#include <deckle/document.hpp>
#include <vector>

#include "document/tables.hpp"

namespace deckle {

class TreeWriter {
 public:
  explicit TreeWriter(Tables& tables) : m_tables(tables) {}

  Tables& tables() { return m_tables; }
  std::uint32_t depth() const { return static_cast<std::uint32_t>(m_open.size()); }
  std::uint32_t count() const { return static_cast<std::uint32_t>(m_tables.nodes.size()); }
  // The innermost open node, or DK_NONE.
  std::uint32_t current() const { return m_open.empty() ? DK_NONE : m_open.back(); }

  // Opens a node below the current one. Text and span must already be in the tables; attributes follow by attribute().
  std::uint32_t open(std::uint16_t kind, std::uint16_t flags, std::uint32_t text_off, std::uint32_t text_len,
                     std::uint32_t span) {
    const std::uint32_t index = count();
    dk_node& node = *m_tables.nodes.extend(1);  // filled in place: a copy of fresh fields stalls the processor
    node.kind = kind, node.flags = flags;
    node.parent = current(), node.subtree = 0;
    node.text_off = text_off, node.text_len = text_len;
    node.attr_begin = static_cast<std::uint32_t>(m_tables.attrs.size()), node.attr_count = 0;
    node.span = span;
    m_open.push_back(index);
    return index;
  }
  void attribute(const dk_attr& attr) {
    m_tables.attrs.push(attr);
    ++m_tables.nodes.back().attr_count;
  }
  void close() {
    const std::uint32_t index = m_open.back();
    m_open.pop_back();
    m_tables.nodes[index].subtree = count() - index;
  }
  // Open nodes whose spans in that source end earlier end there.
  void extend(std::uint32_t source, std::uint32_t end) {
    for (const std::uint32_t index : m_open) {
      const std::uint32_t span = m_tables.nodes[index].span;
      if (span != DK_NONE && m_tables.spans[span].source == source)
        m_tables.spans[span].end = std::max(m_tables.spans[span].end, end);
    }
  }
  void clear() { m_open.clear(); }

 private:
  Tables& m_tables;
  std::vector<std::uint32_t> m_open;
};

// Copies nodes of one document into a writer, remapping names, sources and resources to where they first come to lie.
class NodeCopier {
 public:
  NodeCopier(const dk_doc& from, TreeWriter& to);

  // Opens a node of the target with a text of either document; the caller adds attributes and closes it. The order in
  // which all passes fill the pools is that of this class: span, kind, text, then attribute by attribute.
  std::uint32_t open(std::uint16_t kind, std::uint16_t flags, std::string_view text, std::uint32_t span);
  // Adds a copy of an attribute to the node opened last. References to nodes come out as `node_offset` + the old
  // index: the caller knows where nodes went.
  void attribute(const dk_attr& attr, std::uint32_t node_offset);
  // The whole subtree in one pass. References that leave it are dropped.
  void subtree(const Node& top);
  // The nodes [first, end), whole subtrees, in one pass; `copy_attribute(node, attr)` writes what becomes of each one.
  template <class CopyAttribute>
  void nodes(std::uint32_t first, std::uint32_t end, CopyAttribute copy_attribute);

  std::uint16_t map_kind(std::uint16_t kind);
  std::uint32_t map_key(std::uint32_t key);
  std::uint32_t map_span(const Node& node);
  std::uint32_t map_source(std::uint32_t source);
  std::uint32_t map_resource(std::uint32_t resource);

 private:
  std::uint32_t& slot(std::vector<std::uint32_t>& map, std::uint64_t count, std::uint32_t index);
  Document m_from;
  TreeWriter& m_to;
  std::vector<std::uint32_t> m_names, m_sources, m_resources;
};

template <class CopyAttribute>
void NodeCopier::nodes(std::uint32_t first, std::uint32_t end, CopyAttribute copy_attribute) {
  const dk_doc& doc = m_from.raw();
  std::vector<std::uint32_t> ends;
  for (std::uint32_t i = first; i < end; ++i) {
    for (; !ends.empty() && ends.back() == i; ends.pop_back()) m_to.close();
    const Node node(&doc, i);
    const std::uint32_t span = map_span(node);
    open(map_kind(node.raw().kind), node.flags(), node.text(), span);
    for (std::uint32_t a = 0; a < node.raw().attr_count; ++a)
      copy_attribute(node, record<dk_attr>(doc.attrs, node.raw().attr_begin + a));
    ends.push_back(node.end());
  }
  for (; !ends.empty(); ends.pop_back()) m_to.close();
}

}  // namespace deckle
