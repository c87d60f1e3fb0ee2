#include "naive_edits.hpp"

#include <deckle/edits.h>

#include <algorithm>

namespace deckle::naive {
namespace {

using What = Step::What;

bool is_put(const Step& step, std::uint32_t place) { return step.what == What::put && step.place == place; }

class Pass {
 public:
  Pass(const Tree& input, const Script& script) : m_nodes(preorder(input)), m_script(script) {
    for (std::uint32_t i = 0; i < m_nodes.size(); ++i) {
      m_numbers[m_nodes[i]] = i;
    }
    m_metadata = m_numbers[input.children[0].get()], m_body = m_numbers[input.children[1].get()];
  }

  Outcome run() {
    for (const Step& step : m_script)
      if (is_refused(step)) return {Outcome::How::refused, nullptr};
    if (m_script.empty()) return {Outcome::How::same, nullptr};  // E10
    const Step* whole = nullptr;
    for (const Step& step : m_script)
      if (is_put(step, DK_REPLACE) && step.node == 0) whole = &step;
    if (whole) return {Outcome::How::changed, std::move(content_of(*whole).front())};  // E11
    Forest result;
    emit(*m_nodes[0], result);
    settle_references(*result.front());
    return {Outcome::How::changed, std::move(result.front())};
  }

 private:
  bool is_refused(const Step& step) const {
    const auto count = m_nodes.size();
    if (step.node >= count || (step.what == What::set_attr && step.attr.type == DK_A_NODE && step.target >= count))
      return true;
    const bool is_fixed = step.node == 0 || step.node == m_metadata || step.node == m_body;  // E11
    if (step.what == What::remove || step.what == What::unwrap) return is_fixed;
    if (step.what != What::put) return false;
    const std::size_t tops = step.content.size() + (step.copied ? 1 : 0);
    if (step.place == DK_WRAP && tops != 1) return true;  // E7
    if (step.node == 0) {                                 // E11
      const Tree* top = step.copied ? m_nodes[*step.copied] : tops == 1 ? step.content.front().get() : nullptr;
      return step.place != DK_REPLACE || tops != 1 || top->kind != DK_KIND_DOCUMENT;
    }
    return is_fixed && step.place != DK_FIRST && step.place != DK_LAST;
  }

  // E3, E4: the last of remove, unwrap and replace.
  const Step* fate_of(const Tree& node) const {
    const Step* fate = nullptr;
    for (const Step* step : steps_at(node))
      if (step->what == What::remove || step->what == What::unwrap || is_put(*step, DK_REPLACE)) fate = step;
    return fate;
  }
  std::vector<const Step*> steps_at(const Tree& node) const {
    std::vector<const Step*> steps;
    for (const Step& step : m_script)
      if (m_nodes[step.node] == &node) steps.push_back(&step);
    return steps;
  }

  // The content of a put, as new nodes; references that leave a copied subtree are dropped.
  Forest content_of(const Step& step) const {
    std::vector<const Tree*> tops;
    for (const TreePtr& top : step.content) tops.push_back(top.get());
    WentTo went_to;
    Forest made = clone(tops, went_to);
    if (step.copied) made.push_back(clone(*m_nodes[*step.copied]));
    return made;
  }

  // E8
  Forest new_nodes(const Step& step) const {
    Forest made = content_of(step);
    for (TreePtr& top : made)
      for (Tree* node : preorder(*top)) {
        node->flags |= DK_GENERATED;
        if (!node->span) node->span = m_nodes[step.node]->span;
      }
    return made;
  }

  // E6
  void emit_puts(const Tree& node, std::uint32_t place, Forest& out) const {
    for (const Step* step : steps_at(node))
      if (is_put(*step, place))
        for (TreePtr& top : new_nodes(*step)) out.push_back(std::move(top));
  }

  void emit(const Tree& node, Forest& out) {
    emit_puts(node, DK_BEFORE, out);
    const Step* fate = fate_of(node);
    if (!fate) {
      out.push_back(wrapped(node, with_fields(node)));
    } else if (fate->what == What::unwrap) {
      emit_inside(node, out);
    } else if (fate->what == What::put) {
      for (TreePtr& top : new_nodes(*fate)) out.push_back(std::move(top));
    }
    emit_puts(node, DK_AFTER, out);
  }

