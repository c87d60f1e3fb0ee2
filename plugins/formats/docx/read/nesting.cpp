// What blocks stand in: quotations and the items of lists, by what their paragraphs say of themselves.
#include <algorithm>

#include "block_reader.hpp"
#include "lists.hpp"

using deckle::Key;
using deckle::Kind;

namespace docx {
namespace {

constexpr int most_quotes = 8;  // in one another

// An item that follows a quotation, and is indented by as much more than its level says, is in it.
bool is_quoted(int quote_indent, const ParagraphFormat& format, const Level& level, int frame_begin) {
  return quote_indent > 0 && level.text_begin > 0 && format.text_begin >= level.text_begin + quote_indent + frame_begin;
}

// Without a quotation before it an item is in one, or several, if it is indented by just as much more as those are.
int quotes_around(int quote_indent, const ParagraphFormat& format, const Level& level, int frame_begin) {
  const int beyond = format.text_begin - level.text_begin - frame_begin;
  if (quote_indent <= 0 || level.text_begin <= 0 || beyond <= 0 || beyond % quote_indent != 0) return 0;
  return std::min(beyond / quote_indent, most_quotes);
}

// Whose number is taken away, where its text stands if it says so itself: beyond its style says nothing beside an item.
int place_beside_items(const ParagraphFormat& format) {
  return format.removed == ParagraphFormat::Removed::nothing ? format.indent
                                                             : std::max(format.indent, format.text_begin);
}

bool is_ticked(pugi::xml_node checkbox) {
  const pugi::xml_node state = checkbox.child("w:sdtPr").child("w14:checkbox").child("w14:checked");
  const std::string_view value = state.attribute("w14:val").value();
  return state && value != "0" && value != "false";
}

}  // namespace

void BlockReader::set_quotes(Flow& flow, int wanted, dk_span where) {
  for (; flow.quotes > wanted; --flow.quotes) m_context.out.close();
  for (; flow.quotes < wanted; ++flow.quotes)
    m_context.out.begin(Kind::block_quote, deckle::row_of(Kind::block_quote)->flags, {}, where);
}

// How many quotations a paragraph stands in, within the lists around it. What is indented further than these is quoted
// by people who know no style for it; a quotation in a quotation is indented as much again.
int BlockReader::quotes_of(Flow& flow, const ParagraphFormat& format) const {
  if (format.is_quote) flow.quote_indent = format.style->indent.left.value_or(0);
  if (format.role == Role::list_paragraph || format.is_numbered) return format.is_quote ? 1 : 0;
  const int beyond = flow.lists.empty() ? format.indent - frame_begin(flow)
                                        : place_beside_items(format) - flow.lists.back().text_begin;
  const bool is_of_list = format.removed == ParagraphFormat::Removed::no_number;
  if (beyond <= 0 || is_of_list) return format.is_quote ? 1 : 0;
  const bool can_nest = flow.quote_indent > 0 && (format.is_quote || format.role == Role::code);
  const int further = can_nest ? std::min(beyond / flow.quote_indent, most_quotes) : 0;
  return format.is_quote ? 1 + further : std::max(further, 1);
}

// A list in an item of a list of a lower level, or of one before the text of which its numbers do not begin; another
// list on the same level follows the one before.
void BlockReader::begin_item(Flow& flow, const ParagraphFormat& format, dk_span where) {
  const Number number = m_context.numbering.count(format.num_id, format.num_level);
  const int text_begin = format.text_begin != 0 ? format.text_begin : number.level->text_begin;
  const auto is_inside = [&](const OpenList& list) {
    const int number_begin = text_begin - format.hanging.value_or(number.level->hanging);
    return list.num_id != format.num_id && list.text_begin > 0 && number_begin >= list.text_begin;
  };
  const auto goes_on = [&](const OpenList& list) {
    const bool of_style = format.style != nullptr && format.style->num_id;
    return list.level == format.num_level &&
           (list.num_id == format.num_id ||
            m_context.numbering.goes_on(format.num_id, format.num_level, list.num_id, of_style));
  };
  const auto stays = [&](const OpenList& list) {
    if (list.is_indented && list.num_id != format.num_id) return is_inside(list);
    return list.level < format.num_level || goes_on(list) || (list.level == format.num_level && is_inside(list));
  };
  std::size_t kept = flow.lists.size();
  while (kept > 0 && !stays(flow.lists[kept - 1])) --kept;
  end_lists(flow, kept);
  if (kept == 0 && flow.quotes == 0)
    set_quotes(flow, quotes_around(m_context.styles.quote_indent(), format, *number.level, frame_begin(flow)), where);
  else if (kept == 0 && !is_quoted(flow.quotes * flow.quote_indent, format, *number.level, frame_begin(flow)))
    set_quotes(flow, 0);
  if (kept > 0 && goes_on(flow.lists.back())) {
    m_context.out.close();  // the item before
  } else {
    const bool is_indented = kept > 0 && flow.lists.back().level == format.num_level;
    if (kept == 0) flow.outer_quotes = std::exchange(flow.quotes, 0);
    open_list(m_context.out, number, where);
    flow.lists.push_back({format.num_id, format.num_level, 0, is_indented});
  }
  flow.lists.back().num_id = format.num_id;
  open_item(m_context.out, number, where);
  if (format.checkbox) m_context.out.attribute(Key::checked, is_ticked(format.checkbox));
  flow.lists.back().text_begin = text_begin;
}

// In how many of the open lists a paragraph stands that is no item: it says so by its level, or is indented like the
// text of an item. LibreOffice takes a number away that nothing gives where an item has further paragraphs (17.9.18);
// these may be indented otherwise.
std::size_t BlockReader::lists_around(const Flow& flow, const ParagraphFormat& format) const {
  if (!format.continues_item) {
    const std::size_t count = lists_at(flow, place_beside_items(format));
    return count == 0 && format.removed == ParagraphFormat::Removed::no_number ? flow.lists.size() : count;
  }
  std::size_t count = flow.lists.size();
  while (count > 0 && flow.lists[count - 1].level > format.num_level) --count;
  return count;
}

// A heading begins something new unless it says that it goes on with an item, or is indented just like its text.
std::size_t BlockReader::lists_around_heading(const Flow& flow, const ParagraphFormat& format) const {
  if (format.continues_item) return lists_around(flow, format);
  const std::size_t count = lists_at(flow, format.indent);
  return count > 0 && flow.lists[count - 1].text_begin == format.indent ? count : 0;
}

std::size_t BlockReader::lists_at(const Flow& flow, int indent) const {
  std::size_t count = flow.lists.size();
  while (count > 0 && (flow.lists[count - 1].text_begin <= 0 || flow.lists[count - 1].text_begin > indent)) --count;
  return count;
}

void BlockReader::end_lists(Flow& flow, std::size_t left) {
  while (flow.lists.size() > left) {
    m_context.out.close(2);
    flow.lists.pop_back();
  }
  if (left == 0) flow.quotes += std::exchange(flow.outer_quotes, 0);
}

}  // namespace docx
