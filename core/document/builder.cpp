#include "document/builder.hpp"

#include <fmt/format.h>
#include <deckle/str.hpp>
#include <new>

#include "document/validate.hpp"

namespace deckle {
namespace {

constexpr std::uint64_t max_bytes = 0xFFFFFFFFu;
constexpr std::uint64_t free_expansion = 16u << 20;
constexpr std::uint16_t settable_flags = DK_GENERATED | DK_BOUNDARY | DK_ATOMIC;

// A 64-bit value as the two halves of a dk_attr.
std::uint32_t low_half(std::uint64_t value) { return static_cast<std::uint32_t>(value); }
std::uint32_t high_half(std::uint64_t value) { return static_cast<std::uint32_t>(value >> 32); }

// Of a kind of this host's vocabulary.
std::uint16_t flags_of(const KindRow& row, std::uint16_t said) {
  return static_cast<std::uint16_t>(row.flags | (said & settable_flags));
}

bool lies_in(const dk_node& node, const dk_batch& batch) {
  return node.text_off <= batch.text_len && node.text_len <= batch.text_len - node.text_off &&
         node.attr_begin <= batch.attr_count && node.attr_count <= batch.attr_count - node.attr_begin &&
         (node.span == DK_NONE || node.span < batch.span_count);
}

}  // namespace

void DocumentBuilder::begin(const BuildLimits& limits) {
  m_tables.clear();
  m_writer.clear();
  m_limits = limits;
  m_first = 0;
  m_status = DK_OK;
  m_problem.clear();
  make_room();
}

// A large document is built where its tables will not have to move: they are about as large as the input.
void DocumentBuilder::make_room() {
  constexpr std::uint64_t least = 256u << 10, most = 64u << 20, bytes_of_node = 12;
  if (m_limits.input_bytes < least || m_limits.input_bytes > most) return;
  const auto size = static_cast<std::size_t>(m_limits.input_bytes);
  m_tables.nodes.reserve(size / bytes_of_node);
  m_tables.spans.reserve(size / bytes_of_node);
  m_tables.text.reserve(size);
}

dk_status DocumentBuilder::fail(dk_status status, std::string text) {
  if (m_status == DK_OK) m_status = status, m_problem = std::move(text);
  return m_status;
}

// Room for so much more, within the format's limits and the job's.
dk_status DocumentBuilder::check_room(std::uint64_t nodes, std::uint64_t text, std::uint64_t attrs) {
  const std::uint64_t node_count = m_tables.nodes.size() + nodes, text_size = m_tables.text.size() + text;
  if (node_count > m_limits.nodes || node_count >= DK_NONE)
    return fail(DK_E_LIMIT, fmt::format("more than {} nodes", m_limits.nodes));
  if (text_size > max_bytes) return fail(DK_E_LIMIT, "more than 4 GiB of text");
  if (m_tables.attrs.size() + attrs >= DK_NONE) return fail(DK_E_LIMIT, "more than 4 Gi attributes");
  const std::uint64_t size = node_count * sizeof(dk_node) + text_size + m_tables.blobs.size();
  if (m_limits.input_bytes != 0 && size > free_expansion && size / m_limits.expansion > m_limits.input_bytes)
    return fail(DK_E_LIMIT,
                fmt::format("the document is more than {} times larger than its input", m_limits.expansion));
  return DK_OK;
}

inline dk_status DocumentBuilder::check_depth() {
  if (m_writer.depth() > m_limits.depth) [[unlikely]]
    return fail(DK_E_LIMIT, fmt::format("nesting deeper than {} nodes", m_limits.depth));
  return DK_OK;
}

bool DocumentBuilder::is_kind(std::uint16_t kind) const {
  if (kind < DK_KIND_CUSTOM) return kind != 0;
  const std::uint32_t name = kind - DK_KIND_CUSTOM;
  return name < m_tables.names.size() && m_tables.names[name].is_kind == 1;
}

// Category and leaf flag are the kind's; only a kind newer than this host brings its own.
std::uint16_t DocumentBuilder::flags_for(std::uint16_t kind, std::uint16_t said) const {
  if (const KindRow* row = row_of(static_cast<Kind>(kind))) return flags_of(*row, said);
  std::uint16_t fixed = said & (DK_CATEGORY | DK_LEAF);
  if (kind >= DK_KIND_CUSTOM) fixed = static_cast<std::uint16_t>(m_tables.names[kind - DK_KIND_CUSTOM].flags);
  return static_cast<std::uint16_t>(fixed | (said & settable_flags));
}

std::uint32_t DocumentBuilder::add_source(std::uint32_t parent, std::uint32_t what, std::string_view name,
                                          std::string_view media_type, std::uint64_t bytes) {
  if (m_status != DK_OK || check_room(0, name.size() + media_type.size(), 0) != DK_OK) return DK_NONE;
  if (parent != DK_NONE && parent >= m_tables.sources.size())
    return fail(DK_E_INTERNAL, "a source has an unknown parent"), DK_NONE;
  if (bytes > max_bytes) return fail(DK_E_LIMIT, "a source of more than 4 GiB"), DK_NONE;
  return m_tables.add_source({0, 0, parent, what, 0, 0, bytes}, name, media_type);
}

std::string DocumentBuilder::name_of_source(std::uint32_t id) const {
  std::string name;
  for (; id < m_tables.sources.size(); id = m_tables.sources[id].parent) {  // a parent comes before its parts
    const dk_source_record& source = m_tables.sources[id];
    const std::string own(m_tables.text_at(source.name_off, source.name_len));
    name = name.empty() ? own : own + "!/" + name;
  }
  return name;
}

inline dk_status DocumentBuilder::add_span(const dk_span& span, std::uint32_t& index) {
  if (span.source >= m_tables.sources.size() || span.begin > span.end || span.end > m_tables.sources[span.source].bytes)
      [[unlikely]]
    return fail(DK_E_INTERNAL, fmt::format("span {}..{} lies outside source {}", span.begin, span.end, span.source));
  index = static_cast<std::uint32_t>(m_tables.spans.size());
  m_tables.spans.push(span);
  return DK_OK;
}

// String values are given relative to string_base and must lie within string_room bytes of it.
dk_status DocumentBuilder::add_attribute(dk_attr attr, std::uint64_t string_base, std::uint64_t string_room) {
  const bool known_key = attr.key < DK_KEY_CUSTOM ? attr.key != 0
                                                  : attr.key - DK_KEY_CUSTOM < m_tables.names.size() &&
                                                        !m_tables.names[attr.key - DK_KEY_CUSTOM].is_kind;
  if (!known_key || m_tables.nodes.empty()) return fail(DK_E_INTERNAL, "an attribute of nothing, or without a name");
  if (attr.type == DK_A_STRING) {
    if (attr.low > string_room || attr.high > string_room - attr.low)
      return fail(DK_E_INTERNAL, "an attribute lies outside its batch");
    attr.low = attr.high == 0 ? 0 : low_half(string_base + attr.low);
  }
  if (attr.type == DK_A_BOOL) attr.low = attr.low != 0, attr.high = 0;
  if (attr.type == DK_A_NODE) attr.low += m_first;
  if (attr.type == DK_A_NODE || attr.type == DK_A_RESOURCE) attr.high = 0;
  m_writer.attribute(attr);
  return DK_OK;
}

inline dk_status DocumentBuilder::close(std::uint32_t levels) {
  if (levels > m_writer.depth()) [[unlikely]]
    return fail(DK_E_INTERNAL, "more nodes closed than opened");
  for (; levels > 0; --levels) m_writer.close();
  return DK_OK;
}

dk_status DocumentBuilder::append(const dk_batch& batch) {
  if (check_room(batch.node_count, batch.text_len, batch.attr_count) != DK_OK) return m_status;
  const std::uint64_t base = m_tables.text.size();
  m_tables.text.append(batch.text, static_cast<std::size_t>(batch.text_len));
  std::uint64_t used = 0;  // bytes of strings: more than there are would be shared ones
  for (std::uint32_t i = 0; i < batch.node_count; ++i) {
    const dk_node& node = batch.nodes[i];
    const KindRow* row = row_of(static_cast<Kind>(node.kind));
    if (!row && !is_kind(node.kind)) return fail(DK_E_INTERNAL, fmt::format("unknown kind {}", node.kind));
    if (!lies_in(node, batch)) return fail(DK_E_INTERNAL, "a node lies outside its batch");
    std::uint32_t span = DK_NONE;
    if (node.span != DK_NONE && add_span(batch.spans[node.span], span) != DK_OK) return m_status;
    const std::uint16_t flags = row ? flags_of(*row, node.flags) : flags_for(node.kind, node.flags);
    const std::uint32_t text_off = node.text_len == 0 ? 0 : low_half(base + node.text_off);
    m_writer.open(node.kind, flags, text_off, node.text_len, span);
    used += node.text_len;
    for (std::uint32_t a = 0; a < node.attr_count; ++a) {
      const dk_attr& attr = batch.attrs[node.attr_begin + a];
      if (add_attribute(attr, base, batch.text_len) != DK_OK) return m_status;
      if (attr.type == DK_A_STRING) used += attr.high;
    }
    if (used > batch.text_len) return fail(DK_E_INTERNAL, "strings of a batch share bytes");
    if (check_depth() != DK_OK || close(node.subtree) != DK_OK) return m_status;
  }
  return DK_OK;
}

Result<Block> DocumentBuilder::finish() {
  if (m_status == DK_OK && !is_complete()) fail(DK_E_INTERNAL, "nodes were left open");
  if (m_status == DK_OK && m_tables.nodes.empty()) fail(DK_E_INTERNAL, "an empty document");
  if (m_status != DK_OK) return error(m_status == DK_E_LIMIT ? "document.limit" : "document.invalid", m_problem);
  Block block = Block::assemble(std::move(m_tables));
  if (auto sound = check_document(block.doc()); !sound) return sound.problem();
  return block;
}

// The functions of the face: arguments checked, exceptions kept inside.
struct DocumentBuilder::Calls {
  static DocumentBuilder& self(void* ctx) { return *static_cast<DocumentBuilder*>(ctx); }

