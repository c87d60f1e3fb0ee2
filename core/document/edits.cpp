// Collecting edits: arguments are checked here, so that the pass that applies them need not.
#include "document/edits.hpp"

#include <fmt/format.h>
#include <deckle/str.hpp>
#include <new>

namespace deckle {

void EditList::begin(const Block& block, const BuildLimits& limits) {
  m_block = &block;
  m_edits.clear();
  m_strings.clear();
  m_names.clear();
  m_known.clear();
  BuildLimits content_limits = limits;
  content_limits.input_bytes = 0;
  m_content.begin(content_limits);
  m_content_open = false;
  m_status = DK_OK;
  m_problem.clear();
  // Content may take spans from the sources of the document.
  const dk_doc& doc = block.doc();
  for (std::uint32_t i = 0; i < doc.sources.count; ++i) {
    const auto& source = record<dk_source_record>(doc.sources, i);
    m_content.add_source(source.parent, source.what, block.document().text(source.name_off, source.name_len),
                         block.document().text(source.media_off, source.media_len), source.bytes);
  }
}

dk_status EditList::fail(dk_status status, std::string text) {
  if (m_status == DK_OK) m_status = status, m_problem = std::move(text);
  return m_status;
}

bool EditList::is_node(std::uint32_t node) {
  if (node < m_block->doc().nodes.count) return true;
  fail(DK_E_INPUT, fmt::format("node {} does not exist", node));
  return false;
}

// E11: root, metadata and body stay where they are.
bool EditList::may_move(std::uint32_t node) {
  const Document document = m_block->document();
  if (node != 0 && node != document.metadata().index() && node != document.body().index()) return true;
  fail(DK_E_INPUT, fmt::format("{} cannot be moved or removed", document.node(node).kind_name()));
  return false;
}

dk_status EditList::end_content() {
  if (!m_content_open) return DK_OK;
  m_content_open = false;
  if (m_content.status() != DK_OK) return fail(m_content.status(), m_content.problem());
  if (!m_content.is_complete()) return fail(DK_E_INTERNAL, "content with nodes left open");
  Edit& edit = m_edits.back();
  edit.last = m_content.writer().count();
  const auto& nodes = m_content.writer().tables().nodes;
  const bool is_one = edit.last > edit.first && edit.first + nodes[edit.first].subtree == edit.last;
  if (edit.place == DK_WRAP && !is_one) return fail(DK_E_INPUT, "a wrap must be one node");
  if (edit.node == 0 && !(is_one && nodes[edit.first].kind == DK_KIND_DOCUMENT))
    return fail(DK_E_INPUT, "only a document replaces the root");
  return DK_OK;
}

dk_status EditList::add(Edit edit) {
  if (m_status != DK_OK || end_content() != DK_OK || !is_node(edit.node)) return m_status;
  const bool moves = edit.what == Edit::What::remove || edit.what == Edit::What::unwrap;
  if (moves && !may_move(edit.node)) return m_status;
  m_edits.push_back(edit);
  return DK_OK;
}

dk_status EditList::put(std::uint32_t node, std::uint32_t place, dk_builder** content) {
  if (m_status != DK_OK || end_content() != DK_OK || !is_node(node)) return m_status;
  if (place < DK_BEFORE || place > DK_WRAP) return fail(DK_E_UNSUPPORTED, fmt::format("unknown place {}", place));
  const bool is_whole = node == 0 && place == DK_REPLACE;
  const bool is_inside = node != 0 && (place == DK_FIRST || place == DK_LAST);
  if (!is_whole && !is_inside && !may_move(node)) return m_status;
  Edit edit{node, Edit::What::put};
  edit.place = place;
  edit.first = edit.last = m_content.writer().count();
  m_edits.push_back(edit);
  m_content.begin_content();
  m_content_open = true;
  *content = m_content.face();
  return DK_OK;
}

std::uint32_t EditList::add_string(const void* bytes, std::uint64_t length) {
  if (m_strings.size() + length > 0xFFFFFFFFu) return fail(DK_E_LIMIT, "edits with more than 4 GiB of text"), 0;
  const auto offset = static_cast<std::uint32_t>(m_strings.size());
  m_strings.append(static_cast<const char*>(bytes), static_cast<std::size_t>(length));
  return offset;
}

struct EditList::Calls {
  static EditList& self(void* ctx) { return *static_cast<EditList*>(ctx); }

  template <class Function>
  static dk_status checked(void* ctx, Function function) noexcept {
    EditList& list = self(ctx);
    if (list.m_status != DK_OK) return list.m_status;
    try {
      const dk_status status = function(list);
      return status == DK_OK ? list.m_status : status;
    } catch (const std::bad_alloc&) {
      return list.m_status = DK_E_NOMEM;
    } catch (...) {
      return list.m_status = DK_E_INTERNAL;
    }
  }

