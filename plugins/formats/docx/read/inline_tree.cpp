#include "inline_tree.hpp"

#include <algorithm>

using deckle::Key;
using deckle::Kind;

namespace docx {
namespace {

constexpr bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

constexpr std::pair<Mark, Kind> mark_kinds[] = {
    {mark_emphasis, Kind::emphasis},   {mark_strong, Kind::strong},       {mark_small_caps, Kind::small_caps},
    {mark_strikeout, Kind::strikeout}, {mark_right_to_left, Kind::span},  {mark_superscript, Kind::superscript},
    {mark_subscript, Kind::subscript}, {mark_underline, Kind::underline},
};

dk_span joined(dk_span a, dk_span b) {
  return a.source == b.source && a.begin <= b.end ? dk_span{a.source, a.begin, b.end} : a;
}

bool is_ruby(Kind kind) { return kind == Kind::ruby || kind == Kind::ruby_base || kind == Kind::ruby_text; }

}  // namespace

void InlineTree::clear(bool verbatim) {
  m_verbatim = verbatim;
  m_nodes.clear();
  m_lists.assign(1, {});
  m_groups.clear();
  m_open.clear();
  m_text.clear();
}

std::uint32_t InlineTree::make(LeafKind kind) {
  m_nodes.emplace_back().kind = kind;
  return static_cast<std::uint32_t>(m_nodes.size() - 1);
}

std::uint32_t InlineTree::around(std::uint16_t marks, std::uint32_t group, List children) {
  const std::uint32_t node = make(LeafKind::group);
  m_nodes[node].marks = marks;
  m_nodes[node].group = group;
  m_nodes[node].children = children;
  return node;
}

void InlineTree::append(List& list, std::uint32_t node) {
  if (list.last == none) list.first = node;
  else m_nodes[list.last].next = node;
  m_nodes[node].before = list.last;
  list.last = node;
}

void InlineTree::remove_first(List& list) {
  list.first = m_nodes[list.first].next;
  if (list.first == none) list.last = none;
  else m_nodes[list.first].before = none;
}

void InlineTree::remove_last(List& list) {
  list.last = m_nodes[list.last].before;
  if (list.last == none) list.first = none;
  else m_nodes[list.last].next = none;
}

// Appends a node; what it shares with the last one of the list becomes a node around both.
void InlineTree::combine(List& list, std::uint32_t node) {
  const std::uint32_t before = list.last;
  if (before == none || m_nodes[before].kind != LeafKind::group || m_nodes[node].kind != LeafKind::group)
    return append(list, node);
  const bool same_group = are_equal(m_nodes[before].group, m_nodes[node].group);
  const auto shared =
      same_group ? std::uint16_t{0} : static_cast<std::uint16_t>(m_nodes[before].marks & m_nodes[node].marks);
  if (shared == 0 && !same_group) return append(list, node);
  const std::uint32_t left_group = same_group ? none : m_nodes[before].group;
  const auto left = static_cast<std::uint16_t>(m_nodes[before].marks & ~shared);
  if (left != 0 || left_group != none) {
    const std::uint32_t inner = around(left, left_group, m_nodes[before].children);
    if (left_group != none) m_nodes[inner].where = m_nodes[before].where;
    m_nodes[before].children = {inner, inner};
  }
  if (!same_group) m_nodes[before].group = none;
  else
    m_nodes[node].group = none,
    m_groups[m_nodes[before].group].where = joined(m_groups[m_nodes[before].group].where, m_nodes[node].where);
  m_nodes[before].marks = shared;
  m_nodes[node].marks = static_cast<std::uint16_t>(m_nodes[node].marks & ~shared);
  put_inside(before, node);
}

bool InlineTree::are_equal(std::uint32_t a, std::uint32_t b) const {
  if (a == none || b == none) return false;
  const Group &one = m_groups[a], &other = m_groups[b];
  if (is_ruby(one.kind)) return false;
  return one.kind == other.kind && one.url == other.url && one.title == other.title && one.author == other.author &&
         one.date == other.date && one.classes == other.classes && one.pairs == other.pairs;
}

// Adds a node to the children of another; one that says nothing any more gives its children.
void InlineTree::put_inside(std::uint32_t before, std::uint32_t node) {
  List children = m_nodes[before].children;
  if (m_nodes[node].marks != 0 || m_nodes[node].group != none) {
    combine(children, node);
  } else if (const List moved = m_nodes[node].children; moved.first != none) {
    const std::uint32_t rest = m_nodes[moved.first].next;
    m_nodes[moved.first].next = none;
    combine(children, moved.first);
    if (rest != none) {
      m_nodes[children.last].next = rest;
      m_nodes[rest].before = children.last;
      children.last = moved.last;
    }
  }
  m_nodes[before].children = children;
}

// Runs of plain text mostly follow runs of plain text.
bool InlineTree::extend_last(std::uint16_t marks, std::uint32_t style, std::string_view text, dk_span where) {
  std::uint32_t last = m_lists.back().last;
  if (marks != 0) {
    if (last == none || m_nodes[last].kind != LeafKind::group || m_nodes[last].marks != marks ||
        m_nodes[last].group != none)
      return false;
    last = m_nodes[last].children.last;
  }
  if (last == none) return false;
  Node& node = m_nodes[last];
  if (node.kind != LeafKind::text || node.style != style || node.text_end != m_text.size()) return false;
  append_collapsed(text);
  node.text_end = m_text.size();
  node.where = joined(node.where, where);
  return true;
}

void InlineTree::append_collapsed(std::string_view text) {
  if (m_verbatim) {
    m_text += text;
    return;
  }
  bool behind_space = false;
  for (const char c : text) {
    if (!is_space(c)) m_text += c;
    else if (!behind_space) m_text += ' ';
    behind_space = is_space(c);
  }
}

void InlineTree::add_text(std::uint16_t marks, std::uint32_t style, std::string_view text, dk_span where) {
  if (text.empty() || extend_last(marks, style, text, where)) return;
  const std::uint32_t leaf = make(LeafKind::text);
  m_nodes[leaf].style = style;
  m_nodes[leaf].where = where;
  m_nodes[leaf].text_begin = m_text.size();
  append_collapsed(text);
  m_nodes[leaf].text_end = m_text.size();
  add_leaf(marks, leaf);
}

void InlineTree::add(std::uint16_t marks, const Leaf& leaf) {
  const std::uint32_t made = make(leaf.kind);
  m_nodes[made].text_begin = m_text.size();
  m_text += leaf.text;
  m_nodes[made].text_end = m_text.size();
  m_nodes[made].where = leaf.where;
  m_nodes[made].number = leaf.number;
  m_nodes[made].style = leaf.style;
  add_leaf(marks, made);
}

void InlineTree::add_leaf(std::uint16_t marks, std::uint32_t leaf) {
  if (marks == 0) return append(m_lists.back(), leaf);
  combine(m_lists.back(), around(marks, none, {leaf, leaf}));
}

void InlineTree::begin_group(Group group) {
  m_open.push_back(static_cast<std::uint32_t>(m_groups.size()));
  m_groups.push_back(std::move(group));
  m_lists.emplace_back();
}

bool InlineTree::is_in_link() const {
  return std::any_of(m_open.begin(), m_open.end(),
                     [this](std::uint32_t group) { return m_groups[group].kind == deckle::Kind::link; });
}

void InlineTree::end_group() {
  const List children = m_lists.back();
  const std::uint32_t group = m_open.back();
  m_lists.pop_back();
  m_open.pop_back();
  if (children.first == none) return;
  const std::uint32_t made = around(0, group, children);
  m_nodes[made].where = m_groups[group].where;
  // A link that is bold as a whole may share that with what is around it.
  if (const Node& only = m_nodes[children.first];
      children.first == children.last && only.kind == LeafKind::group && only.group == none) {
    m_nodes[made].marks = only.marks;
    m_nodes[made].children = only.children;
  }
  combine(m_lists.back(), made);
}

// One space, if the list begins or ends with some. Leaves of white space alone go.
bool InlineTree::take_space(List& list, bool at_end) {
  const std::uint32_t at = at_end ? list.last : list.first;
  if (at == none || m_nodes[at].kind != LeafKind::text) return false;
  Node& leaf = m_nodes[at];
  if (leaf.text_begin < leaf.text_end && m_text[at_end ? leaf.text_end - 1 : leaf.text_begin] != ' ') return false;
  const bool some = leaf.text_begin < leaf.text_end;
  if (some && at_end) --leaf.text_end;
  else if (some) ++leaf.text_begin;
  if (leaf.text_begin < leaf.text_end) return some;
  if (at_end) remove_last(list);
  else remove_first(list);
  return take_space(list, at_end) || some;
}

std::uint32_t InlineTree::space(dk_span where) {
  const std::uint32_t leaf = make(LeafKind::text);
  m_nodes[leaf].where = where;
  m_nodes[leaf].text_begin = m_text.size();
  m_text += ' ';
  m_nodes[leaf].text_end = m_text.size();
  return leaf;
}

void InlineTree::move_spaces_out(List& list) {
  List moved;
  for (std::uint32_t at = list.first, next; at != none; at = next) {
    next = m_nodes[at].next;
    m_nodes[at].next = m_nodes[at].before = none;
    if (m_nodes[at].kind != LeafKind::group) {
      append(moved, at);
      continue;
    }
    List children = m_nodes[at].children;
    move_spaces_out(children);
    if (children.first == none) continue;
    const dk_span where = where_of(children);
    const bool stays = m_nodes[at].group != none && is_ruby(m_groups[m_nodes[at].group].kind);
    if (!stays && take_space(children, false)) append(moved, space({where.source, where.begin, where.begin}));
    const bool behind = !stays && take_space(children, true);
    m_nodes[at].children = children;
    if (children.first != none) append(moved, at);
    if (behind) append(moved, space({where.source, where.end, where.end}));
  }
  list = moved;
}

// Neither spaces nor line breaks begin or end a paragraph.
void InlineTree::trim() {
  List& list = m_lists[0];
  const auto is_break = [&](std::uint32_t node) { return node != none && m_nodes[node].kind == LeafKind::hard_break; };
  while (take_space(list, false) || is_break(list.first))
    if (is_break(list.first)) remove_first(list);
  while (take_space(list, true) || is_break(list.last))
    if (is_break(list.last)) remove_last(list);
}

dk_span InlineTree::where_of(const List& list) const {
  std::uint32_t first = list.first, last = list.last;
  while (m_nodes[first].kind == LeafKind::group && m_nodes[first].group == none) first = m_nodes[first].children.first;
  while (m_nodes[last].kind == LeafKind::group && m_nodes[last].group == none) last = m_nodes[last].children.last;
  return joined(m_nodes[first].where, m_nodes[last].where);
}

// What is being written: leaves of text are held back until the text ends.
struct InlineTree::Writing {
  deckle::Builder& out;
  const Write& write;
  std::string text{};
  dk_span where{};
  std::uint32_t style = 0;
  bool behind_break = false;

