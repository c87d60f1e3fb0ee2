// The inside of a block: one pass over the nodes. Which of them are open follows from the links that were checked
// before; there is no stack.
#include "document/validate.hpp"

#include <fmt/format.h>
#include <deckle/document.hpp>
#include <deckle/utf8.hpp>
#include <unordered_set>

#include <deckle/content_model.hpp>

namespace deckle {
namespace {

struct Invalid {
  std::string text;
};

class Checker {
 public:
  explicit Checker(const dk_doc& doc)
      : m_doc(doc),
        m_text(reinterpret_cast<const char*>(doc.text.at)),
        m_text_size(doc.text.count),
        m_nodes(static_cast<std::uint32_t>(doc.nodes.count)) {}

  void run() {
    const std::string_view text(m_text, static_cast<std::size_t>(m_text_size));
    const std::size_t valid = utf8::valid_prefix(text);
    if (valid != text.size()) throw Invalid{fmt::format("byte {} of the text is not UTF-8", valid)};
    check_names();
    check_sources();
    check_resources();
    check_spans();
    check_nodes();
  }

 private:
  [[noreturn]] static void fail(std::uint32_t node, std::string_view what) {
    throw Invalid{fmt::format("node {}: {}", node, what)};
  }

  // A string inside the text, neither beginning nor ending within a character.
  bool is_string(std::uint64_t offset, std::uint64_t length) const {
    if (length == 0) return offset <= m_text_size;
    if (offset > m_text_size || length > m_text_size - offset) return false;
    return !continues(offset) && (offset + length == m_text_size || !continues(offset + length));
  }
  // Strings do not share bytes: a small block must not stand for a huge text.
  bool use_string(std::uint64_t offset, std::uint64_t length) {
    m_used_text += length;
    return is_string(offset, length) && m_used_text <= m_text_size;
  }
  bool continues(std::uint64_t at) const { return (static_cast<unsigned char>(m_text[at]) & 0xC0) == 0x80; }

  // A name stands once, so that copies need not ask which of two is meant.
  void check_names() {
    std::unordered_set<std::string_view> seen[2];
    for (std::uint64_t i = 0; i < m_doc.names.count; ++i) {
      const auto& name = record<dk_name>(m_doc.names, i);
      if (name.text_len == 0 || !use_string(name.text_off, name.text_len))
        throw Invalid{fmt::format("name {} is not a string", i)};
      const std::uint32_t category = name.flags & DK_CATEGORY;
      const bool is_kind_sound = category >= DK_BLOCK && category <= DK_PART &&
                                 (name.flags & ~std::uint32_t{DK_CATEGORY | DK_LEAF}) == 0 &&
                                 i < std::uint64_t{0x10000 - DK_KIND_CUSTOM};
      if (name.is_kind > 1 || (name.is_kind == 1 && !is_kind_sound))
        throw Invalid{fmt::format("name {} is no key and no kind", i)};
      const std::string_view text(m_text + name.text_off, name.text_len);
      if (!seen[name.is_kind].insert(text).second) throw Invalid{fmt::format("name {} appears twice", i)};
    }
  }

  void check_sources() {
    for (std::uint32_t i = 0; i < m_doc.sources.count; ++i) {
      const auto& source = record<dk_source_record>(m_doc.sources, i);
      if (!use_string(source.name_off, source.name_len) || !use_string(source.media_off, source.media_len))
        throw Invalid{fmt::format("source {} has no proper name", i)};
      if (source.parent != DK_NONE && source.parent >= i)
        throw Invalid{fmt::format("source {} stands before its parent", i)};
    }
  }

  void check_resources() {
    std::uint64_t used_bytes = 0;
    for (std::uint32_t i = 0; i < m_doc.resources.count; ++i) {
      const auto& resource = record<dk_resource_record>(m_doc.resources, i);
      if (!use_string(resource.name_off, resource.name_len) || !use_string(resource.media_off, resource.media_len))
        throw Invalid{fmt::format("resource {} has no proper name", i)};
      if (resource.source != DK_NONE && resource.source >= m_doc.sources.count)
        throw Invalid{fmt::format("resource {} is from nowhere", i)};
      if (resource.bytes_off > m_doc.blobs.count || resource.bytes_len > m_doc.blobs.count - resource.bytes_off)
        throw Invalid{fmt::format("resource {} has bytes outside the block", i)};
      used_bytes += resource.bytes_len;
      if (used_bytes > m_doc.blobs.count) throw Invalid{fmt::format("resource {} shares its bytes with another", i)};
    }
  }

