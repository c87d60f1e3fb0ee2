// Elements of HTML with Markdown inside, as pandoc has them: <div> becomes a division; of others the tags are raw
// blocks, with what is between them. A tag of a block ends a paragraph even within its line.
#include <algorithm>
#include <array>

#include "backticks.hpp"
#include "block_parser.hpp"
#include "formulas.hpp"
#include "html_syntax.hpp"

namespace markdown {
namespace {

constexpr std::uint32_t closed = 1;  // Block::number

// Where a block, code or a formula may begin.
constexpr auto is_mark = [] {
  std::array<bool, 256> marks{};
  for (const unsigned char c : {'<', '`', '\\', '$'}) marks[c] = true;
  return marks;
}();

}  // namespace

// The element that this line stands right in, lists between them left out; null if there is none.
const BlockParser::Container* BlockParser::element_around() const {
  std::size_t level = m_level;
  while (level > 0 && is_list(m_open[level - 1].kind)) --level;
  return level > 0 && is_element(m_tree.blocks[m_open[level - 1].block]) ? &m_open[level - 1] : nullptr;
}

bool BlockParser::is_element(const Block& block) const {
  if (block.kind == BlockKind::element) return true;
  return block.kind == BlockKind::division && m_source[block.info.begin] == '<';
}

std::string_view BlockParser::element_name(const Block& block) const { return html_tag_name(block.info.in(m_source)); }

// Whether a tag is one of a block: always, or where a block begins; and whether the extensions read it.
bool BlockParser::is_block_tag(std::string_view tag, bool begins_block) const {
  const std::string_view name = html_tag_name(tag);
  if (m_extensions.has(Extension::native_divs) && is_same_name(name, "div")) return true;
  if (!m_extensions.has(Extension::markdown_in_html_blocks) || !m_extensions.has(Extension::raw_html)) return false;
  if (is_block_element(name) || (begins_block && may_be_block_element(name))) return true;
  const Container* around = tag[1] == '/' ? element_around() : nullptr;
  return around && is_same_name(name, element_name(m_tree.blocks[around->block]));
}

BlockParser::Start BlockParser::start_element() {
  const std::uint32_t length = html_tag_length(m_line.rest(), 0);
  const std::string_view tag = m_line.rest().substr(0, length);
  if (length == 0 || (in_paragraph() && m_in_formula) || !is_block_tag(tag, m_leaf != Leaf::paragraph))
    return Start::nothing;
  if (tag[1] == '/') return close_element(tag);
  if (m_leaf == Leaf::paragraph) leaf().number = ended_by_block;
  if (is_void_element(html_tag_name(tag)) || tag[length - 2] == '/') return add_tag(length);
  close_sibling(html_tag_name(tag));
  if (too_deep()) return add_tag(length);
  const bool is_division = m_extensions.has(Extension::native_divs) && is_same_name(html_tag_name(tag), "div");
  const std::uint32_t begin = m_line.text();
  open_container(is_division ? BlockKind::division : BlockKind::element, begin, 0);
  Block& block = m_tree.blocks.back();
  block.info = {begin, begin + length};
  block.end = block.info.end;
  take_tag(length);
  if (!is_division && m_line.is_blank()) indent_element();
  return Start::container;
}

// What stands in an element may be indented as much as its first line is.
void BlockParser::indent_element() {
  std::uint32_t at = m_next;
  Line line;
  if (!look_ahead(at, line) || line.indent() == 0) return;
  m_open.back().indent = line.indent();
  m_marked.push_back(m_open.size() - 1);
}

// Some elements end where the next one of their name begins.
void BlockParser::close_sibling(std::string_view name) {
  const Container* around = element_around();
  if (!around || !may_lack_end(name) || !is_same_name(name, element_name(m_tree.blocks[around->block]))) return;
  m_level = static_cast<std::size_t>(around - m_open.data());
  close_unmatched();
}

// A tag that ends the element of its name, with those in it that lack their ends; alone it is raw.
BlockParser::Start BlockParser::close_element(std::string_view tag) {
  std::size_t level = m_level;
  while (level > 0) {
    const Block& block = m_tree.blocks[m_open[level - 1].block];
    if (is_element(block) && is_same_name(html_tag_name(tag), element_name(block))) break;
    level = is_element(block) || is_list(block.kind) ? level - 1 : 0;
  }
  const bool is_division = level > 0 && m_open[level - 1].kind == BlockKind::division;
  // A division may end in the line behind a paragraph.
  if (m_leaf == Leaf::paragraph && !(is_division && m_line.indent() == 0)) leaf().number = ended_by_block;
  if (level == 0) return add_tag(static_cast<std::uint32_t>(tag.size()));
  m_level = level;
  close_unmatched();
  Block& block = m_tree.blocks[m_open.back().block];
  block.number = closed;
  if (is_division) block.end = m_line.text() + static_cast<std::uint32_t>(tag.size());
  close_container();
  m_level = m_open.size();
  if (!is_division) return add_tag(static_cast<std::uint32_t>(tag.size()));
  take_tag(static_cast<std::uint32_t>(tag.size()));
  return Start::container;
}

// A tag that is raw.
BlockParser::Start BlockParser::add_tag(std::uint32_t length) {
  const std::uint32_t begin = m_line.text();
  Block& block = add_block(BlockKind::html, begin);
  block.end = begin + length;
  block.first_line = static_cast<std::uint32_t>(m_tree.lines.size());
  block.line_count = 1;
  m_tree.lines.push_back({begin, block.end, 0});
  end_parent(block.end);
  take_tag(length);
  return Start::container;
}

// What stands behind a tag is no indented code.
void BlockParser::take_tag(std::uint32_t length) {
  m_line.skip_indent();
  m_line.skip(length);
  m_line.skip_indent();
  no_blank_line();
}

// An element that nothing closes: its tag is raw.
void BlockParser::end_element(Block& block) {
  if (block.number == closed) return;
  block.kind = BlockKind::element;
  if (may_lack_end(element_name(block))) return;
  m_problems.warn("markdown.unclosed", block.info, "close it", "this element of HTML is not closed");
}

// Where in a line of text a tag or an environment of TeX stands that ends its paragraph, outside of code and formulas;
// the line's length if there is none.
std::uint32_t BlockParser::find_block_in(std::string_view text) {
  Backticks backticks;
  const auto size = static_cast<std::uint32_t>(text.size());
  const auto next = [&](std::uint32_t from) {
    while (from < size && !is_mark[static_cast<unsigned char>(text[from])]) ++from;
    return from;
  };
  std::uint32_t length = 1;
  for (std::uint32_t at = next(m_in_formula ? behind_end_of_formula(text) : 0); at < size; at = next(at + length)) {
    length = 1;
    switch (text[at]) {
      case '`': length = backticks.behind_code(text, at) - at; break;
      case '$': length = formula_length(text, at); break;
      case '\\':
        if (at > 0 && m_extensions.has(Extension::raw_tex) && has_environment(m_line.text() + at)) return at;
        length = 2;
        break;
      default:
        if (at == 0 || !m_reads_elements) break;
        length = std::max(1u, html_tag_length(text, at));
        if (length > 1 && is_block_tag(text.substr(at, length), false)) return at;
    }
  }
  return size;
}

// Of a formula that ends in this line. One that stands alone may end in another.
std::uint32_t BlockParser::formula_length(std::string_view text, std::uint32_t at) {
  if (!m_extensions.has(Extension::tex_math_dollars)) return 1;
  bool found = false;
  const std::uint32_t behind = behind_formula(text, at, found);
  m_in_formula = !found && behind == at + 2;
  return m_in_formula ? static_cast<std::uint32_t>(text.size()) - at : behind - at;
}

std::uint32_t BlockParser::behind_end_of_formula(std::string_view text) {
  const auto end = text.find("$$");
  m_in_formula = end == std::string_view::npos;
  return static_cast<std::uint32_t>(m_in_formula ? text.size() : end + 2);
}

// The line up to such a place is the last one of its paragraph, and what stands there begins a block. In rows of tables
// it does not.
BlockParser::Start BlockParser::cut_paragraph() {
  if (m_line.first() == '|') return Start::leaf;
  const std::uint32_t length = find_block_in(m_line.rest());
  const std::uint32_t begin = m_line.text();
  if (begin + length == m_line.end()) return Start::leaf;
  Slice& line = m_tree.lines.back();
  line.end = leaf().end = begin + static_cast<std::uint32_t>(trimmed(m_line.rest().substr(0, length)).size());
  leaf().number = ended_by_block;
  m_line.skip_indent();
  m_line.skip(length);
  return Start::container;
}

}  // namespace markdown
