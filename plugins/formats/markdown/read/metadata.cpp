#include "metadata.hpp"

#include <algorithm>

#include "characters.hpp"
#include "markdown_text.hpp"

using deckle::Key;
using deckle::Kind;

namespace markdown {
namespace {

// Text that Markdown leaves as it is, so that it need not be parsed.
bool is_plain_text(std::string_view text, Extensions extensions) {
  const std::string_view marks = extensions.has(Extension::smart) ? " ,?/()" : " ,?/()'";
  if (text.empty() || text.front() == ' ' || text.back() == ' ') return text.empty();
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool word = is_alphanumeric(text[i]) || static_cast<unsigned char>(text[i]) >= 0x80;
    if (!word && (i == 0 || marks.find(text[i]) == std::string_view::npos)) return false;
  }
  return text.find("http") == std::string_view::npos && text.find("www") == std::string_view::npos;
}

bool is_numeric(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789.-:+TZ ") == std::string_view::npos;
}

// As it is, with a capital, or in capitals.
bool is_one_of(std::string_view text, std::initializer_list<std::string_view> words) {
  const bool capitals = std::none_of(text.begin(), text.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
    const bool same = text.size() == word.size() && has_word_at(text, 0, word);
    return same && (capitals || text.substr(1) == word.substr(1));
  });
}

// An empty one is no missing one, as items of lists have.
std::string_view key_of(const dk_yaml& node) {
  const std::string_view key = deckle::view(node.value);
  return key.empty() ? std::string_view("") : key;
}

// Where the value of a scalar begins: behind a quotation mark, or in the line behind | or >.
std::uint32_t value_begin(std::string_view source, const dk_yaml& node, Range where) {
  if (node.style == DK_YAML_QUOTED) return where.begin + 1;
  if (node.style != DK_YAML_BLOCK) return where.begin;
  const auto header = source.find_first_of("\r\n", where.begin);
  return static_cast<std::uint32_t>(std::min<std::size_t>(header, where.end));
}

}  // namespace

Metadata::Metadata(std::string_view source, const Origin& origin, Extensions extensions, BlockTree& tree,
                   deckle::Builder& out, Problems& problems)
    : m_source(source),
      m_origin(origin),
      m_extensions(extensions.without(Extension::yaml_metadata_block).without(Extension::pandoc_title_block)),
      m_tree(tree),
      m_out(out),
      m_problems(problems) {}

void Metadata::write() {
  for (const MetadataBlock& block : m_tree.metadata) add_fields(block);
  if (m_fields.empty() && !m_tree.title) return;
  const auto metadata = m_out.metadata();
  if (m_tree.title) write_title();
  for (const Field& field : m_fields) {
    m_block = field.block;
    value(*field.value, field.key);
  }
}

// Of two fields of one name the second one counts.
void Metadata::add_fields(const MetadataBlock& block) {
  const dk_yaml& map = *block.root;
  for (std::uint32_t i = 0; i < map.count; ++i) {
    const std::string_view key = key_of(*map.keys[i]);
    if (is_left_out(key)) continue;
    const auto [known, added] = m_places.try_emplace(key, m_fields.size());
    if (added) m_fields.emplace_back();
    else
      m_problems.warn("markdown.duplicate", block.content.source(Range{map.keys[i]->begin, map.keys[i]->end}), {},
                      "the metadata has {} already; what stands here counts", key);
    m_fields[known->second] = {key, map.items[i], &block};
  }
}

// In pandoc's dialect names that end with an underscore are not for it.
bool Metadata::is_left_out(std::string_view key) const {
  return key.ends_with('_') && m_extensions.has(Extension::pandoc_rules);
}

// YAML has the last word.
void Metadata::write_title() {
  const TitleBlock& block = *m_tree.title;
  if (block.title.size() > 0 && !m_places.contains("title")) write_part("title", block.title);
  if (!block.authors.empty() && !m_places.contains("author")) {
    open(Kind::meta_list, {block.authors.front().begin, block.authors.back().end}, "author");
    for (const Range author : block.authors) write_part({}, author);
    m_out.close();
  }
  if (block.date.size() > 0 && !m_places.contains("date")) write_part("date", block.date);
}

