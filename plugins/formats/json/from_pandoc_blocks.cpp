// Blocks: each constructor of pandoc's type Block.
#include "from_pandoc_word.hpp"

#include <algorithm>

namespace json {

using deckle::Key;
using deckle::Kind;

namespace {

enum class BlockTag {
  block_quote,
  bullet_list,
  code_block,
  definition_list,
  division,
  figure,
  header,
  rule,
  line_block,
  null,
  ordered_list,
  para,
  plain,
  raw_block,
  table
};
struct BlockName {
  std::string_view name;
  BlockTag tag;
};
// Sorted by name.
constexpr BlockName block_names[] = {
    {"BlockQuote", BlockTag::block_quote},
    {"BulletList", BlockTag::bullet_list},
    {"CodeBlock", BlockTag::code_block},
    {"DefinitionList", BlockTag::definition_list},
    {"Div", BlockTag::division},
    {"Figure", BlockTag::figure},
    {"Header", BlockTag::header},
    {"HorizontalRule", BlockTag::rule},
    {"LineBlock", BlockTag::line_block},
    {"Null", BlockTag::null},
    {"OrderedList", BlockTag::ordered_list},
    {"Para", BlockTag::para},
    {"Plain", BlockTag::plain},
    {"RawBlock", BlockTag::raw_block},
    {"Table", BlockTag::table},
};

BlockTag tag_of(const Tagged& node) {
  const auto found = std::lower_bound(std::begin(block_names), std::end(block_names), node.name,
                                      [](const BlockName& row, std::string_view name) { return row.name < name; });
  if (found == std::end(block_names) || found->name != node.name)
    node.whole.unexpected("a block: Para, Header, Div, ...");
  return found->tag;
}

}  // namespace

void FromPandoc::block(const Value& element) {
  const Tagged node(element, "a block: an object with \"t\" and \"c\"");
  const BlockTag tag = tag_of(node);
  if (too_deep(element, true)) return;
  switch (tag) {
    case BlockTag::plain: return container(Kind::plain, element, Step::inlines, node.inner().list("a list of inlines"));
    case BlockTag::para:
      if (m_implicit_figures && implicit_figure(node)) return;
      return container(Kind::paragraph, element, Step::inlines, node.inner().list("a list of inlines"));
    case BlockTag::line_block:
      return container(Kind::line_block, element, Step::lines, node.inner().list("a list of lines"));
    case BlockTag::code_block: return code(Kind::code_block, node);
    case BlockTag::raw_block: return raw(Kind::raw_block, node);
    case BlockTag::block_quote:
      return container(Kind::block_quote, element, Step::blocks, node.inner().list("a list of blocks"));
    case BlockTag::ordered_list: return ordered_list(node);
    case BlockTag::bullet_list:
      return container(Kind::bullet_list, element, Step::items, node.inner().list("a list of list items"));
    case BlockTag::definition_list:
      return container(Kind::definition_list, element, Step::definitions, node.inner().list("a list of definitions"));
    case BlockTag::header: return heading(node);
    case BlockTag::rule: return m_out.leaf(Kind::thematic_break, {}, where(element));
    case BlockTag::table: return table(node);
    case BlockTag::figure: return figure(node);
    case BlockTag::division: {
      const List parts = node.inner().list("[attributes, blocks]", 2);
      return attributed(Kind::division, element, parts[0], Step::blocks, parts[1].list("a list of blocks"));
    }
    case BlockTag::null:
      m_out.begin(m_out.custom_kind(null_block, DK_BLOCK | DK_LEAF), DK_BLOCK | DK_LEAF, {}, where(element));
      return m_out.close();
  }
}

// A node that holds a list and says nothing else.
void FromPandoc::container(Kind kind, const Value& whole, Step step, const List& list) {
  open(kind, whole);
  plan({task(step, list), close()});
}

void FromPandoc::attributed(Kind kind, const Value& whole, const Value& attributes_value, Step step, const List& list) {
  open(kind, whole);
  attributes(attributes_value);
  plan({task(step, list), close()});
}

void FromPandoc::ordered_list(const Tagged& node) {
  const List parts = node.inner().list("[[start, style, delimiter], items]", 2);
  const List kind = parts[0].list("[start, style, delimiter]", 3);
  open(Kind::ordered_list, node.whole);
  const std::int64_t start = kind[0].integer("the number of the first item");
  if (start != 1) m_out.attribute(Key::start, start);
  const std::string_view style = word(number_styles, kind[1], "a number style: Decimal, LowerRoman, ...");
  if (!style.empty()) m_out.attribute(Key::style, style);
  const std::string_view delimiter = word(number_delimiters, kind[2], "a number delimiter: Period, OneParen, ...");
  if (!delimiter.empty()) m_out.attribute(Key::delimiter, delimiter);
  plan({task(Step::items, parts[1].list("a list of list items")), close()});
}

void FromPandoc::definition(const Value& element) {
  const List parts = element.list("a definition: [term, descriptions]", 2);
  const List descriptions = parts[1].list("a list of descriptions");
  open(Kind::term, parts[0]);
  plan({task(Step::inlines, parts[0].list("a term: a list of inlines")), close(),
        task(Step::descriptions, descriptions)});
}

void FromPandoc::heading(const Tagged& node) {
  const List parts = node.inner().list("[level, attributes, inlines]", 3);
  open(Kind::heading, node.whole);
  m_out.attribute(Key::level, parts[0].integer("a level: a number"));
  attributes(parts[1]);
  plan({task(Step::inlines, parts[2].list("a list of inlines")), close()});
}

void FromPandoc::figure(const Tagged& node) {
  const List parts = node.inner().list("[attributes, caption, blocks]", 3);
  open(Kind::figure, node.whole);
  attributes(parts[0]);
  std::vector<Task> tasks;
  const List blocks = parts[2].list("a list of blocks");
  plan({task(Step::blocks, blocks), close()});
  caption(parts[1], tasks);
  m_tasks.insert(m_tasks.end(), tasks.rbegin(), tasks.rend());
}

// Before api 1.23 a figure was a paragraph of one image whose title begins with "fig:"; the image's text is the
// caption.
bool FromPandoc::implicit_figure(const Tagged& paragraph) {
  const List inlines = paragraph.inner().list("a list of inlines");
  if (inlines.size() != 1) return false;
  const Tagged image(inlines[0], "an inline");
  if (image.name != "Image" || !image.content || !image.content->is(Type::list)) return false;
  const List parts = image.content->list("a list");
  if (parts.size() != 3 || !parts[2].is(Type::list)) return false;
  const List target = parts[2].list("[url, title]", 2);
  if (target[1].string("a title: a string").substr(0, 4) != "fig:") return false;
  const List text = parts[1].list("a list of inlines");
  open(Kind::figure, paragraph.whole);
  plan({task(Step::figure_image, inlines), close()});
  if (text.empty()) return true;
  open(Kind::caption, parts[1]);
  open(Kind::plain, parts[1]);
  plan({task(Step::inlines, text), close(), close()});
  return true;
}

// The image of such a figure, in a plain block as pandoc has it since 1.23, without the mark in its title.
void FromPandoc::figure_image(const Value& image) {
  const List parts = Tagged(image, "an image").inner().list("[attributes, inlines, target]", 3);
  const List target = parts[2].list("[url, title]", 2);
  open(Kind::plain, image);
  open(Kind::image, image);
  attributes(parts[0]);
  m_out.attribute(Key::url, target[0].string("a URL: a string"));
  const std::string_view title = target[1].string("a title: a string").substr(4);
  if (!title.empty()) m_out.attribute(Key::title, title);
  plan({task(Step::inlines, parts[1].list("a list of inlines")), close(), close()});
}

void FromPandoc::raw(Kind kind, const Tagged& node) {
  const List parts = node.inner().list("[format, text]", 2);
  m_out.leaf(kind, parts[1].string("raw text: a string"), where(node.whole));
  m_out.attribute(Key::format, parts[0].string("a format: a string"));
}

void FromPandoc::code(Kind kind, const Tagged& node) {
  const List parts = node.inner().list("[attributes, text]", 2);
  m_out.leaf(kind, parts[1].string("code: a string"), where(node.whole));
  attributes(parts[0]);
}

}  // namespace json
