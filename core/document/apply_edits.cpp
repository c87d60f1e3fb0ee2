// Applying edits: one pass over the document, with the edits sorted by node beside it. Nodes are written in preorder
// by the copiers that canonical() uses, so that the result is canonical without another pass.
#include <algorithm>
#include <unordered_map>

#include "document/edits.hpp"
#include "document/validate.hpp"

namespace deckle {
namespace {

// What the edits of one node come to (E2 to E7).
struct NodePlan {
  const Edit* fate = nullptr;  // the last remove, unwrap or replace
  const Edit* text = nullptr;
  const Edit* kind = nullptr;
  std::vector<const Edit*> fields;  // set_attr and drop_attr, in call order
  std::vector<const Edit*> before, after, first, last, wraps;

  bool is_gone() const { return fate && fate->what != Edit::What::unwrap; }
  bool is_unwrapped() const { return fate && fate->what == Edit::What::unwrap; }
  void clear() {
    fate = text = kind = nullptr;
    fields.clear(), before.clear(), after.clear(), first.clear(), last.clear(), wraps.clear();
  }
  void add(const Edit& edit) {
    switch (edit.what) {
      case Edit::What::set_text: text = &edit; return;
      case Edit::What::set_kind: kind = &edit; return;
      case Edit::What::set_attr:
      case Edit::What::drop_attr: fields.push_back(&edit); return;
      case Edit::What::remove:
      case Edit::What::unwrap: fate = &edit; return;
      case Edit::What::put: break;
    }
    switch (edit.place) {
      case DK_BEFORE: before.push_back(&edit); return;
      case DK_AFTER: after.push_back(&edit); return;
      case DK_FIRST: first.push_back(&edit); return;
      case DK_LAST: last.push_back(&edit); return;
      case DK_WRAP: wraps.push_back(&edit); return;
      default: fate = &edit;
    }
  }
};

// A node whose children are being written, and what follows them.
struct OpenNode {
  std::uint32_t index, end;
  std::uint32_t closes;  // how many written nodes end with it: itself unless unwrapped, and its wraps
  std::vector<const Edit*> last, after;
};

}  // namespace

class EditPass {
 public:
  EditPass(const EditList& list, const Block& content)
      : m_list(list),
        m_doc(list.m_block->doc()),
        m_from(m_doc, m_to),
        m_content_doc(content.doc()),
        m_from_content(m_content_doc, m_to) {
    for (const Edit& edit : list.m_edits) m_sorted.push_back(&edit);
    std::stable_sort(m_sorted.begin(), m_sorted.end(), [](const Edit* a, const Edit* b) { return a->node < b->node; });
    m_went_to.assign(static_cast<std::size_t>(m_doc.nodes.count), DK_NONE);
    find_the_gone();
  }

  Block run() {
    const auto count = static_cast<std::uint32_t>(m_doc.nodes.count);
    for (std::uint32_t i = 0; i < count;) {
      leave_before(i);
      i = write(i);
    }
    leave_before(count);
    settle_references();
    m_tables.carried = carried_sections(m_doc);
    return Block::assemble(std::move(m_tables));
  }

 private:
  // E9 drops references to nodes that are removed, unwrapped or replaced, or stand below such: known before writing, so
  // that nothing is written for an attribute that goes.
  void find_the_gone() {
    m_is_gone.assign(static_cast<std::size_t>(m_doc.nodes.count), false);
    for (std::size_t e = 0; e < m_sorted.size();) {
      const std::uint32_t i = m_sorted[e]->node;
      m_plan.clear();
      for (; e < m_sorted.size() && m_sorted[e]->node == i; ++e) m_plan.add(*m_sorted[e]);
      if (m_is_gone[i] || !m_plan.fate) continue;
      const std::uint32_t end = m_plan.is_gone() ? Node(&m_doc, i).end() : i + 1;
      std::fill(m_is_gone.begin() + i, m_is_gone.begin() + end, true);
    }
  }