  void check_spans() const {
    for (std::uint64_t i = 0; i < m_doc.spans.count; ++i) {
      const auto& span = record<dk_span>(m_doc.spans, i);
      if (span.source >= m_doc.sources.count || span.begin > span.end ||
          span.end > record<dk_source_record>(m_doc.sources, span.source).bytes)
        throw Invalid{fmt::format("span {} lies outside its source", i)};
    }
  }

  void check_nodes() {
    if (m_nodes == 0) throw Invalid{"no nodes"};
    const dk_node& root = node_at(0);
    if (root.subtree != m_nodes || kind_of(0) != Kind::document) fail(0, "it is no root");
    for (std::uint32_t i = 0; i < m_nodes; ++i) {
      if (m_parent_end == i) go_up(i);
      const dk_node& node = node_at(i);
      if (node.parent != m_parent) fail(i, "it does not know its parent");
      if (node.subtree - 1 >= m_parent_end - i) fail(i, "its subtree ends after its parent's");
      const std::uint64_t keys = check_node(i, node);
      if ((node.flags & DK_CATEGORY) != m_usual_category) check_rule(i, node, keys);
      if (node.subtree > 1) go_below(i);
      else if (kind_of(i) == Kind::document) fail_document(i);
    }
    go_up(m_nodes);
    if (m_used_attrs != m_doc.attrs.count) throw Invalid{"attributes that belong to no node"};
  }

  // The nodes that follow are children of this one.
  void go_below(std::uint32_t i) {
    const dk_node& node = node_at(i);
    if ((node.flags & DK_LEAF) != 0) fail(i, "a leaf has children");
    const std::uint16_t content = content_of(static_cast<Kind>(node.kind));
    m_parent = i;
    m_parent_end = i + node.subtree;
    m_usual_category = content == DK_C_INLINES ? DK_INLINE : content == DK_C_BLOCKS ? DK_BLOCK : DK_CATEGORY;
  }

  // Leaves all nodes that end before node i, by their links, which have been checked.
  void go_up(std::uint32_t i) {
    for (std::uint32_t last = i - 1; m_parent_end == i; go_below(node_at(last).parent)) {
      if (kind_of(m_parent) == Kind::document && kind_of(last) != Kind::body) fail_document(m_parent);
      if (m_parent == 0) return;
      last = m_parent;
    }
  }

  // The node before this one among its parent's children, or DK_NONE.
  std::uint32_t sibling_before(std::uint32_t i) const {
    if (m_parent == i - 1) return DK_NONE;
    std::uint32_t sibling = i - 1;
    while (node_at(sibling).parent != m_parent) sibling = node_at(sibling).parent;
    return sibling;
  }

  [[noreturn]] static void fail_document(std::uint32_t i) { fail(i, "a document is metadata and body"); }

  // May it stand here? For nodes that are not of the usual category.
  void check_rule(std::uint32_t i, const dk_node& node, std::uint64_t keys) const {
    const std::uint16_t content = content_of(kind_of(m_parent));
    const auto rule_of = [&](const dk_node& child) {
      return rule_for(content, static_cast<Kind>(child.kind), child.flags & DK_CATEGORY);
    };
    const std::uint32_t sibling = sibling_before(i);
    const ChildRule rule = rule_of(node), before = sibling == DK_NONE ? ChildRule{0, false} : rule_of(node_at(sibling));
    if (rule.rank == 0 || rule.rank < before.rank || (rule.once && rule.rank == before.rank) ||
        (content == DK_C_DEFINITIONS && sibling == DK_NONE && kind_of(i) != Kind::term))
      fail(i, fmt::format("{} may not stand here in {}", name_of(m_doc, i), name_of(m_doc, m_parent)));
    if (content == DK_C_ENTRIES && !(keys & (std::uint64_t{1} << DK_KEY_KEY))) fail(i, "a metadata entry has no key");
  }

  // What a node says of itself. Gives the core keys of its attributes as bits.
  std::uint64_t check_node(std::uint32_t i, const dk_node& node) {
    constexpr std::uint16_t settable = DK_GENERATED | DK_BOUNDARY | DK_ATOMIC;
    const KindRow* row = row_of(static_cast<Kind>(node.kind));
    if ((node.flags & ~settable) != (row ? row->flags : flags_of_other(i, node)))
      fail(i, "its flags are not those of its kind");
    if (node.text_len != 0) {
      if (row ? row->content != DK_C_TEXT : (node.flags & DK_LEAF) == 0)
        fail(i, fmt::format("{} has no text of its own", name_of(m_doc, i)));
      use_text(i, node.text_off, node.text_len);
    }
    // DK_NONE + 1 is 0, and sections hold fewer than DK_NONE records.
    if (node.span + 1 > m_doc.spans.count) fail(i, "it has no such span");
    return node.attr_count == 0 ? 0 : check_attributes(i, node);
  }

