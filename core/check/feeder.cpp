#include "check/feeder.hpp"

#include <deckle/str.hpp>

namespace deckle::naive {

Feeder::Feeder(dk_builder& to, Random random, Feed how, const std::vector<SourcePtr>& known)
    : m_to(to), m_random(random), m_how(how) {
  for (std::uint32_t i = 0; i < known.size(); ++i) m_sources[known[i].get()] = i;
}

void Feeder::forest(const Forest& trees) {
  std::uint32_t next = m_to.count(m_to.ctx);
  for (const TreePtr& tree : trees) number(*tree, next);
  for (const TreePtr& tree : trees) write(*tree);
  flush();
}

void Feeder::tree(const Tree& top) {
  std::uint32_t next = m_to.count(m_to.ctx);
  number(top, next);
  write(top);
  flush();
}

void Feeder::copy(const Node& node) {
  flush();
  expect(m_to.copy(m_to.ctx, &node.document().raw(), node.index()) == DK_OK);
}

void Feeder::number(const Tree& tree, std::uint32_t& next) {
  m_numbers[&tree] = next++;
  for (const TreePtr& child : tree.children) number(*child, next);
}

// The flags of a kind that the host does not know can be told by a batch only.
void Feeder::write(const Tree& tree) {
  const bool is_unknown = tree.kind < DK_KIND_CUSTOM && !row_of(static_cast<Kind>(tree.kind));
  const bool in_batch = is_unknown || m_how == Feed::batches || (m_how == Feed::mixed && m_random.chance(60));
  open(tree, in_batch);
  for (const Attr& attr : tree.attrs) attribute(attr, in_batch);
  for (const TreePtr& child : tree.children) write(*child);
  close();
}

void Feeder::open(const Tree& tree, bool in_batch) {
  const std::uint16_t kind = kind_of(tree);
  if (in_batch) return open_in_batch(tree, kind);
  flush();
  dk_span where{};
  if (tree.span) where = {source(tree.span->source), tree.span->begin, tree.span->end};
  expect(m_to.open(m_to.ctx, kind, str(tree.text), tree.span ? &where : nullptr) == m_numbers[&tree]);
  const auto extra = static_cast<std::uint16_t>(tree.flags & ~(DK_CATEGORY | DK_LEAF));
  if (extra != 0) expect(m_to.flags_of_last(m_to.ctx, extra) == DK_OK);
}

void Feeder::open_in_batch(const Tree& tree, std::uint16_t kind) {
  if (m_random.chance(m_how == Feed::batches ? 5 : 30)) flush();
  if (m_random.chance(20)) m_text += "bytes that no node uses";
  dk_node node{};
  node.kind = kind, node.flags = tree.flags;
  node.text_off = static_cast<std::uint32_t>(m_text.size());
  node.text_len = static_cast<std::uint32_t>(tree.text.size());
  node.attr_begin = static_cast<std::uint32_t>(m_attrs.size());
  node.span = DK_NONE;
  m_text += tree.text;
  if (tree.span) {
    node.span = static_cast<std::uint32_t>(m_spans.size());
    m_spans.push_back({source(tree.span->source), tree.span->begin, tree.span->end});
  }
  m_nodes.push_back(node);
}

std::uint64_t Feeder::value_of(const Attr& attr) {
  if (attr.type == DK_A_NODE) return m_numbers.at(attr.node);
  if (attr.type == DK_A_RESOURCE) return resource(attr.resource);
  return attr.bits;
}

void Feeder::attribute(const Attr& attr, bool in_batch) {
  const std::uint32_t key = key_of(attr);
  const std::uint64_t value = attr.type == DK_A_STRING ? 0 : value_of(attr);
  if (!in_batch) {
    const bool is_string = attr.type == DK_A_STRING, is_wide = attr.type == DK_A_INT || attr.type == DK_A_DOUBLE;
    const void* bytes = is_string ? static_cast<const void*>(attr.text.data()) : &value;
    expect(m_to.attr(m_to.ctx, key, attr.type, bytes, is_string ? attr.text.size() : is_wide ? 8 : 4) == DK_OK);
    return;
  }
  dk_attr row = {key, attr.type, static_cast<std::uint32_t>(value), static_cast<std::uint32_t>(value >> 32)};
  if (attr.type == DK_A_STRING) {
    row.low = static_cast<std::uint32_t>(m_text.size()), row.high = static_cast<std::uint32_t>(attr.text.size());
    m_text += attr.text;
  }
  m_attrs.push_back(row);
  ++m_nodes.back().attr_count;
}

void Feeder::close() {
  if (m_nodes.empty()) expect(m_to.close(m_to.ctx, 1) == DK_OK);
  else ++m_nodes.back().subtree;
}

void Feeder::flush() {
  if (m_nodes.empty()) return;
  dk_batch batch{};
  batch.size = sizeof batch;
  batch.nodes = m_nodes.data(), batch.node_count = static_cast<std::uint32_t>(m_nodes.size());
  batch.attrs = m_attrs.data(), batch.attr_count = static_cast<std::uint32_t>(m_attrs.size());
  batch.spans = m_spans.data(), batch.span_count = static_cast<std::uint32_t>(m_spans.size());
  batch.text = m_text.data(), batch.text_len = m_text.size();
  expect(m_to.append(m_to.ctx, &batch) == DK_OK);
  m_nodes.clear(), m_attrs.clear(), m_spans.clear(), m_text.clear();
}

std::uint16_t Feeder::kind_of(const Tree& tree) {
  if (tree.kind != DK_KIND_CUSTOM) return tree.kind;
  const std::uint16_t kind = m_to.kind(m_to.ctx, str(tree.name), tree.flags & (DK_CATEGORY | DK_LEAF));
  expect(kind != 0);
  return kind;
}

std::uint32_t Feeder::key_of(const Attr& attr) {
  if (attr.key != DK_KEY_CUSTOM) return attr.key;
  const std::uint32_t key = m_to.key(m_to.ctx, str(attr.name));
  expect(key != 0);
  return key;
}

std::uint32_t Feeder::source(const SourcePtr& source) {
  if (!source) return DK_NONE;
  const auto known = m_sources.find(source.get());
  if (known != m_sources.end()) return known->second;
  const std::uint32_t parent = this->source(source->parent);
  const std::uint32_t made =
      m_to.source(m_to.ctx, parent, source->what, str(source->name), str(source->media_type), source->bytes);
  expect(made != DK_NONE);
  return m_sources[source.get()] = made;
}

std::uint32_t Feeder::resource(const ResourcePtr& resource) {
  const auto known = m_resources.find(resource.get());
  if (known != m_resources.end()) return known->second;
  const char* bytes = resource->is_external ? nullptr : resource->bytes.data();
  const std::uint32_t made =
      m_to.resource(m_to.ctx, str(resource->name), str(resource->media_type), source(resource->source), bytes,
                    resource->is_external ? 0 : resource->bytes.size());
  expect(made != DK_NONE);
  return m_resources[resource.get()] = made;
}

}  // namespace deckle::naive
