// Reading a document: Document and Node are views over the block, cheap to copy, valid as long as the block.
//
//   for (deckle::Visit visit : document.body().walk())
//     if (visit.enter) ... visit.node.kind() ...
#pragma once
#include <deckle/kinds.hpp>
#include <deckle/str.hpp>

#include <cstring>
#include <iterator>
#include <optional>
#include <string_view>

namespace deckle {

class Node;

// Record i of a view; every section carries its own stride, so newer layouts stay readable.
template <class Record>
const Record& record(const dk_view& view, std::uint64_t i) {
  return *reinterpret_cast<const Record*>(view.at + i * view.stride);
}

// The span of a node, if it has one; used like the std::optional that it converts to. It points into the block, for
// compilers copy an optional of this size so that every read of it stalls.
class MaybeSpan {
 public:
  MaybeSpan(const dk_span* span) : m_span(span) {}
  MaybeSpan(std::nullopt_t) {}
  explicit operator bool() const { return m_span != nullptr; }
  bool has_value() const { return m_span != nullptr; }
  const dk_span& operator*() const { return *m_span; }
  const dk_span* operator->() const { return m_span; }
  operator std::optional<dk_span>() const { return m_span ? std::optional<dk_span>(*m_span) : std::nullopt; }

 private:
  const dk_span* m_span = nullptr;
};

// An attribute of a node.
class Attribute {
 public:
  Attribute(const dk_doc* doc, const dk_attr* attr) : m_doc(doc), m_attr(attr) {}

  Key key() const { return static_cast<Key>(m_attr->key); }
  bool is_custom() const { return m_attr->key >= DK_KEY_CUSTOM; }
  std::string_view name() const;
  std::uint32_t type() const { return m_attr->type; }
  // Each of these is right only for its type.
  std::string_view string() const {
    return {reinterpret_cast<const char*>(m_doc->text.at) + m_attr->low, m_attr->high};
  }
  std::int64_t integer() const { return static_cast<std::int64_t>(bits()); }
  bool boolean() const { return m_attr->low != 0; }
  double number() const {
    const std::uint64_t raw = bits();
    double value;
    std::memcpy(&value, &raw, sizeof value);
    return value;
  }
  std::uint32_t index() const { return m_attr->low; }  // node or resource

 private:
  std::uint64_t bits() const { return m_attr->low | static_cast<std::uint64_t>(m_attr->high) << 32; }
  const dk_doc* m_doc;
  const dk_attr* m_attr;
};

class Document {
 public:
  explicit Document(const dk_doc& doc) : m_doc(&doc) {}

  const dk_doc& raw() const { return *m_doc; }
  std::uint32_t size() const { return static_cast<std::uint32_t>(m_doc->nodes.count); }
  Node node(std::uint32_t index) const;
  Node root() const;
  Node metadata() const;
  Node body() const;
  class NodesOfKind nodes(Kind kind) const;

  std::string_view text(std::uint32_t offset, std::uint32_t length) const {
    return {reinterpret_cast<const char*>(m_doc->text.at) + offset, length};
  }
  // The name of a custom kind or key.
  std::string_view custom_name(std::uint32_t index) const {
    if (index >= m_doc->names.count) return {};
    const auto& name = record<dk_name>(m_doc->names, index);
    return text(name.text_off, name.text_len);
  }

 private:
  const dk_doc* m_doc;
};

class Children;
class Walk;
class Attributes;

class Node {
 public:
  Node(const dk_doc* doc, std::uint32_t index)
      : m_doc(doc), m_node(&record<dk_node>(doc->nodes, index)), m_index(index) {}

  std::uint32_t index() const { return m_index; }
  Kind kind() const { return static_cast<Kind>(m_node->kind); }
  bool is(Kind kind) const { return this->kind() == kind; }
  std::uint16_t flags() const { return m_node->flags; }
  std::uint16_t category() const { return m_node->flags & DK_CATEGORY; }
  bool is_block() const { return category() == DK_BLOCK; }
  bool is_inline() const { return category() == DK_INLINE; }
  bool is_leaf() const { return (m_node->flags & DK_LEAF) != 0; }
  bool is_custom() const { return m_node->kind >= DK_KIND_CUSTOM; }
  std::string_view kind_name() const {
    if (const KindRow* row = row_of(kind())) return row->name;
    return is_custom() ? document().custom_name(m_node->kind - DK_KIND_CUSTOM) : std::string_view("unknown");
  }
  std::string_view text() const { return document().text(m_node->text_off, m_node->text_len); }