  void end_text() {
    if (text.empty()) return;
    write({LeafKind::text, text, where, 0, style});
    text.clear();
  }
};

bool InlineTree::prepare() {
  move_spaces_out(m_lists[0]);
  trim();
  return m_lists[0].first != none;
}

void InlineTree::write(deckle::Builder& out, const Write& write) {
  Writing writing{out, write};
  write_list(m_lists[0], writing);
}

void InlineTree::write_list(const List& list, Writing& writing) {
  for (std::uint32_t at = list.first; at != none; at = m_nodes[at].next) write_node(m_nodes[at], writing);
  writing.end_text();
}

void InlineTree::write_node(const Node& node, Writing& writing) {
  std::string_view text(m_text.data() + node.text_begin, node.text_end - node.text_begin);
  if (node.kind == LeafKind::text) {
    const bool behind_space = writing.text.empty() ? writing.behind_break : writing.text.back() == ' ';
    if (behind_space && text.starts_with(' ')) text.remove_prefix(1);
    if (text.empty()) return;
    if (!writing.text.empty() && writing.style != node.style && text != " ") writing.end_text();
    if (writing.text.empty()) writing.where = node.where, writing.style = node.style;
    else writing.where = joined(writing.where, node.where);
    writing.text += text;
    writing.behind_break = false;
    return;
  }
  if (node.kind == LeafKind::hard_break && writing.text.ends_with(' ')) writing.text.pop_back();
  writing.end_text();
  writing.behind_break = node.kind == LeafKind::hard_break;
  if (node.kind != LeafKind::group) return writing.write({node.kind, text, node.where, node.number, node.style});
  std::uint32_t open = 0;
  if (node.group != none) {
    const Group& group = m_groups[node.group];
    writing.out.begin(group.kind, deckle::row_of(group.kind)->flags, {}, group.where);
    if (!group.classes.empty()) writing.out.attribute(Key::classes, group.classes);
    if (group.kind == Kind::link) writing.out.attribute(Key::url, group.url);
    if (!group.title.empty()) writing.out.attribute(Key::title, group.title);
    if (!group.author.empty()) writing.out.attribute(Key::author, group.author);
    if (!group.date.empty()) writing.out.attribute(Key::date, group.date);
    for (const auto& [name, value] : group.pairs) writing.out.attribute(name, value);
    ++open;
  }
  for (const auto& [mark, kind] : mark_kinds) {
    if ((node.marks & mark) == 0) continue;
    writing.out.begin(kind, deckle::row_of(kind)->flags, {}, where_of(node.children));
    if (mark == mark_right_to_left) writing.out.attribute("dir", "rtl");
    ++open;
  }
  write_list(node.children, writing);
  writing.behind_break = false;
  writing.out.close(open);
}

std::string InlineTree::words() const {
  std::string words;
  append_words(m_lists[0], words);
  return words;
}

void InlineTree::append_words(const List& list, std::string& words) const {
  for (std::uint32_t at = list.first; at != none; at = m_nodes[at].next) {
    const Node& node = m_nodes[at];
    if (node.kind == LeafKind::hard_break) words += '\n';
    else if (node.kind == LeafKind::group) append_words(node.children, words);
    else if (node.kind == LeafKind::text || node.kind == LeafKind::code || node.kind == LeafKind::image ||
             node.kind == LeafKind::math)
      words.append(m_text, node.text_begin, node.text_end - node.text_begin);
  }
}

}  // namespace docx
