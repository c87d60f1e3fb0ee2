// Lines: white space, line breaks, and inline elements that wait until something can be seen.
#include <algorithm>
#include <utility>

#include "page_reader.hpp"
#include "tags.hpp"
#include "text_places.hpp"

using deckle::Key;
using deckle::Kind;

namespace html {
namespace {

// Elements without markup inside, so that < is just that.
bool is_raw_text(GumboTag tag) {
  return tag == GUMBO_TAG_TEXTAREA || tag == GUMBO_TAG_XMP || tag == GUMBO_TAG_PLAINTEXT;
}

// White space at the end of a line is none of it.
std::size_t end_of_words(const GumboNode& text, Range where) {
  const std::string_view written(text.v.text.original_text.data, text.v.text.original_text.length);
  std::size_t length = written.size();
  while (length > 0 && is_space(written[length - 1])) --length;
  return where.begin + length;
}

}  // namespace

void PageReader::text(const GumboNode& node) {
  const std::string_view text = node.v.text.text;
  const Range written = m_source.range_of(node);
  TextPlaces places(m_source.text.substr(written.begin, written.end - written.begin), text,
                    !is_raw_text(tag_of(*node.parent)));
  const bool is_lost = !places.fit();
  const auto range = [&](std::size_t begin, std::size_t end) -> Range {
    if (is_lost) return m_source.range_of(*node.parent);
    const std::size_t from = places.begin_of(begin);
    return {written.begin + from, written.begin + places.end_of(end)};
  };
  const auto is_white = [&](std::size_t at) { return at < text.size() && is_space(text[at]); };
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    if (is_white(at)) {
      while (is_white(at)) ++at;
      const bool is_newline = text.substr(begin, at - begin).find('\n') != std::string_view::npos;
      add_white(is_newline, range(begin, at));
      continue;
    }
    // Words with one space between them are one piece.
    while (at < text.size() && (!is_white(at) || (text[at] == ' ' && at + 1 < text.size() && !is_white(at + 1)))) ++at;
    add_text(text.substr(begin, at - begin), range(begin, at));
  }
}

void PageReader::add_text(std::string_view text, Range where) {
  begin_content(where.begin);
  if (m_run_code != m_code) flush();
  if (m_run.empty()) m_run_range.begin = where.begin;
  m_run_code = m_code;
  m_run += text;
  m_run_range.end = where.end;
}

// White space at the beginning of a line is none, and what runs on is one.
void PageReader::add_white(bool is_newline, Range where) {
  if (!flow().has_content) return;
  if (flow().white == Flow::White::none) flow().white_range = where;
  if (is_newline) flow().white = Flow::White::newline;
  else if (flow().white == Flow::White::none) flow().white = Flow::White::space;
}

// One with nothing before it in its block makes no line, nor does one with nothing behind it.
void PageReader::add_break(Range where) {
  if (flow().is_verse) {
    if (!flow().is_open) open_line(where.begin);
    end_line();
  } else if (flow().has_content) {
    flow().breaks.push_back(where);
  }
}

// Before anything that can be seen: what waited is written.
void PageReader::begin_content(std::size_t at) {
  begin_place(at);
  flow().has_content = true;
}

// Before what links lead to, too, although it is nothing that white space could stand behind.
void PageReader::begin_place(std::size_t at) {
  if (!flow().is_open && !flow().is_one_line) open_line(at);
  if (flow().has_content) write_white();
  std::size_t& done = flow().open_wrappers;
  if (flow().first_wrapper + done == m_wrappers.size()) return;
  flush();
  for (; flow().first_wrapper + done < m_wrappers.size(); ++done) open_wrapper(m_wrappers[flow().first_wrapper + done]);
}

void PageReader::write_white() {
  Flow& line = flow();
  const auto white = std::exchange(line.white, Flow::White::none);
  if (!line.breaks.empty()) {
    flush();
    for (const Range& where : line.breaks) m_out.leaf(Kind::hard_break, {}, m_source.span(where));
    line.breaks.clear();
  } else if (white == Flow::White::newline && (!m_code || m_run.empty())) {
    flush();
    m_out.leaf(Kind::soft_break, {}, m_source.span(line.white_range));
  } else if (white != Flow::White::none) {
    write_space(line.white_range);
  }
}

// As a part of the text before or behind it; beside code it is none of that.
void PageReader::write_space(Range where) {
  const bool goes_on = flow().first_wrapper + flow().open_wrappers == m_wrappers.size();
  const bool joins = !m_run.empty() && (!m_run_code || (m_run_code == m_code && goes_on));
  if (!joins) {
    flush();
    if (m_code) return m_out.text(" ", m_source.span(where));
    m_run_code = nullptr;
    m_run_range.begin = where.begin;
  }
  m_run += ' ';
  m_run_range.end = where.end;
}