  // Writes node i with what stands before it; gives the next node to write.
  std::uint32_t write(std::uint32_t i) {
    const Node node(&m_doc, i);
    m_plan.clear();
    for (; m_next < m_sorted.size() && m_sorted[m_next]->node == i; ++m_next) m_plan.add(*m_sorted[m_next]);
    put_all(m_plan.before);
    if (m_plan.is_gone()) {
      if (m_plan.fate->what == Edit::What::put) put(*m_plan.fate);
      put_all(m_plan.after);
      while (m_next < m_sorted.size() && m_sorted[m_next]->node < node.end()) ++m_next;  // E5
      return node.end();
    }
    std::uint32_t closes = 0;
    if (!m_plan.is_unwrapped()) {
      for (auto wrap = m_plan.wraps.rbegin(); wrap != m_plan.wraps.rend(); ++wrap, ++closes) put(**wrap, true);
      write_node(node);
      ++closes;
    }
    put_all(m_plan.first);
    m_open.push_back({i, node.end(), closes, m_plan.last, m_plan.after});
    return i + 1;
  }

  void leave_before(std::uint32_t i) {
    for (; !m_open.empty() && m_open.back().end == i; m_open.pop_back()) {
      const OpenNode& done = m_open.back();
      put_all(done.last);
      for (std::uint32_t closes = done.closes; closes > 0; --closes) m_to.close();
      put_all(done.after);
    }
  }

  void write_node(const Node& node) {
    std::uint16_t kind = node.raw().kind, flags = node.flags();
    const std::uint32_t span = m_from.map_span(node);
    if (m_plan.kind) {
      kind = map_kind(m_plan.kind->kind, flags);
    } else {
      kind = m_from.map_kind(kind);
    }
    const std::string_view text = m_plan.text ? string_at(m_plan.text->text_off, m_plan.text->text_len) : node.text();
    m_went_to[node.index()] = m_from.open(kind, flags, text, span);
    write_attributes(node);
  }

  // A kind set by an edit: the category flags become those of the new kind.
  std::uint16_t map_kind(std::uint16_t kind, std::uint16_t& flags) {
    const auto keep = static_cast<std::uint16_t>(flags & ~(DK_CATEGORY | DK_LEAF));
    if (kind < DK_KIND_CUSTOM) {
      if (const KindRow* row = row_of(static_cast<Kind>(kind))) flags = static_cast<std::uint16_t>(keep | row->flags);
      return kind;
    }
    const std::uint32_t index = kind - DK_KIND_CUSTOM;
    if (index < m_doc.names.count) {
      flags = static_cast<std::uint16_t>(keep | record<dk_name>(m_doc.names, index).flags);
      return m_from.map_kind(kind);
    }
    const dk_name& name = m_list.m_names.names[index - m_doc.names.count];
    flags = static_cast<std::uint16_t>(keep | name.flags);
    return static_cast<std::uint16_t>(DK_KIND_CUSTOM +
                                      m_tables.intern_kind(m_list.m_names.text_at(name.text_off, name.text_len),
                                                           static_cast<std::uint16_t>(name.flags)));
  }

  // E2: a set attribute keeps its place, new ones follow in order of first set; the last edit of a key decides.
  void write_attributes(const Node& node) {
    m_fields.clear();
    m_key_order.clear();
    for (const Edit* field : m_plan.fields) {
      const auto [at, is_new] = m_fields.try_emplace(field->attr.key, field);
      at->second = field;
      if (is_new) m_key_order.push_back(field->attr.key);
    }
    for (std::uint32_t a = 0; a < node.raw().attr_count; ++a) {
      const auto& attr = record<dk_attr>(m_doc.attrs, node.raw().attr_begin + a);
      const auto field = m_fields.find(attr.key);
      if (field == m_fields.end()) {
        write_attribute(attr);
      } else if (field->second) {
        write_field(*field->second);
        field->second = nullptr;  // further ones of that name go
      }
    }
    for (const std::uint32_t key : m_key_order)
      if (const Edit* field = m_fields[key]) write_field(*field);
  }

  void write_attribute(const dk_attr& attr) {
    if (attr.type == DK_A_NODE && !note_reference(attr.low)) return;
    m_from.attribute(attr, 0);
  }

  // False if the node that the next attribute refers to is gone.
  bool note_reference(std::uint32_t target) {
    if (m_is_gone[target]) return false;
    m_references.push_back({m_tables.attrs.size(), target});
    return true;
  }

