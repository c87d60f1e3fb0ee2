// What stands in a description or an admonition: paragraphs of its style, and all that is indented as far as these are.
#include "block_reader.hpp"

namespace docx {
namespace {

Role frame_role(Role role) {
  if (role == Role::definition_term) return Role::definition;
  return role == Role::admonition_title ? Role::admonition : role;
}

}  // namespace

bool BlockReader::is_within(const Frame& frame, const ParagraphFormat& format) const {
  if (format.is_numbered) {
    const Level* level = m_context.numbering.find(format.num_id, format.num_level);
    const int begin = format.text_begin != 0 ? format.text_begin : level->text_begin;
    return frame.text_begin > 0 && begin - format.hanging.value_or(level->hanging) >= frame.text_begin;
  }
  // Where a style is not indented, nobody knows what else stands in it.
  if (frame_role(format.role) == frame.role && format.heading == 0) return format.indent >= frame.indent;
  return frame.text_begin > 0 && format.indent >= frame.text_begin;
}

// Its style says no more than that it stands there.
bool BlockReader::is_of_frame(const Flow& flow, const ParagraphFormat& format) {
  return !flow.frames.empty() && flow.frames.back().role == format.role;
}

// Ends those in which the block does not stand.
void BlockReader::leave_frames(Flow& flow, const ParagraphFormat& format) {
  while (!flow.frames.empty() && !is_within(flow.frames.back(), format)) end_frame(flow);
}

// The one node of it that is open at first is opened by the caller.
void BlockReader::begin_frame(Flow& flow, const ParagraphFormat& format, dk_span where) {
  const std::size_t around = lists_around(flow, format);
  if (around != flow.lists.size()) set_quotes(flow, 0);
  end_lists(flow, around);
  set_quotes(flow, quotes_of(flow, format), where);
  const int begin = format.indent + format.style->indent.left.value_or(0);
  flow.frames.push_back({frame_role(format.role), format.indent, begin, 1, std::exchange(flow.lists, {}),
                         std::exchange(flow.quotes, 0), std::exchange(flow.outer_quotes, 0)});
}

// The lists and quotations in the innermost frame, or in none.
void BlockReader::end_inside(Flow& flow) {
  set_quotes(flow, 0);
  end_lists(flow, 0);
  set_quotes(flow, 0);
}

void BlockReader::end_frame(Flow& flow) {
  end_inside(flow);
  Frame& frame = flow.frames.back();
  m_context.out.close(frame.nodes);
  flow.lists = std::move(frame.lists);
  flow.quotes = frame.quotes, flow.outer_quotes = frame.outer_quotes;
  flow.frames.pop_back();
}

void BlockReader::end_frames(Flow& flow) {
  while (!flow.frames.empty()) end_frame(flow);
}

}  // namespace docx
