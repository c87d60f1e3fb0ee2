// Building a document: nodes open in reading order and close themselves at the end of their scope.
//
//   auto paragraph = out.open(Kind::paragraph, in.span(0, 40));
//   out.text("Hello", in.span(0, 5));
//
// A reader's builder stands in an open document: metadata, if any, is opened first; the body begins by itself with the
// first block. Nodes are collected here and handed to the host in batches.
#pragma once
#include <deckle/builder.h>
#include <deckle/call.hpp>

#include <memory>
#include <vector>

namespace deckle {

class Builder;

// Closes the node it stands for. An attribute of it must be set before anything else is opened.
class Scope {
 public:
  Scope(Scope&& other) noexcept : m_builder(other.m_builder) { other.m_builder = nullptr; }
  Scope& operator=(Scope&&) = delete;
  ~Scope() { close(); }
  inline void close();

 private:
  friend class Builder;
  explicit Scope(Builder* builder) : m_builder(builder) {}
  Builder* m_builder;
};

namespace detail {
// One batch under way; reused from batch to batch.
struct Batch {
  static constexpr std::size_t node_limit = 512, text_limit = 1 << 15;
  std::vector<dk_node> nodes;
  std::vector<dk_attr> attrs;
  std::vector<dk_span> spans;
  std::string text;
};
}  // namespace detail

class Builder {
 public:
  using Where = std::optional<dk_span>;

  // `whole`: the builder of a reader; false: of a piece of content.
  Builder(dk_builder& host, bool whole) : m_host(&host), m_whole(whole) {
    if (m_whole) begin(Kind::document, DK_PART, {}, {});
  }
  Builder(const Builder&) = delete;
  Builder& operator=(const Builder&) = delete;
  ~Builder() = default;  // call finish(); the SDK does

  [[nodiscard]] Scope open(Kind kind, Where where = {}) {
    begin(kind, flags_of(kind), {}, where);
    return Scope(this);
  }
  [[nodiscard]] Scope open_custom(std::string_view name, std::uint16_t category, Where where = {}) {
    begin(custom_kind(name, category), category, {}, where);
    return Scope(this);
  }
  [[nodiscard]] Scope metadata() { return open(Kind::metadata); }
  [[nodiscard]] Scope paragraph(Where where = {}) { return open(Kind::paragraph, where); }
  [[nodiscard]] Scope heading(int level, Where where = {}) {
    auto scope = open(Kind::heading, where);
    attribute(Key::level, static_cast<std::int64_t>(level));
    return scope;
  }
  // A node without children: text, code, a break. Attributes may follow it.
  void leaf(Kind kind, std::string_view text = {}, Where where = {}) {
    begin(kind, flags_of(kind), text, where);
    close();
  }
  void text(std::string_view text, Where where = {}) { leaf(Kind::text, text, where); }
  // A metadata entry of plain text.
  void meta_string(std::string_view key, std::string_view value, Where where = {}) {
    leaf(Kind::meta_string, value, where);
    attribute(Key::key, key);
  }

  // Attributes of the node opened last.
  void attribute(Key key, std::string_view value) { add(static_cast<std::uint32_t>(key), DK_A_STRING, value); }
  void attribute(Key key, const char* value) { attribute(key, std::string_view(value)); }
  void attribute(Key key, std::int64_t value) {
    add(static_cast<std::uint32_t>(key), DK_A_INT, static_cast<std::uint64_t>(value));
  }
  void attribute(Key key, int value) { attribute(key, static_cast<std::int64_t>(value)); }
  void attribute(Key key, bool value) { add(static_cast<std::uint32_t>(key), DK_A_BOOL, std::uint64_t{value}); }
  void attribute(Key key, double value) {
    std::uint64_t raw;
    std::memcpy(&raw, &value, sizeof raw);
    add(static_cast<std::uint32_t>(key), DK_A_DOUBLE, raw);
  }
  // A reference to a node by its number (see count()), or to a resource.
  void attribute_node(Key key, std::uint32_t number) {
    add(static_cast<std::uint32_t>(key), DK_A_NODE, std::uint64_t{number});
  }
  void attribute_resource(Key key, std::uint32_t resource) {
    add(static_cast<std::uint32_t>(key), DK_A_RESOURCE, std::uint64_t{resource});
  }
  // A key-value pair of the author.
  void attribute(std::string_view name, std::string_view value) { add(custom_key(name), DK_A_STRING, value); }
  // Adds DK_GENERATED, DK_BOUNDARY or DK_ATOMIC to the node opened last.
  void flag(std::uint16_t flags) {
    if (m_batch.nodes.empty()) check(m_host->flags_of_last(m_host->ctx, flags));
    else m_batch.nodes.back().flags = static_cast<std::uint16_t>(m_batch.nodes.back().flags | flags);
  }

  // The number that the next node gets.
  std::uint32_t count() const { return m_flushed + static_cast<std::uint32_t>(m_batch.nodes.size()); }
  std::uint32_t depth() const { return m_depth; }