  // Of a custom kind; a kind newer than this host brings its own.
  std::uint32_t flags_of_other(std::uint32_t i, const dk_node& node) const {
    if (node.kind >= DK_KIND_CUSTOM) {
      const std::uint32_t name = node.kind - DK_KIND_CUSTOM;
      if (name >= m_doc.names.count || record<dk_name>(m_doc.names, name).is_kind != 1) fail(i, "its kind has no name");
      return record<dk_name>(m_doc.names, name).flags;
    }
    if ((node.flags & DK_CATEGORY) == 0 || (node.flags & DK_CATEGORY) > DK_META) fail(i, "it has no category");
    return node.flags & (DK_CATEGORY | DK_LEAF);
  }

  void use_text(std::uint32_t i, std::uint32_t offset, std::uint32_t length) {
    if (!use_string(offset, length)) fail(i, "a string lies outside the text, or over another");
  }

  std::uint64_t check_attributes(std::uint32_t i, const dk_node& node) {
    if (node.attr_begin != m_used_attrs) fail(i, "its attributes do not follow those before it");
    if (node.attr_count > m_doc.attrs.count - m_used_attrs) fail(i, "its attributes lie outside the block");
    std::uint64_t seen = 0;
    for (std::uint32_t a = 0; a < node.attr_count; ++a) {
      const auto& attr = record<dk_attr>(m_doc.attrs, m_used_attrs + a);
      check_key(i, attr, seen);
      check_value(i, attr);
    }
    m_used_attrs += node.attr_count;
    return seen;
  }

  void check_key(std::uint32_t i, const dk_attr& attr, std::uint64_t& seen) const {
    if (attr.key >= DK_KEY_CUSTOM) {
      const std::uint32_t name = attr.key - DK_KEY_CUSTOM;
      if (name >= m_doc.names.count || record<dk_name>(m_doc.names, name).is_kind != 0)
        fail(i, "an attribute has no name");
    } else if (const KeyRow* row = row_of(static_cast<Key>(attr.key))) {
      if (row->type != attr.type) fail(i, fmt::format("attribute {} has the wrong type", row->name));
      const std::uint64_t bit = std::uint64_t{1} << attr.key;
      if (seen & bit) fail(i, fmt::format("attribute {} appears twice", row->name));
      seen |= bit;
    }
  }

  void check_value(std::uint32_t i, const dk_attr& attr) {
    switch (attr.type) {
      case DK_A_STRING: return use_text(i, attr.low, attr.high);
      case DK_A_INT:
      case DK_A_DOUBLE: return;
      case DK_A_BOOL:
        if (attr.low > 1 || attr.high != 0) fail(i, "a bool is neither true nor false");
        return;
      case DK_A_NODE:
        if (attr.low >= m_nodes || attr.high != 0) fail(i, "it refers to no node");
        return;
      case DK_A_RESOURCE:
        if (attr.low >= m_doc.resources.count || attr.high != 0) fail(i, "it refers to no resource");
        return;
      default: fail(i, "an attribute has an unknown type");
    }
  }

  const dk_node& node_at(std::uint32_t i) const { return record<dk_node>(m_doc.nodes, i); }
  Kind kind_of(std::uint32_t i) const { return static_cast<Kind>(node_at(i).kind); }
  static std::string name_of(const dk_doc& doc, std::uint32_t i) { return std::string(Node(&doc, i).kind_name()); }

  // A copy, and no pointer to this object leaves it: so the compiler knows that nothing else writes here, and keeps all
  // that the loop over the nodes needs in registers. That halves its time.
  const dk_doc m_doc;
  const char* m_text;
  std::uint64_t m_text_size;
  std::uint32_t m_nodes;
  // The parent of the node at hand, where its subtree ends, and the category whose nodes may all stand below it; nearly
  // all nodes are inlines among inlines or blocks among blocks, and need not ask the whole table. The mask: there is
  // none.
  std::uint32_t m_parent = DK_NONE, m_parent_end = m_nodes;
  std::uint16_t m_usual_category = DK_PART;
  std::uint32_t m_used_attrs = 0;
  std::uint64_t m_used_text = 0;
};

static_assert(std::size(key_table) < 64, "core keys are tracked in one 64-bit word");

}  // namespace

Result<void> check_document(const dk_doc& doc) {
  try {
    Checker(doc).run();
    return {};
  } catch (const Invalid& invalid) {
    return error("document.invalid", invalid.text);
  }
}

}  // namespace deckle