  static dk_status set_text(void* ctx, std::uint32_t node, dk_str text) noexcept {
    return checked(ctx, [&](EditList& list) {
      Edit edit{node, Edit::What::set_text};
      edit.text_off = list.add_string(text.ptr, text.len);
      edit.text_len = static_cast<std::uint32_t>(text.len);
      return list.add(edit);
    });
  }
  static dk_status set_kind(void* ctx, std::uint32_t node, std::uint16_t kind) noexcept {
    return checked(ctx, [&](EditList& list) {
      const std::uint64_t known = list.m_block->doc().names.count + list.m_names.names.size();
      if (kind == 0 || (kind >= DK_KIND_CUSTOM && std::uint64_t{kind} - DK_KIND_CUSTOM >= known))
        return list.fail(DK_E_INPUT, "an unknown kind");
      Edit edit{node, Edit::What::set_kind};
      edit.kind = kind;
      return list.add(edit);
    });
  }
  static dk_status set_attr(void* ctx, std::uint32_t node, std::uint32_t key, std::uint32_t type, const void* value,
                            std::uint64_t len) noexcept {
    return checked(ctx, [&](EditList& list) {
      if (!list.is_key(key)) return list.fail(DK_E_INPUT, "an unknown attribute");
      Edit edit{node, Edit::What::set_attr};
      edit.attr = {key, type, 0, 0};
      if (type == DK_A_STRING) {
        edit.attr.low = list.add_string(value, len);
        edit.attr.high = static_cast<std::uint32_t>(len);
      } else {
        std::uint64_t raw = 0;
        const bool is_wide = type == DK_A_INT || type == DK_A_DOUBLE;
        if (type > DK_A_RESOURCE || len > 8 || len < (is_wide ? 8u : 4u))
          return list.fail(DK_E_INPUT, "an attribute value of the wrong size");
        std::memcpy(&raw, value, static_cast<std::size_t>(len));
        edit.attr.low = static_cast<std::uint32_t>(raw);
        edit.attr.high = is_wide ? static_cast<std::uint32_t>(raw >> 32) : 0;
        if (type == DK_A_BOOL) edit.attr.low = edit.attr.low != 0;
        if (type == DK_A_NODE && !list.is_node(edit.attr.low)) return list.m_status;
        if (type == DK_A_RESOURCE && edit.attr.low >= list.m_block->doc().resources.count)
          return list.fail(DK_E_INPUT, "an unknown resource");
      }
      return list.add(edit);
    });
  }
  static dk_status drop_attr(void* ctx, std::uint32_t node, std::uint32_t key) noexcept {
    return checked(ctx, [&](EditList& list) {
      if (!list.is_key(key)) return list.fail(DK_E_INPUT, "an unknown attribute");
      Edit edit{node, Edit::What::drop_attr};
      edit.attr.key = key;
      return list.add(edit);
    });
  }
  static dk_status remove(void* ctx, std::uint32_t node, std::uint32_t keep_children) noexcept {
    return checked(ctx, [&](EditList& list) {
      return list.add({node, keep_children ? Edit::What::unwrap : Edit::What::remove});
    });
  }
  static dk_status put(void* ctx, std::uint32_t node, std::uint32_t place, dk_builder** content) noexcept {
    return checked(ctx, [&](EditList& list) { return list.put(node, place, content); });
  }

  // Numbers below the count of the document's names are the document's, those above are the list's own.
  static std::uint32_t name_index(EditList& list, dk_str name, bool is_kind, std::uint16_t flags) {
    const dk_doc& doc = list.m_block->doc();
    if (list.m_known.empty())
      for (std::uint32_t i = 0; i < doc.names.count; ++i)
        list.m_known.try_emplace({record<dk_name>(doc.names, i).is_kind == 1, list.m_block->document().custom_name(i)},
                                 i);
    if (const auto known = list.m_known.find({is_kind, view(name)}); known != list.m_known.end()) return known->second;
    const std::uint32_t own =
        is_kind ? list.m_names.intern_kind(view(name), flags) : list.m_names.intern_key(view(name));
    return static_cast<std::uint32_t>(doc.names.count) + own;
  }
  static std::uint16_t kind(void* ctx, dk_str name, std::uint16_t flags) noexcept {
    std::uint32_t index = 0;
    const dk_status status = checked(ctx, [&](EditList& list) {
      const std::uint16_t category = flags & DK_CATEGORY;
      if (name.len == 0 || category < DK_BLOCK || category > DK_PART)
        return list.fail(DK_E_INPUT, "a kind without name or category");
      index = name_index(list, name, true, flags & (DK_CATEGORY | DK_LEAF));
      return index < 0x10000 - DK_KIND_CUSTOM ? dk_status{DK_OK} : list.fail(DK_E_LIMIT, "too many custom kinds");
    });
    return status == DK_OK ? static_cast<std::uint16_t>(DK_KIND_CUSTOM + index) : std::uint16_t{0};
  }
  static std::uint32_t key(void* ctx, dk_str name) noexcept {
    std::uint32_t index = 0;
    const dk_status status = checked(ctx, [&](EditList& list) {
      if (name.len == 0) return list.fail(DK_E_INPUT, "a key without a name");
      index = name_index(list, name, false, 0);
      return dk_status{DK_OK};
    });
    return status == DK_OK ? DK_KEY_CUSTOM + index : 0;
  }
};

bool EditList::is_key(std::uint32_t key) const {
  return key < DK_KEY_CUSTOM ? key != 0 : key - DK_KEY_CUSTOM < m_block->doc().names.count + m_names.names.size();
}

EditList::EditList() {
  m_face = {
      sizeof(dk_edits), 0,          this,        Calls::set_text, Calls::set_kind, Calls::set_attr, Calls::drop_attr,
      Calls::remove,    Calls::put, Calls::kind, Calls::key};
}

}  // namespace deckle