// A paragraph that no element says is one: it goes on to the next block.
void PageReader::open_line(std::size_t at) {
  Flow& line = flow();
  line.is_open = true;
  if (line.line_element) {
    m_out.open(line.line, m_source.span_of(*line.line_element));
    attributes(*line.line_element, "align");
    line.line_element = nullptr;  // its identifier is given once
    return;
  }
  m_out.open(line.line, m_source.span(line_range(at)));
}

// From `at`, or the inline element that it stands in, to the last inline before a block.
Range PageReader::line_range(std::size_t at) const {
  auto frame = m_frames.rbegin();
  while (!frame->is_block) ++frame;
  Range range{at, at};
  if (frame->next == 0) return range;
  const std::size_t count = frame->children ? frame->children->size() : child_count(*frame->node);
  for (unsigned i = frame->next - 1; i < count; ++i) {
    const GumboNode& child = frame->children ? *(*frame->children)[i] : child_of(*frame->node, i);
    if (is_element(child) && (is_block(child) || (m_flows.back().is_verse && tag_of(child) == GUMBO_TAG_BR))) break;
    if (is_blank_text(child) || child.type == GUMBO_NODE_COMMENT) continue;
    const Range one = m_source.range_of(child);
    if (is_element(child)) range.begin = std::min(range.begin, one.begin);
    range.end = std::max(range.end, is_text(child) ? end_of_words(child, one) : one.end);
  }
  return range;
}

void PageReader::end_line() {
  Flow& line = flow();
  if (line.is_one_line) {
    if (line.has_content && line.breaks.empty()) line.breaks.push_back({m_run_range.end, m_run_range.end});
    return;
  }
  if (line.is_open) {
    close_wrappers();
    m_out.close();
  }
  line.is_open = line.has_content = false;
  line.white = Flow::White::none;
  line.breaks.clear();
}

void PageReader::close_wrappers() {
  flush();
  for (; flow().open_wrappers > 0; --flow().open_wrappers) {
    Wrapper& wrapper = m_wrappers[flow().first_wrapper + flow().open_wrappers - 1];
    if (std::exchange(wrapper.is_open, false)) m_out.close();
  }
}

void PageReader::flush() {
  if (m_run.empty()) return;
  if (!m_run_code) {
    m_out.text(m_run, m_source.span(m_run_range));
  } else {
    const bool is_all = child_count(*m_run_code) == 1 && is_text(child_of(*m_run_code, 0));
    m_out.leaf(Kind::code, m_run, is_all ? m_source.span_of(*m_run_code) : m_source.span(m_run_range));
    attributes(*m_run_code, "");
  }
  m_run.clear();
}

void PageReader::push_wrapper(const GumboNode& node, Kind kind, std::string_view name) {
  if (!has_room(node, 3)) return push_neutral(node, false);
  m_wrappers.push_back({&node, kind, name});
  push(node, Role::wrapper).has_wrapper = true;
}

void PageReader::pop_wrapper() {
  const GumboNode& node = *m_wrappers.back().element;
  // What links may lead to stays, even where there is nothing to see.
  if (!m_wrappers.back().is_written && (has_attribute(node, "id") || has_attribute(node, "name"))) {
    if (is_anchor(node)) return anchor(node);
    begin_place(m_source.range_of(node).begin);
  }
  if (flow().first_wrapper + flow().open_wrappers == m_wrappers.size()) {
    flush();
    if (m_wrappers.back().is_open) m_out.close();
    --flow().open_wrappers;
  }
  m_wrappers.pop_back();
}

// Whether it is there for a link of the page. Of others only people know, or other pages.
bool PageReader::is_anchor(const GumboNode& node) const {
  if (tag_of(node) != GUMBO_TAG_SPAN && tag_of(node) != GUMBO_TAG_A) return false;
  const std::string_view id = attribute_of(node, "id");
  return m_linked.count(id.empty() ? attribute_of(node, "name") : id) > 0;
}

// Instead of the wrapper that waited for something to hold.
void PageReader::anchor(const GumboNode& node) {
  m_wrappers.pop_back();
  const Range where = m_source.range_of(node);
  begin_place(where.begin);
  flush();
  m_out.leaf(Kind::anchor, {}, m_source.span(where));
  attributes(node, tag_of(node) == GUMBO_TAG_A ? "name " : "");
}

// Within a line the wrappers that are open stay so; elsewhere what is inside of them is wrapped again.
void PageReader::begin_flow(Flow flow, bool is_within_line) {
  flow.first_wrapper = m_flows.empty() || is_within_line ? m_wrappers.size() : m_flows.back().first_wrapper;
  m_flows.push_back(std::move(flow));
}

void PageReader::end_flow() {
  if (flow().is_one_line) close_wrappers();
  else end_line();
  m_flows.pop_back();
}

}  // namespace html