void Metadata::write_part(std::string_view key, Range where) {
  open(Kind::meta_inlines, where, key);
  Origin origin = m_origin;
  origin.offset += where.begin;
  MarkdownText::of_inlines(where.in(m_source), origin, m_extensions, m_tree.references, m_problems.call())
      .write_inlines(m_out);
  m_out.close();
}

void Metadata::entries(const dk_yaml& map) {
  for (std::uint32_t i = 0; i < map.count; ++i)
    if (const auto key = key_of(*map.keys[i]); !is_left_out(key)) value(*map.items[i], key);
}

// Nesting of the YAML is bounded by the parser of the host, and so is the recursion here.
void Metadata::value(const dk_yaml& node, std::string_view key) {
  if (node.type == DK_YAML_MAP) {
    open(Kind::meta_map, place_of(node), key);
    entries(node);
    m_out.close();
  } else if (node.type == DK_YAML_LIST) {
    open(Kind::meta_list, place_of(node), key);
    for (std::uint32_t i = 0; i < node.count; ++i) value(*node.items[i], {});
    m_out.close();
  } else {
    scalar(node, key);
  }
}

void Metadata::scalar(const dk_yaml& node, std::string_view key) {
  const std::string_view text = deckle::view(node.value);
  if (const auto truth = truth_of(node)) return boolean(node, key, *truth);
  if (text.empty() || node.type == DK_YAML_NULL) {
    open(Kind::meta_string, place_of(node), key);
    m_out.close();
  } else if (is_plain_text(text, m_extensions) || (node.style == DK_YAML_PLAIN && is_numeric(text))) {
    open(Kind::meta_inlines, place_of(node), key);
    m_out.text(text, origin_of(node, text).span({0, static_cast<std::uint32_t>(text.size())}));
    m_out.close();
  } else {
    markdown(node, text, key);
  }
}

// Words that YAML takes for booleans; pandoc also those that it did in version 1.1.
std::optional<bool> Metadata::truth_of(const dk_yaml& node) const {
  const std::string_view text = deckle::view(node.value);
  if (node.type != DK_YAML_SCALAR || node.style != DK_YAML_PLAIN || node.tag.len > 0 || text.empty()) return {};
  const bool old = m_extensions.has(Extension::pandoc_rules);
  if (is_one_of(text, {"true"}) || (old && is_one_of(text, {"y", "yes", "on"}))) return true;
  if (is_one_of(text, {"false"}) || (old && is_one_of(text, {"n", "no", "off"}))) return false;
  return {};
}

void Metadata::boolean(const dk_yaml& node, std::string_view key, bool truth) {
  open(Kind::meta_bool, place_of(node), key);
  m_out.attribute(Key::value, truth);
  m_out.close();
}

// A scalar that stands in the input but for white space has exact spans inside.
Origin Metadata::origin_of(const dk_yaml& node, std::string_view text) {
  const Range where = place_of(node);
  const bool exact = m_origin.exact && m_value.align(text, m_source, {value_begin(m_source, node, where), where.end});
  const auto offset = static_cast<std::uint32_t>(m_origin.offset);
  return {m_origin.input, m_origin.offset, {where.begin + offset, where.end + offset}, exact, &m_value};
}

void Metadata::markdown(const dk_yaml& node, std::string_view text, std::string_view key) {
  MarkdownText value(text, origin_of(node, text), m_extensions, m_tree.references, m_problems.call());
  const bool inlines = value.is_one_paragraph() && text.back() != '\n';
  open(inlines ? Kind::meta_inlines : Kind::meta_blocks, place_of(node), key);
  if (inlines) value.write_inlines(m_out);
  else value.write_blocks(m_out);
  m_out.close();
}

Range Metadata::place_of(const dk_yaml& node) const { return m_block->content.source(Range{node.begin, node.end}); }

void Metadata::open(Kind kind, Range where, std::string_view key) {
  m_out.begin(kind, deckle::row_of(kind)->flags, {}, m_problems.span(where));
  if (key.data()) m_out.attribute(Key::key, key);
}

}  // namespace markdown