  void write_field(const Edit& edit) {
    dk_attr attr = edit.attr;
    if (edit.what == Edit::What::drop_attr || (attr.type == DK_A_NODE && !note_reference(attr.low))) return;
    if (attr.key >= DK_KEY_CUSTOM && attr.key - DK_KEY_CUSTOM >= m_doc.names.count) {
      const dk_name& name = m_list.m_names.names[attr.key - DK_KEY_CUSTOM - m_doc.names.count];
      attr.key = DK_KEY_CUSTOM + m_tables.intern_key(m_list.m_names.text_at(name.text_off, name.text_len));
    } else {
      attr.key = m_from.map_key(attr.key);
    }
    if (attr.type == DK_A_STRING) attr.low = m_tables.add_text(string_at(edit.attr.low, edit.attr.high));
    if (attr.type == DK_A_RESOURCE) attr.low = m_from.map_resource(attr.low);
    m_to.attribute(attr);
  }

  void put_all(const std::vector<const Edit*>& edits) {
    for (const Edit* edit : edits) put(*edit);
  }

  // Writes the content of an edit; as a wrap, its top node stays open (E7, E8, E9).
  void put(const Edit& edit, bool leave_open = false) {
    const Node cause(&m_doc, edit.node);
    const std::uint32_t offset = m_to.count() - edit.first;
    std::vector<std::uint32_t> ends;
    for (std::uint32_t i = edit.first; i < edit.last; ++i) {
      for (; !ends.empty() && ends.back() == i; ends.pop_back()) m_to.close();
      const Node node(&m_content_doc, i);
      const bool has_span = node.raw().span != DK_NONE;
      const std::uint32_t span = has_span ? m_from_content.map_span(node) : m_from.map_span(cause);
      m_from_content.open(m_from_content.map_kind(node.raw().kind),
                          static_cast<std::uint16_t>(node.flags() | DK_GENERATED), node.text(), span);
      for (std::uint32_t a = 0; a < node.raw().attr_count; ++a) {
        const auto& attr = record<dk_attr>(m_content_doc.attrs, node.raw().attr_begin + a);
        const bool leaves = attr.type == DK_A_NODE && (attr.low < edit.first || attr.low >= edit.last);
        if (!leaves) m_from_content.attribute(attr, offset);
      }
      ends.push_back(node.end());
    }
    for (; ends.size() > (leave_open ? 1u : 0u); ends.pop_back()) m_to.close();
  }

  // E9: references to nodes of the input follow them.
  void settle_references() {
    for (const Reference& reference : m_references) m_tables.attrs[reference.attr].low = m_went_to[reference.target];
  }

  std::string_view string_at(std::uint32_t offset, std::uint32_t length) const {
    return std::string_view(m_list.m_strings).substr(offset, length);
  }

  struct Reference {
    std::size_t attr;
    std::uint32_t target;  // in the input
  };
  const EditList& m_list;
  const dk_doc& m_doc;
  Tables m_tables;
  TreeWriter m_to{m_tables};
  NodeCopier m_from;
  const dk_doc& m_content_doc;
  NodeCopier m_from_content;
  std::vector<const Edit*> m_sorted;
  std::size_t m_next = 0;
  NodePlan m_plan;
  std::vector<OpenNode> m_open;
  std::vector<std::uint32_t> m_went_to;
  std::vector<bool> m_is_gone;
  std::vector<Reference> m_references;
  std::unordered_map<std::uint32_t, const Edit*> m_fields;
  std::vector<std::uint32_t> m_key_order;
};

// A root replaced (E11): the content as it is, and nothing of the input.
static Block whole_document(const Block& content, std::uint32_t root) {
  Tables tables;
  TreeWriter writer(tables);
  NodeCopier(content.doc(), writer).subtree(content.document().node(root));
  return Block::assemble(std::move(tables));
}

Result<Block> EditList::apply() {
  if (m_status == DK_OK) end_content();
  if (m_status != DK_OK)
    return error("document.bad-edit", m_problem.empty() ? "the edits could not be recorded" : m_problem);
  if (m_edits.empty()) return *m_block;
  // Content is a forest: laid out like a document, never handed out as one.
  const Block content = Block::assemble(m_content.writer().tables());
  const auto whole = std::find_if(m_edits.rbegin(), m_edits.rend(),
                                  [](const Edit& edit) { return edit.what == Edit::What::put && edit.node == 0; });
  Block result = whole == m_edits.rend() ? EditPass(*this, content).run() : whole_document(content, whole->first);
  if (auto sound = check_document(result.doc()); !sound) return sound.problem();
  return result;
}

}  // namespace deckle