  MaybeSpan span() const { return m_node->span == DK_NONE ? nullptr : &record<dk_span>(m_doc->spans, m_node->span); }

  // The number of nodes in the subtree, this one included; the index after it.
  std::uint32_t subtree() const { return m_node->subtree; }
  std::uint32_t end() const { return m_index + m_node->subtree; }
  bool has_children() const { return m_node->subtree > 1; }
  bool is_root() const { return m_node->parent == DK_NONE; }
  Node parent() const { return Node(m_doc, is_root() ? m_index : m_node->parent); }
  bool is_last_child() const { return is_root() || parent().end() == end(); }
  Node next() const { return Node(m_doc, end()); }  // only if it is not the last child

  Children children() const;
  Walk walk() const;  // of the subtree, this node included
  Attributes attributes() const;
  std::optional<Node> child(Kind kind) const;  // the first of that kind

  std::optional<Attribute> find(Key key) const {
    for (std::uint32_t i = 0; i < m_node->attr_count; ++i) {
      const auto& attr = record<dk_attr>(m_doc->attrs, m_node->attr_begin + i);
      if (attr.key == static_cast<std::uint32_t>(key)) return Attribute(m_doc, &attr);
    }
    return std::nullopt;
  }
  // A key-value pair of the author by its name.
  std::optional<std::string_view> find(std::string_view name) const;

  std::string_view string(Key key, std::string_view otherwise = {}) const {
    const auto found = find(key);
    return found && found->type() == DK_A_STRING ? found->string() : otherwise;
  }
  std::int64_t integer(Key key, std::int64_t otherwise = 0) const {
    const auto found = find(key);
    return found && found->type() == DK_A_INT ? found->integer() : otherwise;
  }
  bool boolean(Key key, bool otherwise = false) const {
    const auto found = find(key);
    return found && found->type() == DK_A_BOOL ? found->boolean() : otherwise;
  }
  double number(Key key, double otherwise = 0) const {
    const auto found = find(key);
    return found && found->type() == DK_A_DOUBLE ? found->number() : otherwise;
  }
  std::string_view id() const { return string(Key::id); }
  std::string_view classes() const { return string(Key::classes); }
  bool has_class(std::string_view name) const;
  int level() const { return static_cast<int>(integer(Key::level, 1)); }

  Document document() const { return Document(*m_doc); }
  const dk_node& raw() const { return *m_node; }

 private:
  const dk_doc* m_doc;
  const dk_node* m_node;
  std::uint32_t m_index;
};

class Attributes {
 public:
  class Iterator {
   public:
    Iterator(const dk_doc* doc, std::uint32_t at) : m_doc(doc), m_at(at) {}
    Attribute operator*() const { return Attribute(m_doc, &record<dk_attr>(m_doc->attrs, m_at)); }
    Iterator& operator++() { return ++m_at, *this; }
    bool operator!=(const Iterator& other) const { return m_at != other.m_at; }

   private:
    const dk_doc* m_doc;
    std::uint32_t m_at;
  };
  explicit Attributes(const Node& node) : m_node(node) {}
  Iterator begin() const { return {&m_node.document().raw(), m_node.raw().attr_begin}; }
  Iterator end() const { return {&m_node.document().raw(), m_node.raw().attr_begin + m_node.raw().attr_count}; }

 private:
  Node m_node;
};

class Children {
 public:
  class Iterator {
   public:
    Iterator(const dk_doc* doc, std::uint32_t at) : m_doc(doc), m_at(at) {}
    Node operator*() const { return Node(m_doc, m_at); }
    Iterator& operator++() { return m_at += record<dk_node>(m_doc->nodes, m_at).subtree, *this; }
    bool operator!=(const Iterator& other) const { return m_at != other.m_at; }

   private:
    const dk_doc* m_doc;
    std::uint32_t m_at;
  };
  explicit Children(const Node& parent) : m_parent(parent) {}
  Iterator begin() const { return {&m_parent.document().raw(), m_parent.index() + 1}; }
  Iterator end() const { return {&m_parent.document().raw(), m_parent.end()}; }
  bool empty() const { return !m_parent.has_children(); }

 private:
  Node m_parent;
};

// One step of a walk. A node that may have children (no DK_LEAF) is entered and left; a leaf is only entered.
struct Visit {
  Node node;
  bool enter;
};

class Walk {
 public:
  class Iterator {
   public:
    Iterator(const dk_doc* doc, std::uint32_t at, std::uint32_t end) : m_doc(doc), m_at(at), m_end(end), m_first(at) {}
    Visit operator*() const { return m_leaving ? Visit{Node(m_doc, m_open), false} : Visit{Node(m_doc, m_at), true}; }
    Iterator& operator++();
    // Goes on after the node being entered, without its children and without leaving it.
    void skip_children();
    bool operator!=(std::default_sentinel_t) const { return !m_done; }

