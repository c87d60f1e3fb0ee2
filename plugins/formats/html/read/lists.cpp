// Lists, definition lists and ruby: elements that hold parts and nothing else. A part goes on to the next one, so that
// what the page has between them, against the rules, belongs to the part before it.
#include <utility>

#include "css/css.hpp"
#include "page_reader.hpp"

using deckle::Key;
using deckle::Kind;

namespace html {
namespace {

constexpr std::uint32_t below_list = 5;  // an item, a line, an inline, its text

struct Style {
  std::string_view type, css, style;
};
// Attributes `type`, and values of list-style-type.
constexpr Style styles[] = {{"1", "decimal", ""},
                            {"a", "lower-alpha", "lower-alpha"},
                            {"A", "upper-alpha", "upper-alpha"},
                            {"i", "lower-roman", "lower-roman"},
                            {"I", "upper-roman", "upper-roman"},
                            {"", "lower-latin", "lower-alpha"},
                            {"", "upper-latin", "upper-alpha"}};

const GumboNode* first_child(const GumboNode& node, GumboTag tag) {
  for (unsigned i = 0; i < child_count(node); ++i)
    if (tag_of(child_of(node, i)) == tag) return &child_of(node, i);
  return nullptr;
}

bool has_reading(const GumboNode& ruby) { return first_child(ruby, GUMBO_TAG_RT) || first_child(ruby, GUMBO_TAG_RTC); }

// Bases and readings in pairs, where all bases are written before all readings; else null.
std::unique_ptr<std::vector<const GumboNode*>> paired(const GumboNode& ruby) {
  std::vector<const GumboNode*> bases, readings;
  for (unsigned i = 0; i < child_count(ruby); ++i) {
    const GumboNode& child = child_of(ruby, i);
    const GumboTag tag = tag_of(child);
    if (tag == GUMBO_TAG_RB) bases.push_back(&child);
    else if (tag == GUMBO_TAG_RT) readings.push_back(&child);
    else if (tag != GUMBO_TAG_RP && has_content(child)) return nullptr;
  }
  if (bases.size() < 2 || bases.size() != readings.size()) return nullptr;
  auto pairs = std::make_unique<std::vector<const GumboNode*>>();
  for (std::size_t i = 0; i < bases.size(); ++i) pairs->insert(pairs->end(), {bases[i], readings[i]});
  return pairs;
}

std::string_view style_of(const GumboNode& list) {
  const std::string_view type = attribute_of(list, "type");
  std::string_view css = css::value_of(attribute_of(list, "style"), "list-style-type");
  if (css.empty()) css = css::value_of(attribute_of(list, "style"), "list-style");
  for (const Style& style : styles)
    if ((!type.empty() && type == style.type) || css == style.css || has_class(list, style.css)) return style.style;
  return {};
}

// The box of a task: the first thing in an item that can be seen, if it is one.
const GumboNode* task_box(const GumboNode& item) {
  for (const GumboNode* at = &item; at; at = next_node(at, item)) {
    if (is_text(*at) && !is_blank_text(*at)) return nullptr;
    if (!is_element(*at)) continue;
    if (tag_of(*at) == GUMBO_TAG_INPUT) return attribute_of(*at, "type") == "checkbox" ? at : nullptr;
    if (at != &item && tag_of(*at) != GUMBO_TAG_P && tag_of(*at) != GUMBO_TAG_LABEL) return nullptr;
  }
  return nullptr;
}

// Whether its descriptions hold nothing but lists like it.
bool has_only_entries(const GumboNode& list) {
  for (unsigned i = 0; i < child_count(list); ++i) {
    const GumboNode& part = child_of(list, i);
    for (unsigned j = 0; tag_of(part) == GUMBO_TAG_DD && j < child_count(part); ++j)
      if (tag_of(child_of(part, j)) != GUMBO_TAG_DL && !is_blank_text(child_of(part, j))) return false;
  }
  return true;
}

// A table of contents, as DocBook has it: the terms are its entries, and a description holds those below the one
// before.
bool is_contents(const GumboNode& list) {
  if (!has_only_entries(list)) return false;
  constexpr int farthest = 20;
  const GumboNode* at = &list;
  for (int level = 0; at && level < farthest; ++level, at = at->parent) {
    if (is_element(*at) && has_class(*at, "toc")) return true;
    if (tag_of(*at) != GUMBO_TAG_DL && tag_of(*at) != GUMBO_TAG_DD) return false;
  }
  return false;
}

Kind part_of(Role whole, const GumboNode& node) {
  const Role role = is_element(node) ? element_of(node).role : Role::neutral;
  const bool is_entry = role == Role::term && tag_of(*node.parent) == GUMBO_TAG_DL;
  if (whole == Role::list) return role == Role::item || is_entry ? Kind::list_item : Kind::document;
  return role == Role::term ? Kind::term : role == Role::description ? Kind::description : Kind::document;
}

}  // namespace

void PageReader::list(const GumboNode& node) {
  end_line();
  if (!has_room(node, below_list)) return push_neutral(node, true);
  const bool is_ordered = tag_of(node) == GUMBO_TAG_OL;
  m_out.open(is_ordered ? Kind::ordered_list : Kind::bullet_list, m_source.span_of(node));
  if (is_ordered) {
    auto start = number_of(attribute_of(node, "start"));
    const GumboNode* first = first_child(node, GUMBO_TAG_LI);
    if (!start && first) start = number_of(attribute_of(*first, "value"));
    if (start && *start != 1) m_out.attribute(Key::start, *start);
    if (const std::string_view style = style_of(node); !style.empty()) m_out.attribute(Key::style, style);
  }
  const std::string style = css::without(attribute_of(node, "style"), "list-style-type");
  attributes(node, style.empty() ? "start type compact style" : "start type compact", {},
             "task-list contains-task-list");
  Frame& frame = push(node, Role::list);
  frame.is_block = true;
  frame.levels = 1;
}

void PageReader::definitions(const GumboNode& node) {
  if (is_contents(node)) return has_content(node) ? list(node) : end_line();
  end_line();
  if (!has_room(node, below_list)) return push_neutral(node, true);
  m_out.open(Kind::definition_list, m_source.span_of(node));
  attributes(node, "compact");
  Frame& frame = push(node, Role::definitions);
  frame.is_block = true;
  frame.levels = 1;
}

// Characters with their readings (4.5.10); what is in parentheses for old browsers is not read.
void PageReader::ruby(const GumboNode& node) {
  if (!has_reading(node)) return wrapper(node, Kind::span);
  if (!has_room(node, below_list)) return push_neutral(node, false);
  begin_content(m_source.range_of(node).begin);
  flush();
  m_out.open(Kind::ruby, m_source.span_of(node));
  attributes(node, "");
  Frame& frame = push(node, Role::ruby);
  frame.levels = 1;
  frame.children = paired(node);
}

// A child of an element that has only parts.
void PageReader::visit_in_parts(const GumboNode& node) {
  if (node.type == GUMBO_NODE_COMMENT || (is_element(node) && m_notes.is_elsewhere(node))) return;
  const Role role = m_frames.back().role;
  if (role == Role::ruby) return visit_in_ruby(node);
  const Kind part = part_of(role, node);
  if (part != Kind::document) {
    open_part(part, &node, node);
    Frame& inside = push(node, Role::neutral);
    inside.is_block = inside.is_part = true;
  } else if (role == Role::definitions && tag_of(node) == GUMBO_TAG_DIV) {
    if (m_frames.back().part_is_open) close_part();
    push(node, Role::definitions).is_block = true;  // a group (4.4.9)
  } else {
    if (!m_frames.back().part_is_open && !has_content(node)) return;
    if (!m_frames.back().part_is_open) open_part(role == Role::list ? Kind::list_item : Kind::term, nullptr, node);
    visit(node);
  }
}

void PageReader::visit_in_ruby(const GumboNode& node) {
  const GumboTag tag = tag_of(node);
  if (tag == GUMBO_TAG_RP) return;
  const Frame& ruby = m_frames.back();
  const bool is_reading = tag == GUMBO_TAG_RT || tag == GUMBO_TAG_RTC;
  if (is_reading || tag == GUMBO_TAG_RB) {
    open_part(is_reading ? Kind::ruby_text : Kind::ruby_base, &node, node);
    push(node, Role::neutral);
    return;
  }
  if (!ruby.part_is_open || ruby.part == Kind::ruby_text) {
    if (!has_content(node)) return;
    open_part(Kind::ruby_base, nullptr, node);
  }
  visit(node);
}

// `element`: what says that it is a part, if anything does; `content`: where it begins.
// A part goes on to the next one, whatever stands between them.
Range PageReader::part_range(Role role, const GumboNode& content) const {
  Range range = m_source.range_of(content);
  const GumboNode& list = *content.parent;
  for (auto i = static_cast<unsigned>(content.index_within_parent) + 1; i < child_count(list); ++i) {
    const GumboNode& child = child_of(list, i);
    if (part_of(role, child) != Kind::document) break;
    if (is_text(child) || is_element(child)) range.end = std::max(range.end, m_source.range_of(child).end);
  }
  return range;
}

void PageReader::open_part(Kind kind, const GumboNode* element, const GumboNode& content) {
  if (m_frames.back().part_is_open) close_part();
  Frame& whole = m_frames.back();
  if (kind == Kind::description && whole.part == Kind::document && whole.levels > 0)
    m_out.leaf(Kind::term, {}, m_source.span_of(content));  // a list of definitions begins with a term
  const bool ends_alone = element != nullptr && whole.role == Role::ruby;
  m_out.open(kind, m_source.span(ends_alone ? m_source.range_of(content) : part_range(whole.role, content)));
  if (kind == Kind::list_item && element) item_attributes(*element);
  else if (element) attributes(*element, "");
  Flow inside;
  inside.is_one_line = kind != Kind::list_item && kind != Kind::description;
  if (!inside.is_one_line && element) inside.line = line_of(*element, Beside::blocks_in_list);
  begin_flow(std::move(inside), whole.role == Role::ruby);
  whole.part = kind;
  whole.part_is_open = true;
}

void PageReader::close_part() {
  end_flow();
  m_out.close();
  m_frames.back().part_is_open = false;
}

void PageReader::item_attributes(const GumboNode& item) {
  const GumboNode* box = task_box(item);
  if (box) m_out.attribute(Key::checked, has_attribute(*box, "checked"));
  m_passed = box;
  const bool is_first = !m_frames.back().part_is_open && m_frames.back().part == Kind::document;
  attributes(item, is_first ? "value" : "", {}, "task-list-item");
}

}  // namespace html