  template <class Value, class Function>
  static Value guarded(void* ctx, Value failed, Function function) noexcept {
    DocumentBuilder& builder = self(ctx);
    if (builder.m_status != DK_OK) return failed;
    try {
      return function(builder);
    } catch (const std::bad_alloc&) {
      builder.m_status = DK_E_NOMEM;
    } catch (...) {
      builder.m_status = DK_E_INTERNAL;
    }
    return failed;
  }
  template <class Function>
  static dk_status checked(void* ctx, Function function) noexcept {
    const dk_status status = guarded(ctx, dk_status{DK_E_INTERNAL}, function);
    return status == DK_OK ? DK_OK : self(ctx).m_status;
  }

  static std::uint16_t kind(void* ctx, dk_str name, std::uint16_t flags) noexcept {
    return guarded(ctx, std::uint16_t{0}, [&](DocumentBuilder& b) -> std::uint16_t {
      const std::uint16_t category = flags & DK_CATEGORY;
      if (name.len == 0 || category < DK_BLOCK || category > DK_PART)
        return b.fail(DK_E_INTERNAL, "a kind without name or category"), std::uint16_t{0};
      if (b.check_room(0, name.len, 0) != DK_OK) return 0;
      const std::uint32_t index = b.m_tables.intern_kind(view(name), flags & (DK_CATEGORY | DK_LEAF));
      if (index >= 0x10000 - DK_KIND_CUSTOM) return b.fail(DK_E_LIMIT, "too many custom kinds"), std::uint16_t{0};
      return static_cast<std::uint16_t>(DK_KIND_CUSTOM + index);
    });
  }
  static std::uint32_t key(void* ctx, dk_str name) noexcept {
    return guarded(ctx, 0u, [&](DocumentBuilder& b) -> std::uint32_t {
      if (name.len == 0) return b.fail(DK_E_INTERNAL, "a key without a name"), 0u;
      if (b.check_room(0, name.len, 0) != DK_OK) return 0;
      return DK_KEY_CUSTOM + b.m_tables.intern_key(view(name));
    });
  }
  static std::uint32_t source(void* ctx, std::uint32_t parent, std::uint32_t what, dk_str name, dk_str media_type,
                              std::uint64_t bytes) noexcept {
    return guarded(ctx, DK_NONE,
                   [&](DocumentBuilder& b) { return b.add_source(parent, what, view(name), view(media_type), bytes); });
  }
  static std::uint32_t resource(void* ctx, dk_str name, dk_str media_type, std::uint32_t source, const void* bytes,
                                std::uint64_t len) noexcept {
    return guarded(ctx, DK_NONE, [&](DocumentBuilder& b) -> std::uint32_t {
      if (b.check_room(0, name.len + media_type.len, 0) != DK_OK) return DK_NONE;
      if (source != DK_NONE && source >= b.m_tables.sources.size())
        return b.fail(DK_E_INTERNAL, "a resource from nowhere"), DK_NONE;
      const std::string_view held(static_cast<const char*>(bytes), bytes ? static_cast<std::size_t>(len) : 0);
      const dk_resource_record row = {0, 0, 0, 0, source, bytes ? 0u : std::uint32_t{DK_RESOURCE_EXTERNAL}, 0, 0};
      const std::uint32_t index = b.m_tables.add_resource(row, view(name), view(media_type), held);
      return b.check_room(0, 0, 0) == DK_OK ? index : DK_NONE;
    });
  }
  static std::uint32_t open(void* ctx, std::uint16_t kind, dk_str text, const dk_span* where) noexcept {
    return guarded(ctx, DK_NONE, [&](DocumentBuilder& b) -> std::uint32_t {
      if (b.check_room(1, text.len, 0) != DK_OK) return DK_NONE;
      if (!b.is_kind(kind)) return b.fail(DK_E_INTERNAL, fmt::format("unknown kind {}", kind)), DK_NONE;
      std::uint32_t span = DK_NONE;
      if (where && b.add_span(*where, span) != DK_OK) return DK_NONE;
      const std::uint32_t index =
          b.m_writer.open(kind, b.flags_for(kind, 0), b.m_tables.add_text(view(text)), low_half(text.len), span);
      return b.check_depth() == DK_OK ? index - b.m_first : DK_NONE;
    });
  }
  static dk_status attr(void* ctx, std::uint32_t key, std::uint32_t type, const void* value,
                        std::uint64_t len) noexcept {
    return checked(ctx, [&](DocumentBuilder& b) {
      dk_attr attr = {key, type, 0, 0};
      if (type == DK_A_STRING) {
        if (b.check_room(0, len, 1) != DK_OK) return b.m_status;
        attr.high = low_half(len);
        const std::uint64_t base = b.m_tables.text.size();
        b.m_tables.add_text({static_cast<const char*>(value), static_cast<std::size_t>(len)});
        return b.add_attribute(attr, base, len);
      }
      std::uint64_t raw = 0;
      const std::uint64_t wanted = type == DK_A_INT || type == DK_A_DOUBLE ? 8 : 4;
      if (len != wanted && !(wanted == 4 && len == 8))
        return b.fail(DK_E_INTERNAL, "an attribute value of the wrong size");
      std::memcpy(&raw, value, static_cast<std::size_t>(len));
      attr.low = low_half(raw), attr.high = high_half(raw);
      return b.add_attribute(attr, 0, 0);
    });
  }
  static dk_status flags_of_last(void* ctx, std::uint16_t flags) noexcept {
    return checked(ctx, [&](DocumentBuilder& b) {
      if (b.m_tables.nodes.empty()) return b.fail(DK_E_INTERNAL, "flags of nothing");
      dk_node& last = b.m_tables.nodes.back();
      last.flags = static_cast<std::uint16_t>(last.flags | (flags & settable_flags));
      return dk_status{DK_OK};
    });
  }
  static dk_status close(void* ctx, std::uint32_t levels) noexcept {
    return checked(ctx, [&](DocumentBuilder& b) { return b.close(levels); });
  }
  static dk_status copy(void* ctx, const dk_doc* from, std::uint32_t node) noexcept {
    return checked(ctx, [&](DocumentBuilder& b) {
      if (node >= from->nodes.count) return b.fail(DK_E_INTERNAL, "a copy of no node");
      const Node top(from, node);
      if (b.check_room(top.subtree(), 0, 0) != DK_OK) return b.m_status;
      NodeCopier(*from, b.m_writer).subtree(top);
      return b.check_room(0, 0, 0);
    });
  }
  static dk_status append(void* ctx, const dk_batch* batch) noexcept {
    return checked(ctx, [&](DocumentBuilder& b) { return b.append(*batch); });
  }
  static dk_status extend(void* ctx, std::uint32_t source, std::uint32_t end) noexcept {
    return checked(ctx, [&](DocumentBuilder& b) {
      if (source >= b.m_tables.sources.size() || end > b.m_tables.sources[source].bytes)
        return b.fail(DK_E_INTERNAL, fmt::format("byte {} lies outside source {}", end, source));
      b.m_writer.extend(source, end);
      return dk_status{DK_OK};
    });
  }
  static std::uint32_t count(void* ctx) noexcept { return self(ctx).m_writer.count() - self(ctx).m_first; }
};

DocumentBuilder::DocumentBuilder() {
  m_face = {sizeof(dk_builder),
            0,
            this,
            Calls::kind,
            Calls::key,
            Calls::source,
            Calls::resource,
            Calls::open,
            Calls::attr,
            Calls::flags_of_last,
            Calls::close,
            Calls::copy,
            Calls::append,
            Calls::count,
            Calls::extend};
}

}  // namespace deckle