  // Copies the subtree of a node, from any document.
  void copy(const Node& node) {
    place(node.kind());
    flush();
    check(m_host->copy(m_host->ctx, &node.document().raw(), node.index()));
    m_flushed += node.subtree();
  }
  void copy_children(const Node& node) {
    for (Node child : node.children()) copy(child);
  }
  std::uint32_t resource(std::string_view name, std::string_view media_type, std::uint32_t source,
                         std::string_view bytes) {
    return m_host->resource(m_host->ctx, str(name), str(media_type), source, bytes.data(), bytes.size());
  }
  std::uint32_t source(std::uint32_t parent, std::uint32_t what, std::string_view name, std::string_view media_type,
                       std::uint64_t bytes) {
    return m_host->source(m_host->ctx, parent, what, str(name), str(media_type), bytes);
  }
  Kind custom_kind(std::string_view name, std::uint16_t flags) {
    const std::uint16_t number = m_host->kind(m_host->ctx, str(name), flags);
    if (number == 0) throw Failure{DK_E_LIMIT};
    return static_cast<Kind>(number);
  }
  std::uint32_t custom_key(std::string_view name) {
    const std::uint32_t number = m_host->key(m_host->ctx, str(name));
    if (number == 0) throw Failure{DK_E_LIMIT};
    return number;
  }

  void close(std::uint32_t levels = 1) {
    if (m_batch.nodes.empty()) flush_close(levels);
    else m_batch.nodes.back().subtree += levels;
    m_depth -= levels;
  }
  // The low-level open: any kind with the flags given; closed by close().
  void begin(Kind kind, std::uint16_t flags, std::string_view text, Where where) {
    place(kind);
    if (m_batch.nodes.size() == detail::Batch::node_limit || m_batch.text.size() > detail::Batch::text_limit) flush();
    dk_node& node = m_batch.nodes.emplace_back();  // filled in place: a copy of fresh fields stalls the processor
    node.kind = static_cast<std::uint16_t>(kind);
    node.flags = flags;
    node.text_off = static_cast<std::uint32_t>(m_batch.text.size());
    node.text_len = static_cast<std::uint32_t>(text.size());
    node.attr_begin = static_cast<std::uint32_t>(m_batch.attrs.size());
    node.span = where ? static_cast<std::uint32_t>(m_batch.spans.size()) : DK_NONE;
    if (where) m_batch.spans.push_back(*where);
    m_batch.text += text;
    ++m_depth;
  }
  // For readers that learn what belongs to a list or a quotation only when it is over: the spans of open nodes in that
  // source reach to the end of this one at least. A host that is older leaves them as they are.
  void extend(const dk_span& to) {
    flush();
    if (DK_HAS(dk_builder, m_host, extend)) check(m_host->extend(m_host->ctx, to.source, to.end));
  }
  // Hands everything to the host; closes a whole document.
  void finish() {
    if (m_whole) {
      if (m_depth == 1 && !m_has_body) place(Kind::paragraph);
      close(m_depth);
    }
    flush();
  }

 private:
  static std::uint16_t flags_of(Kind kind) {
    const KindRow* row = row_of(kind);
    return row ? row->flags : std::uint16_t{DK_PART};
  }
  // Directly below a whole document stand metadata and body: they are opened when the node to come needs them.
  void place(Kind next) {
    if (!m_whole || m_depth != 1) return;
    if (next == Kind::metadata) {
      m_has_metadata = true;
      return;
    }
    if (!m_has_metadata) {
      m_has_metadata = true;
      begin(Kind::metadata, DK_META, {}, {});
      close();
    }
    if (m_has_body) return;
    m_has_body = true;
    if (next != Kind::body) begin(Kind::body, DK_PART, {}, {});
  }
  void add(std::uint32_t key, std::uint32_t type, std::string_view value) {
    if (m_batch.nodes.empty()) return check(m_host->attr(m_host->ctx, key, type, value.data(), value.size()));
    const auto offset = static_cast<std::uint32_t>(m_batch.text.size());
    m_batch.text += value;
    push({key, type, offset, static_cast<std::uint32_t>(value.size())});
  }
  void add(std::uint32_t key, std::uint32_t type, std::uint64_t value) {
    if (m_batch.nodes.empty()) return check(m_host->attr(m_host->ctx, key, type, &value, sizeof value));
    push({key, type, static_cast<std::uint32_t>(value), static_cast<std::uint32_t>(value >> 32)});
  }
  void push(const dk_attr& attr) {
    m_batch.attrs.push_back(attr);
    ++m_batch.nodes.back().attr_count;
  }
  void flush_close(std::uint32_t levels) { check(m_host->close(m_host->ctx, levels)); }
  void flush() {
    if (m_batch.nodes.empty()) return;
    dk_batch batch{};
    batch.size = sizeof batch;
    batch.node_count = static_cast<std::uint32_t>(m_batch.nodes.size());
    batch.nodes = m_batch.nodes.data();
    batch.attrs = m_batch.attrs.data();
    batch.spans = m_batch.spans.data();
    batch.text = m_batch.text.data();
    batch.text_len = m_batch.text.size();
    batch.attr_count = static_cast<std::uint32_t>(m_batch.attrs.size());
    batch.span_count = static_cast<std::uint32_t>(m_batch.spans.size());
    m_flushed += batch.node_count;
    const dk_status status = m_host->append(m_host->ctx, &batch);
    m_batch.nodes.clear(), m_batch.attrs.clear(), m_batch.spans.clear(), m_batch.text.clear();
    check(status);
  }

  dk_builder* m_host;
  detail::Batch m_batch;
  std::uint32_t m_flushed = 0, m_depth = 0;
  bool m_whole, m_has_metadata = false, m_has_body = false;
};

// A scope ends also while an exception passes: then there is nothing left to close.
inline void Scope::close() {
  if (!m_builder) return;
  Builder* builder = m_builder;
  m_builder = nullptr;
  try {
    builder->close();
  } catch (const Failure&) {
    // The host keeps the failure: the next call, at the latest finish(), reports it again.
  }
}

}  // namespace deckle
