// The inside of a block: one pass over the nodes, with the open ancestors on a stack.
#include "document/validate.hpp"

#include <fmt/format.h>
#include <deckle/document.hpp>
#include <deckle/utf8.hpp>
#include <unordered_set>
#include <vector>

#include <deckle/content_model.hpp>

namespace deckle {
namespace {

struct Invalid {
  std::string text;
};

// An ancestor of the node at hand.
struct Open {
  std::uint32_t end;
  std::uint16_t content;
  std::uint8_t last_rank;
  bool has_children;
  std::uint32_t index;
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
    m_open.reserve(64);
    for (std::uint32_t i = 0; i < m_nodes; ++i) {
      while (!m_open.empty() && m_open.back().end == i) leave();
      const auto& node = record<dk_node>(m_doc.nodes, i);
      if (node.subtree == 0 || node.subtree > m_nodes - i) fail(i, "its subtree ends outside the document");
      check_place(i, node);
      check_kind(i, node);
      check_attributes(i, node);
      if (node.span != DK_NONE && node.span >= m_doc.spans.count) fail(i, "it has no such span");
      // What has no children needs no place among the open ones; only a document must have some.
      if (node.subtree > 1 || m_content == DK_C_DOCUMENT) m_open.push_back({i + node.subtree, m_content, 0, false, i});
    }
    while (!m_open.empty()) leave();
    if (m_used_attrs != m_doc.attrs.count) throw Invalid{"attributes that belong to no node"};
  }

  void leave() {
    const Open& done = m_open.back();
    if (done.content == DK_C_DOCUMENT && done.last_rank != 2) fail(done.index, "a document is metadata and body");
    m_open.pop_back();
  }

  void check_place(std::uint32_t i, const dk_node& node) {
    if (i == 0) {
      if (node.parent != DK_NONE || node.subtree != m_nodes || static_cast<Kind>(node.kind) != Kind::document)
        fail(i, "it is no root");
      return;
    }
    Open& parent = m_open.back();  // the root ends last, so there is one
    if (node.parent != parent.index) fail(i, "it does not know its parent");
    if (i + node.subtree > parent.end) fail(i, "its subtree ends after its parent's");
    const auto kind = static_cast<Kind>(node.kind);
    const std::uint16_t category = node.flags & DK_CATEGORY;
    // Nearly all nodes are inlines among inlines or blocks among blocks: these need not ask the whole table.
    if ((parent.content == DK_C_INLINES && category == DK_INLINE) ||
        (parent.content == DK_C_BLOCKS && category == DK_BLOCK))
      return;
    const ChildRule rule = rule_for(parent.content, kind, category);
    if (rule.rank == 0 || rule.rank < parent.last_rank || (rule.once && rule.rank == parent.last_rank) ||
        (parent.content == DK_C_DEFINITIONS && !parent.has_children && kind != Kind::term))
      fail(i, fmt::format("{} may not stand here in {}", name_of(i), name_of(parent.index)));
    parent.last_rank = rule.rank;
    parent.has_children = true;
    m_needs_key = parent.content == DK_C_ENTRIES;
  }

  void check_kind(std::uint32_t i, const dk_node& node) {
    constexpr std::uint16_t fixed = DK_CATEGORY | DK_LEAF, known = fixed | DK_GENERATED | DK_BOUNDARY | DK_ATOMIC;
    const auto kind = static_cast<Kind>(node.kind);
    m_content = content_of(kind);
    if (const KindRow* row = row_of(kind)) {
      if ((node.flags & fixed) != row->flags) fail(i, "its flags are not those of its kind");
    } else if (node.kind >= DK_KIND_CUSTOM) {
      const std::uint32_t name = node.kind - DK_KIND_CUSTOM;
      if (name >= m_doc.names.count || record<dk_name>(m_doc.names, name).is_kind != 1) fail(i, "its kind has no name");
      if ((node.flags & fixed) != record<dk_name>(m_doc.names, name).flags)
        fail(i, "its flags are not those of its kind");
    } else if ((node.flags & DK_CATEGORY) == 0 || (node.flags & DK_CATEGORY) > DK_META) {
      fail(i, "it has no category");
    }
    if ((node.flags & ~known) != 0) fail(i, "it has unknown flags");
    const bool is_leaf = (node.flags & DK_LEAF) != 0;
    if (is_leaf && node.subtree != 1) fail(i, "a leaf has children");
    if (node.text_len == 0) return;
    if (m_content != DK_C_TEXT && !(m_content == any_content && is_leaf))
      fail(i, fmt::format("{} has no text of its own", name_of(i)));
    use_text(i, node.text_off, node.text_len);
  }

  void use_text(std::uint32_t i, std::uint32_t offset, std::uint32_t length) {
    if (!use_string(offset, length)) fail(i, "a string lies outside the text, or over another");
  }

  void check_attributes(std::uint32_t i, const dk_node& node) {
    if (node.attr_begin != m_used_attrs && node.attr_count != 0)
      fail(i, "its attributes do not follow those before it");
    if (node.attr_count > m_doc.attrs.count - m_used_attrs) fail(i, "its attributes lie outside the block");
    std::uint64_t seen = 0;
    for (std::uint32_t a = 0; a < node.attr_count; ++a) {
      const auto& attr = record<dk_attr>(m_doc.attrs, m_used_attrs + a);
      check_key(i, attr, seen);
      check_value(i, attr);
    }
    m_used_attrs += node.attr_count;
    if (m_needs_key && i != 0 && !(seen & (std::uint64_t{1} << DK_KEY_KEY))) fail(i, "a metadata entry has no key");
    m_needs_key = false;
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

  std::string name_of(std::uint32_t i) const { return std::string(Node(&m_doc, i).kind_name()); }

  const dk_doc& m_doc;
  const char* m_text;
  std::uint64_t m_text_size;
  std::uint32_t m_nodes;
  std::vector<Open> m_open;
  std::uint32_t m_used_attrs = 0;
  std::uint64_t m_used_text = 0;
  std::uint16_t m_content = any_content;
  bool m_needs_key = false;
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