   private:
    const dk_node& node(std::uint32_t i) const { return record<dk_node>(m_doc->nodes, i); }
    void set_open(std::uint32_t index) {
      m_open = index;
      m_open_end = index + node(index).subtree;
    }
    // Leaves m_open if its subtree ends before m_at, else is about to enter m_at.
    void settle() {
      m_leaving = m_open_end == m_at;
      m_done = !m_leaving && m_at == m_end;
    }
    const dk_doc* m_doc;
    std::uint32_t m_at, m_end, m_first;
    std::uint32_t m_open = DK_NONE, m_open_end = DK_NONE;  // the innermost node entered and not left, and where it ends
    bool m_leaving = false, m_done = false;
  };
  explicit Walk(const Node& node) : m_node(node) {}
  Iterator begin() const { return {&m_node.document().raw(), m_node.index(), m_node.end()}; }
  std::default_sentinel_t end() const { return {}; }

 private:
  Node m_node;
};

inline Walk::Iterator& Walk::Iterator::operator++() {
  if (m_leaving) {
    if (m_open == m_first) m_open = m_open_end = DK_NONE;
    else set_open(node(m_open).parent);
  } else {
    if (!(node(m_at).flags & DK_LEAF)) set_open(m_at);
    ++m_at;
  }
  settle();
  return *this;
}

inline void Walk::Iterator::skip_children() {
  m_at += node(m_at).subtree;
  settle();
}

// All nodes of one kind, in document order: a linear scan without a tree walk.
class NodesOfKind {
 public:
  class Iterator {
   public:
    Iterator(const dk_doc* doc, std::uint32_t at, Kind kind) : m_doc(doc), m_at(at), m_kind(kind) { find(); }
    Node operator*() const { return Node(m_doc, m_at); }
    Iterator& operator++() { return ++m_at, find(), *this; }
    bool operator!=(const Iterator& other) const { return m_at != other.m_at; }

   private:
    void find() {
      while (m_at < m_doc->nodes.count &&
             record<dk_node>(m_doc->nodes, m_at).kind != static_cast<std::uint16_t>(m_kind))
        ++m_at;
    }
    const dk_doc* m_doc;
    std::uint32_t m_at;
    Kind m_kind;
  };
  NodesOfKind(const dk_doc* doc, Kind kind) : m_doc(doc), m_kind(kind) {}
  Iterator begin() const { return {m_doc, 0, m_kind}; }
  Iterator end() const { return {m_doc, static_cast<std::uint32_t>(m_doc->nodes.count), m_kind}; }

 private:
  const dk_doc* m_doc;
  Kind m_kind;
};

inline std::string_view Attribute::name() const {
  if (is_custom()) return Document(*m_doc).custom_name(m_attr->key - DK_KEY_CUSTOM);
  const KeyRow* row = row_of(key());
  return row ? row->name : std::string_view("unknown");
}

inline Node Document::node(std::uint32_t index) const { return Node(m_doc, index); }
inline Node Document::root() const { return Node(m_doc, 0); }
inline Node Document::metadata() const { return Node(m_doc, 1); }
inline Node Document::body() const { return metadata().next(); }
inline NodesOfKind Document::nodes(Kind kind) const { return {m_doc, kind}; }

inline Children Node::children() const { return Children(*this); }
inline Walk Node::walk() const { return Walk(*this); }
inline Attributes Node::attributes() const { return Attributes(*this); }

inline std::optional<Node> Node::child(Kind kind) const {
  for (Node candidate : children())
    if (candidate.is(kind)) return candidate;
  return std::nullopt;
}

inline std::optional<std::string_view> Node::find(std::string_view name) const {
  for (Attribute attribute : attributes())
    if (attribute.is_custom() && attribute.type() == DK_A_STRING && attribute.name() == name) return attribute.string();
  return std::nullopt;
}

inline bool Node::has_class(std::string_view name) const {
  std::string_view rest = classes();
  while (!rest.empty()) {
    const auto space = rest.find(' ');
    if (rest.substr(0, space) == name) return true;
    rest = space == std::string_view::npos ? std::string_view() : rest.substr(space + 1);
  }
  return false;
}

// The entry of a metadata map with that key.
inline std::optional<Node> entry(const Node& map, std::string_view key) {
  for (Node value : map.children())
    if (value.string(Key::key) == key) return value;
  return std::nullopt;
}

}  // namespace deckle
