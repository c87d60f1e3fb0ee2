#include "page_reader.hpp"

#include <algorithm>
#include <utility>

#include "permalinks.hpp"

using deckle::Kind;

namespace html {
namespace {

constexpr std::size_t free_repeats = 10'000;

}  // namespace

PageReader::PageReader(const Source& source, const Wishes& wishes, deckle::Builder& out, Problems& problems)
    : m_source(source),
      m_wishes(wishes),
      m_out(out),
      m_problems(problems),
      m_repeats_left(source.text.size() + free_repeats) {}

void PageReader::begin(const GumboNode& root, std::string base) {
  m_base = std::move(base);
  m_notes.find(root);
  // Links that nobody sees are not read, nor are those in code.
  for (const GumboNode* at = &root; at; at = next_node(at, root, tag_of(*at) != GUMBO_TAG_PRE)) {
    const std::string_view to = tag_of(*at) == GUMBO_TAG_A ? attribute_of(*at, "href") : std::string_view();
    if (to.size() < 2 || to.front() != '#' || !has_content(*at) || is_permalink(*at)) continue;
    m_linked.insert(to.substr(1));
  }
  if (m_wishes.identifiers) claim_identifiers(root);
}

void PageReader::write_value(const GumboNode& node, Kind kind, std::string_view key, const GumboNode* without) {
  m_out.open(kind, m_source.span_of(node));
  if (!key.empty()) m_out.attribute(deckle::Key::key, key);
  Frame& frame = kind == Kind::meta_inlines ? push_line(node) : push_block(node, Kind::paragraph);
  frame.levels = 1;
  m_passed = without;
  run();
}

void PageReader::read(const GumboNode& root, const GumboNode* title_block) {
  m_title_block = title_block;
  begin_flow({});
  for (unsigned i = 0; i < child_count(root); ++i) {
    const GumboNode& child = child_of(root, i);
    if (!is_element(child)) continue;
    if (tag_of(child) == GUMBO_TAG_FRAMESET) m_problems.loss(m_source.span_of(child), "frames are left out");
    if (tag_of(child) != GUMBO_TAG_BODY) continue;
    flow().line = line_of(child, Beside::blocks);
    push(child, Role::block).is_block = true;
    run();
  }
  end_flow();
}

void PageReader::run() {
  for (std::uint32_t steps = 0; !m_frames.empty(); ++steps) {
    if (steps % 4096 == 0) m_problems.call().stop_if_cancelled();
    step();
  }
}

void PageReader::step() {
  Frame& frame = m_frames.back();
  const std::size_t count = frame.steps      ? frame.steps->size()
                            : frame.children ? frame.children->size()
                                             : child_count(*frame.node);
  if (frame.next == count) return leave();
  const unsigned next = frame.next++;
  if (frame.steps) return table_step((*frame.steps)[next], *frame.node);
  const GumboNode& child = frame.children ? *(*frame.children)[next] : child_of(*frame.node, next);
  if (frame.role == Role::list || frame.role == Role::definitions || frame.role == Role::ruby) visit_in_parts(child);
  else visit(child);
}

void PageReader::leave() {
  Frame& frame = m_frames.back();
  if (frame.part_is_open) close_part();
  if (frame.role == Role::definitions && frame.part == Kind::term)  // a group ends with a description (4.4.9)
    m_out.leaf(Kind::description, {}, m_source.span_of(*frame.node));
  if (frame.has_wrapper) pop_wrapper();
  if (frame.is_code) m_code = frame.code_outside;
  if (frame.has_flow) end_flow();
  else if (frame.is_block && !frame.is_part) end_line();
  m_out.close(frame.levels);
  if (frame.is_note) m_notes_under_way.pop_back();
  m_frames.pop_back();
}

void PageReader::visit(const GumboNode& node) {
  if (is_text(node)) text(node);
  else if (is_element(node)) visit_element(node);
}

void PageReader::visit_element(const GumboNode& node) {
  if (&node == m_passed || &node == m_title_block || m_notes.is_elsewhere(node)) return;
  if (const GumboNode* content = m_notes.note_at(node)) {
    if (may_note(*content)) return note(node, *content);
  }
  if (node.v.element.tag_namespace != GUMBO_NAMESPACE_HTML) return foreign(node);
  const Element element = element_of(node);
  if (element.role == Role::dropped) {
    if (!formula(node) && node.type == GUMBO_NODE_TEMPLATE)
      m_problems.loss(m_source.span_of(node), "what stands in templates is left out");
  } else if (element.role > Role::rule || element.role == Role::neutral) {
    inline_element(node, element);
  } else if (flow().is_one_line || flow().is_verse || m_code) {
    // Where lines are wanted, blocks are told apart by line breaks.
    if (element.role == Role::table || element.role == Role::list || element.role == Role::preformatted)
      m_problems.loss(m_source.span_of(node), "blocks that stand in one line of text are read as text");
    push_neutral(node, true);
  } else {
    block(node, element);
  }
}

PageReader::Frame& PageReader::push(const GumboNode& node, Role role) {
  Frame& frame = m_frames.emplace_back();
  frame.node = &node;
  frame.role = role;
  return frame;
}

// Lines of its own.
PageReader::Frame& PageReader::push_block(const GumboNode& node, Kind line) {
  Flow inside;
  inside.line = line;
  begin_flow(std::move(inside));
  Frame& frame = push(node, Role::block);
  frame.is_block = frame.has_flow = true;
  return frame;
}

// One line, which the node that is open holds.
PageReader::Frame& PageReader::push_line(const GumboNode& node, bool is_within_line) {
  Flow inside;
  inside.is_one_line = true;
  begin_flow(std::move(inside), is_within_line);
  Frame& frame = push(node, Role::neutral);
  frame.has_flow = true;
  return frame;
}

void PageReader::push_neutral(const GumboNode& node, bool is_block) {
  if (is_block) end_line();
  push(node, Role::neutral).is_block = is_block;
}

// Each note is written once; more often only as far as the document does not grow out of hand.
bool PageReader::may_note(const GumboNode& content) {
  const Range where = m_source.range_of(content);
  const bool is_busy =
      std::find(m_notes_under_way.begin(), m_notes_under_way.end(), &content) != m_notes_under_way.end();
  const bool is_first = m_notes_written.insert(&content).second;
  const std::size_t size = is_first ? 0 : where.end - where.begin;
  if (!is_busy && size <= m_repeats_left && has_room(content, 4)) {
    m_repeats_left -= size;
    return true;
  }
  m_problems.note("html.footnote", m_source.span(where),
                  "a note that its own text refers to, or too many marks do, stays a link there");
  return false;
}

void PageReader::note(const GumboNode& site, const GumboNode& content) {
  begin_content(m_source.range_of(site).begin);
  flush();
  m_out.open(Kind::note, m_source.span_of(site));
  Flow inside;
  inside.line = Kind::paragraph;
  begin_flow(std::move(inside), true);
  Frame& frame = push(content, Role::block);
  frame.is_block = frame.has_flow = frame.is_note = true;
  frame.levels = 1;
  frame.is_code = true;
  frame.code_outside = std::exchange(m_code, nullptr);
  m_notes_under_way.push_back(&content);
}

// Whether so many levels fit below the node that is open, with all wrappers that wait. What does not is read flat.
bool PageReader::has_room(const GumboNode& node, std::uint32_t levels) {
  const std::size_t waiting = m_wrappers.size() - flow().first_wrapper - flow().open_wrappers;
  if (m_out.depth() + waiting + levels < m_problems.call().max_depth()) return true;
  m_problems.note("html.depth", m_source.span_of(node), "nested deeper than the host allows: read flat");
  return false;
}

}  // namespace html
