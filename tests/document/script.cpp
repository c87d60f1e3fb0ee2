#include "script.hpp"

#include <deckle/str.hpp>

#include "check/feeder.hpp"

namespace deckle::naive {
namespace {

using What = Step::What;

Step edit(What what, std::uint32_t node) {
  Step step;
  step.what = what, step.node = node;
  return step;
}

bool has_key(const Tree& tree, std::uint32_t key) {
  for (const Attr& attr : tree.attrs)
    if (attr.key == key) return true;
  return false;
}

std::uint16_t content_of(const Tree& tree) {
  const KindRow* row = row_of(static_cast<Kind>(tree.kind));
  return row ? row->content : std::uint16_t{DK_C_NONE};
}

}  // namespace

ScriptWriter::ScriptWriter(const Tree& input, const std::vector<SourcePtr>& sources, Random random)
    : m_nodes(preorder(input)), m_random(random), m_generator(Random(random.next()), {60, true}, sources) {}

Script ScriptWriter::script() {
  Script script;
  for (std::uint32_t i = m_random.below(25); i > 0; --i) script.push_back(step());
  return script;
}

std::uint32_t ScriptWriter::some_node() {
  const auto count = static_cast<std::uint32_t>(m_nodes.size());
  if (m_hot == 0 || m_random.chance(40)) m_hot = m_random.below(count);
  const std::uint32_t near = m_hot + m_random.below(3);
  return near < count ? near : m_hot;
}

Step ScriptWriter::step() {
  if (m_random.chance(1)) return m_random.chance(50) ? wild_step() : whole_document();
  const std::uint32_t node = some_node();
  const bool is_fixed = node == 0 || m_nodes[node]->kind == DK_KIND_BODY || m_nodes[node]->kind == DK_KIND_METADATA;
  switch (m_random.below(is_fixed ? 5 : 10)) {
    case 0: return set_text(node);
    case 1: return set_kind(node);
    case 2: return set_attr(node);
    case 3: return drop_attr(node);
    case 4:
    case 5:
    case 6: return put(node);
    case 7: return wrap(node);
    case 8: return edit(What::remove, node);
    default:
      // What may stand where the node stands: its children, if they are of its category.
      for (const TreePtr& child : m_nodes[node]->children)
        if (child->category() != m_nodes[node]->category() || child->category() == DK_PART) return set_attr(node);
      return edit(What::unwrap, node);
  }
}

Step ScriptWriter::wild_step() {
  Step step;
  step.node = m_random.chance(20) ? static_cast<std::uint32_t>(m_nodes.size()) + m_random.below(3)
                                  : m_random.below(m_nodes.size());
  step.what = static_cast<What>(m_random.below(7));
  step.text = m_generator.text();
  step.kind = static_cast<std::uint16_t>(m_random.pick(kind_table).kind);
  step.attr = m_generator.core_attribute(Key::url);
  if (step.what == What::put) {
    step.place = m_random.between(DK_BEFORE, DK_WRAP);
    for (std::uint32_t i = m_random.below(3); i > 0; --i)
      step.content.push_back(m_generator.node(static_cast<std::uint16_t>(m_random.between(DK_BLOCK, DK_META)), 9));
    finish_content(step);
  }
  return step;
}

Step ScriptWriter::whole_document() {
  Step step = edit(What::put, 0);
  step.place = DK_REPLACE;
  if (m_random.chance(30)) step.copied = 0;
  else step.content.push_back(m_generator.document());
  return step;
}

Step ScriptWriter::set_text(std::uint32_t node) {
  const Tree& tree = *m_nodes[node];
  const bool has_text = content_of(tree) == DK_C_TEXT || (tree.kind == DK_KIND_CUSTOM && tree.is_leaf());
  if (!has_text) return set_attr(node);
  Step step = edit(What::set_text, node);
  step.text = m_generator.text();
  return step;
}

// A kind of the same category and content, or a custom one.
Step ScriptWriter::set_kind(std::uint32_t node) {
  const Tree& tree = *m_nodes[node];
  Step step = edit(What::set_kind, node);
  const bool may_be_custom = tree.category() == DK_BLOCK || tree.category() == DK_INLINE;
  if (may_be_custom && m_random.chance(25)) {
    step.kind = DK_KIND_CUSTOM, step.flags = tree.flags & (DK_CATEGORY | DK_LEAF);
    step.name = (tree.is_leaf() ? "leaf-" : "kind-") + std::to_string(tree.category()) +
                (m_random.chance(50) ? "" : " set by an edit");
    return step;
  }
  std::vector<const KindRow*> alike;
  for (const KindRow& row : kind_table)
    if (row.content == content_of(tree) && row.flags == (tree.flags & (DK_CATEGORY | DK_LEAF)) &&
        tree.category() != DK_PART && row.kind != Kind::metadata)
      alike.push_back(&row);
  if (alike.empty() || tree.kind == DK_KIND_METADATA) return set_attr(node);
  step.kind = static_cast<std::uint16_t>(m_random.pick(alike)->kind);
  return step;
}

Step ScriptWriter::set_attr(std::uint32_t node) {
  Step step = edit(What::set_attr, node);
  const std::vector<Attr>& present = m_nodes[node]->attrs;
  if (!present.empty() && m_random.chance(50)) step.attr = m_random.pick(present);
  else
    step.attr =
        m_random.chance(50) ? m_generator.core_attribute(m_random.pick(key_table).key) : m_generator.custom_attribute();
  if (step.attr.type == DK_A_RESOURCE) step.attr = m_generator.core_attribute(Key::classes);
  step.attr.node = nullptr;
  step.target = some_node();
  return step;
}

Step ScriptWriter::drop_attr(std::uint32_t node) {
  const std::vector<Attr>& present = m_nodes[node]->attrs;
  Step step = set_attr(node);
  if (!present.empty() && m_random.chance(70)) step.attr = m_random.pick(present);
  if (step.attr.key != DK_KEY_KEY) step.what = What::drop_attr;  // entries need theirs
  if (step.what == What::set_attr && step.attr.type != DK_A_STRING) step.attr = m_generator.core_attribute(Key::id);
  return step;
}

// A node that may stand where `node` stands.
TreePtr ScriptWriter::beside(const Tree& node) {
  if (node.category() == DK_PART) {
    const auto kind = static_cast<Kind>(node.kind);
    return row_of(kind) ? m_generator.of_kind(kind, 11) : m_generator.custom(DK_PART, 11);
  }
  TreePtr made = m_generator.node(node.category(), 11);
  if (node.category() == DK_META && !has_key(*made, DK_KEY_KEY))
    made->attrs.push_back(m_generator.core_attribute(Key::key));
  return made;
}

TreePtr ScriptWriter::inside(const Tree& node) {
  switch (content_of(node)) {
    case DK_C_BLOCKS: return m_generator.node(DK_BLOCK, 11);
    case DK_C_INLINES: return m_generator.node(DK_INLINE, 11);
    default: return node.children.empty() ? nullptr : beside(*node.children[m_random.below(node.children.size())]);
  }
}

void ScriptWriter::finish_content(Step& step) {
  std::vector<Tree*> nodes;
  for (TreePtr& top : step.content)
    for (Tree* node : preorder(*top)) nodes.push_back(node);
  m_generator.aim_references(nodes);
}

Step ScriptWriter::put(std::uint32_t node) {
  if (node == 0) return set_attr(node);
  const Tree& tree = *m_nodes[node];
  const bool is_fixed = tree.kind == DK_KIND_BODY || tree.kind == DK_KIND_METADATA;
  Step step = edit(What::put, node);
  step.place = is_fixed ? m_random.between(DK_FIRST, DK_LAST) : m_random.between(DK_BEFORE, DK_REPLACE);
  const bool is_inside = step.place == DK_FIRST || step.place == DK_LAST;
  for (std::uint32_t i = m_random.below(4); i > 0; --i)
    if (TreePtr made = is_inside ? inside(tree) : beside(tree)) step.content.push_back(std::move(made));
  const auto like = static_cast<std::uint32_t>(node + m_random.below(4));  // a copy of something near that fits
  if (!is_inside && like < m_nodes.size() && m_nodes[like]->kind == tree.kind && m_random.chance(50))
    step.copied = like;
  finish_content(step);
  return step;
}

Step ScriptWriter::wrap(std::uint32_t node) {
  static const Kind blocks[] = {Kind::division, Kind::block_quote, Kind::aside},
                    inlines[] = {Kind::span, Kind::strong, Kind::link};
  const std::uint16_t category = m_nodes[node]->category();
  if (category != DK_BLOCK && category != DK_INLINE) return set_attr(node);
  Step step = edit(What::put, node);
  step.place = DK_WRAP;
  step.content.push_back(
      m_generator.of_kind(category == DK_BLOCK ? m_random.pick(blocks) : m_random.pick(inlines), 11));
  finish_content(step);
  return step;
}

namespace {

bool play(const Step& step, const Document& document, const std::vector<SourcePtr>& sources, dk_edits& edits,
          Random random) {
  const std::uint32_t key = step.attr.key == DK_KEY_CUSTOM ? edits.key(edits.ctx, str(step.attr.name)) : step.attr.key;
  switch (step.what) {
    case What::set_text: return edits.set_text(edits.ctx, step.node, str(step.text)) == DK_OK;
    case What::set_kind: {
      const std::uint16_t kind =
          step.kind == DK_KIND_CUSTOM ? edits.kind(edits.ctx, str(step.name), step.flags) : step.kind;
      return edits.set_kind(edits.ctx, step.node, kind) == DK_OK;
    }
    case What::set_attr: {
      const std::uint64_t bits = step.attr.type == DK_A_NODE ? step.target : step.attr.bits;
      const bool is_string = step.attr.type == DK_A_STRING,
                 is_wide = step.attr.type == DK_A_INT || step.attr.type == DK_A_DOUBLE;
      const void* value = is_string ? static_cast<const void*>(step.attr.text.data()) : &bits;
      return edits.set_attr(edits.ctx, step.node, key, step.attr.type, value,
                            is_string ? step.attr.text.size()
                            : is_wide ? 8
                                      : 4) == DK_OK;
    }
    case What::drop_attr: return edits.drop_attr(edits.ctx, step.node, key) == DK_OK;
    case What::remove: return edits.remove(edits.ctx, step.node, 0) == DK_OK;
    case What::unwrap: return edits.remove(edits.ctx, step.node, 1) == DK_OK;
    case What::put: break;
  }
  dk_builder* content = nullptr;
  if (edits.put(edits.ctx, step.node, step.place, &content) != DK_OK) return false;
  Feeder feeder(*content, random, Feed::mixed, sources);
  feeder.forest(step.content);
  if (step.copied) feeder.copy(document.node(*step.copied));
  return !feeder.failed();
}

}  // namespace

bool play(const Script& script, const Document& document, const std::vector<SourcePtr>& sources, dk_edits& edits,
          Random random) {
  for (const Step& step : script)
    if (!play(step, document, sources, edits, Random(random.next()))) return false;
  return true;
}

}  // namespace deckle::naive
