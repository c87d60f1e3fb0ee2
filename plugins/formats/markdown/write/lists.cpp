// Lists: bullets, numbers, definitions, and the lines of line blocks.
#include "kinds.hpp"
#include "writer.hpp"

using deckle::Key;
using deckle::Kind;
using deckle::Node;

namespace markdown {
namespace {

bool is_paragraph(const Node& block) { return block.is(Kind::plain) || block.is(Kind::paragraph); }

struct Paragraphs {
  bool plain = false, loose = false;
};

Paragraphs paragraphs_of(const Node& list) {
  Paragraphs found;
  for (const Node item : list.children()) {
    for (const Node block : item.children()) {
      found.plain = found.plain || block.is(Kind::plain);
      found.loose = found.loose || block.is(Kind::paragraph);
    }
  }
  return found;
}

// One item with one paragraph: nothing is there that an empty line could part.
bool is_lone_paragraph(const Node& list) {
  const Node item = *list.children().begin();
  return item.is_last_child() && item.has_children() && (*item.children().begin()).is_last_child();
}

// Whether nothing but the marks of lists stands in its first line, which could be a thematic break.
bool begins_empty(Node node) {
  while (node.has_children()) node = *node.children().begin();
  return node.is(Kind::list_item);
}

std::int64_t count_items(const Node& list) {
  std::int64_t count = 0;
  for ([[maybe_unused]] const Node item : list.children()) ++count;
  return count;
}

std::string roman(std::int64_t number) {
  constexpr struct {
    std::int64_t value;
    std::string_view letters;
  } parts[] = {{1000, "m"}, {900, "cm"}, {500, "d"}, {400, "cd"}, {100, "c"}, {90, "xc"}, {50, "l"},
               {40, "xl"},  {10, "x"},   {9, "ix"},  {5, "v"},    {4, "iv"},  {1, "i"}};
  std::string out;
  for (const auto& part : parts)
    for (; number >= part.value; number -= part.value) out += part.letters;
  return out;
}

// A number as a list of this style has it, in the lower case.
std::string number_text(std::int64_t number, std::string_view style) {
  if (style.ends_with("-alpha")) return std::string(1, static_cast<char>('a' + number - 1));
  return style.ends_with("-roman") ? roman(number) : std::to_string(number);
}

// Whether a list that begins with this letter or numeral is read as one of its style: a lone `i` is a numeral, other
// letters are letters.
bool can_be_fancy(std::string_view style, std::int64_t first, std::int64_t last) {
  if (style.ends_with("-alpha")) return first >= 1 && last <= 26 && first != 9;
  if (style.ends_with("-roman")) return first >= 1 && last < 4000 && (first == 1 || roman(first).size() > 1);
  return false;
}

}  // namespace

bool is_tight_description(const Node& description) {
  for (const Node block : description.children())
    if (block.is(Kind::paragraph)) return false;
  return true;
}

bool may_interrupt_text(const Node& list) { return !begins_empty(list) && list.integer(Key::start, 1) == 1; }

// Lists of the same type that follow one another need another marker, or they would become one.
void Writer::list(const Node& node) {
  constexpr char bullets[] = {'-', '*', '+'};
  const auto [plain, loose] = paragraphs_of(node);
  List list{plain || !loose,
            node.integer(Key::start, 1),
            bullets[static_cast<int>(m_context.options.bullet)],
            {},
            false,
            plain};
  if (node.parent().is(Kind::list_item) && begins_empty(node)) list.mark = '+';
  if ((plain && loose) || (!list.tight && is_lone_paragraph(node))) loss(node, "is written as a tight list");
  if (node.is(Kind::ordered_list)) number_style(node, list);
  const bool follows =
      m_last_list.parent == node.parent().index() && m_last_list.end == node.index() && m_last_list.kind == node.kind();
  if (follows && m_last_list.list.looks_like(list)) {
    if (!list.is_ordered() && !has(Extension::pandoc_rules)) list.mark = list.mark == '-' ? '*' : '-';
    else loss(node, "is parted by a comment from the one before it"), own_line("<!-- -->");
  }
  m_lists.push_back(list);
}

void Writer::number_style(const Node& node, List& list) {
  const std::string_view delimiter = node.string(Key::delimiter), style = node.string(Key::style);
  const std::int64_t first = list.number, last = first + count_items(node) - 1;
  const bool fancy = has(Extension::fancy_lists);
  list.mark = delimiter.empty() || delimiter == "period" ? '.' : ')';
  list.in_parentheses = fancy && delimiter == "two-parentheses";
  if (fancy && style.empty() && delimiter != "period" && first == 1) list.style = "#";
  else if (fancy && can_be_fancy(style, first, last)) list.style = style;
  else if ((!style.empty() && style != "decimal") || (!fancy && delimiter == "two-parentheses"))
    loss(node, "is numbered with digits");
  if (list.style.empty() && (first < 0 || last > 999'999'999)) {
    loss(node, "begins with a number that Markdown cannot write");
    list.number = 1;
  }
}

std::string Writer::marker(List& list) const {
  if (!list.is_ordered()) return std::string(1, list.mark) + " ";
  std::string number = list.style == "#" ? "#" : number_text(list.number++, list.style);
  const bool upper = list.style.starts_with("upper-");
  if (upper)
    for (char& c : number) c = static_cast<char>(c - 'a' + 'A');
  // An initial of a name is no item.
  const bool wide = upper && number.size() == 1 && list.mark == '.';
  return (list.in_parentheses ? "(" : "") + number + list.mark + (wide ? "  " : " ");
}

void Writer::item(const Node& node) {
  List& list = m_lists.back();
  if (node.index() != node.parent().index() + 1) m_lines.separate(list.tight ? 1 : 2);
  const std::string marker = this->marker(list);
  m_lines.open(marker, std::string(marker.size(), ' '));
  const auto checked = node.find(Key::checked);
  if (!checked) return;
  if (!has(Extension::task_lists)) return loss(node, "is a task, which is left out");
  m_lines.write(checked->boolean() ? "[x] " : "[ ] ");
  // Without its space it is no task, and without text behind it neither.
  const bool has_text = node.has_children() && is_paragraph(*node.children().begin());
  if (!has_text) m_lines.newline_verbatim();
}

void Writer::end_list(const Node& node) {
  m_last_list = {node.parent().index(), node.end(), node.kind(), m_lists.back()};
  m_lists.pop_back();
}

namespace {

// Whether every term has descriptions of its own, and none of them is empty, as it is in Markdown.
bool has_plain_order(const Node& list) {
  bool described = true;
  for (const Node part : list.children()) {
    if (part.is(Kind::term) ? !described : !part.has_children()) return false;
    described = part.is(Kind::description);
  }
  return described;
}

}  // namespace

void Writer::definition_list(const Node& node) {
  if (has(Extension::definition_lists) && has_plain_order(node)) return;
  loss(node, "is written as HTML");
  open_block(node, "<dl>", "</dl>");
}

void Writer::term(const Node& node) {
  if (is_open_block(node.parent())) return own_line("<dt>");
  const Node list = node.parent();
  const bool is_first = node.index() == list.index() + 1 && !block_before(list);
  if (!is_first || !m_lines.is_behind_marker()) m_lines.separate(2);
  m_one_line = m_first_line = true;
}

void Writer::end_term(const Node& node) {
  if (is_open_block(node.parent())) return own_line("</dt>");
  m_one_line = false;
}

void Writer::description(const Node& node) {
  if (is_open_block(node.parent())) return own_line("<dd>");
  m_lines.separate(is_tight_description(node) ? 1 : 2);
  m_lines.open(":   ", "    ");
}

void Writer::end_description(const Node& node) {
  if (is_open_block(node.parent())) return own_line("</dd>");
  m_lines.close();
}

// No-break spaces at the beginning of a line in a line block are spaces there.
void Writer::line(const Node& node) {
  if (node.index() != node.parent().index() + 1) m_lines.separate(1);
  m_first_line = true;
  if (!has(Extension::line_blocks)) return;
  m_one_line = true;
  m_lines.write(node.has_children() ? "| " : "|");
}

void Writer::end_line(const Node& node) {
  m_one_line = false;
  if (!has(Extension::line_blocks) && !node.is_last_child()) m_lines.write("\\");
}

}  // namespace markdown