  void emit_inside(const Tree& node, Forest& out) {
    emit_puts(node, DK_FIRST, out);
    for (const TreePtr& child : node.children) emit(*child, out);
    emit_puts(node, DK_LAST, out);
  }

  // E2
  TreePtr with_fields(const Tree& node) {
    auto made = std::make_unique<Tree>();
    made->kind = node.kind, made->name = node.name, made->flags = node.flags;
    made->text = node.text, made->span = node.span;
    m_went_to[&node] = made.get();
    for (const Step* step : steps_at(node)) {
      if (step->what == What::set_text) made->text = step->text;
      if (step->what == What::set_kind) set_kind(*made, *step);
    }
    made->attrs = fields_of(node);
    emit_inside(node, made->children);
    return made;
  }

  static void set_kind(Tree& made, const Step& step) {
    const KindRow* row = row_of(static_cast<Kind>(step.kind));
    made.kind = step.kind, made.name = step.name;
    made.flags = static_cast<std::uint16_t>((made.flags & ~(DK_CATEGORY | DK_LEAF)) | (row ? row->flags : step.flags));
  }

  // A set attribute keeps its place; a new one goes last, in order of first set.
  std::vector<Attr> fields_of(const Tree& node) const {
    std::vector<const Step*> order;  // the first edit of each key
    for (const Step* step : steps_at(node))
      if (is_attribute(*step) && std::none_of(order.begin(), order.end(),
                                              [&](const Step* other) { return same_key(other->attr, step->attr); }))
        order.push_back(step);
    std::vector<Attr> attrs;
    for (const Attr& attr : node.attrs) {
      const bool is_edited =
          std::any_of(order.begin(), order.end(), [&](const Step* step) { return same_key(step->attr, attr); });
      if (!is_edited) attrs.push_back(attr);
      else if (is_first_of_key(node, attr)) add_last_set(node, attr, attrs);
    }
    for (const Step* step : order) {
      const bool is_new = std::none_of(node.attrs.begin(), node.attrs.end(),
                                       [&](const Attr& attr) { return same_key(step->attr, attr); });
      if (is_new) add_last_set(node, step->attr, attrs);
    }
    return attrs;
  }
  static bool is_attribute(const Step& step) { return step.what == What::set_attr || step.what == What::drop_attr; }
  static bool is_first_of_key(const Tree& node, const Attr& attr) {
    return &*std::find_if(node.attrs.begin(), node.attrs.end(),
                          [&](const Attr& other) { return same_key(other, attr); }) == &attr;
  }
  // The last set wins; a drop sets to "absent".
  void add_last_set(const Tree& node, const Attr& key, std::vector<Attr>& attrs) const {
    const Step* last = nullptr;
    for (const Step* step : steps_at(node))
      if (is_attribute(*step) && same_key(step->attr, key)) last = step;
    if (last->what == What::drop_attr) return;
    attrs.push_back(last->attr);
    if (last->attr.type == DK_A_NODE) attrs.back().node = m_nodes[last->target];
  }

  // E7: each wrap around what there is so far.
  TreePtr wrapped(const Tree& node, TreePtr made) const {
    for (const Step* step : steps_at(node)) {
      if (!is_put(*step, DK_WRAP)) continue;
      TreePtr outer = std::move(new_nodes(*step).front());
      outer->children.push_back(std::move(made));
      made = std::move(outer);
    }
    return made;
  }

  // E9: references to nodes of the input follow them, or go. Those of content point to content already.
  void settle_references(Tree& result) const {
    for (Tree* node : preorder(result)) {
      std::vector<Attr> kept;
      for (Attr attr : node->attrs) {
        if (attr.type == DK_A_NODE && m_numbers.count(attr.node) != 0) {
          const auto target = m_went_to.find(attr.node);
          if (target == m_went_to.end()) continue;
          attr.node = target->second;
        }
        kept.push_back(attr);
      }
      node->attrs = kept;
    }
  }

  std::vector<const Tree*> m_nodes;
  const Script& m_script;
  std::unordered_map<const Tree*, std::uint32_t> m_numbers;
  std::uint32_t m_metadata = 0, m_body = 0;
  WentTo m_went_to;
};

}  // namespace

Outcome apply(const Tree& input, const Script& script) { return Pass(input, script).run(); }

}  // namespace deckle::naive
