// Where metadata stands: YAML between a line --- and one --- or ..., and pandoc's title block.
//
//   % title        A line that begins with a space goes on with the one before.
//   % author; author
//   % date
#include <deckle/yaml.h>

#include <algorithm>

#include "backticks.hpp"
#include "block_parser.hpp"
#include "entities.hpp"

namespace markdown {
namespace {

bool is_line(const Line& line, std::string_view mark) { return line.indent() == 0 && trimmed(line.rest()) == mark; }

// Behind the code, the escape or the reference at `at`, in which a semicolon parts no authors.
std::uint32_t behind_unit(std::string_view text, std::uint32_t at, Backticks& backticks) {
  std::string decoded;
  if (text[at] == '\\') return at + 2;
  if (text[at] == '&') return at + std::max(1u, static_cast<std::uint32_t>(read_entity(text, at, decoded)));
  return text[at] == '`' ? backticks.behind_code(text, at) : at + 1;
}

}  // namespace

// At the beginning of the source; by pandoc's rules wherever a block may begin.
BlockParser::Start BlockParser::start_metadata() {
  const bool anywhere = m_extensions.has(Extension::pandoc_rules);
  if (!m_extensions.has(Extension::yaml_metadata_block) || (m_line.text() > 0 && !anywhere)) return Start::nothing;
  if (m_leaf == Leaf::paragraph || !is_line(m_line, "---")) return Start::nothing;
  std::uint32_t at = m_next;
  std::vector<Slice> lines;
  Line line;
  while (m_looking_left > 0 && look_ahead(at, line)) {
    const bool ends = is_line(line, "---") || is_line(line, "...");
    if (lines.empty() && (line.is_blank() || (ends && !anywhere))) return Start::nothing;
    lines.push_back({line.at(), ends ? line.at() : line.end(), line.rest_of_tab()});
    if (ends) return add_metadata(lines, at, line.end()) ? Start::leaf : Start::nothing;
    m_looking_left -= std::min<std::uint64_t>(m_looking_left, line.end() - line.at() + 1);
  }
  return Start::nothing;
}

// False if it is YAML, but no map. What is no YAML stays visible, as what it is.
bool BlockParser::add_metadata(std::span<const Slice> lines, std::uint32_t next, std::uint32_t end) {
  const auto* yaml = m_problems.call().extension<dk_yaml_reader>(DK_EXT_YAML);
  if (!yaml) return false;
  MetadataBlock& block = m_tree.metadata.emplace_back();
  block.content.join(m_source, lines);
  const dk_yaml_error* error = nullptr;
  const dk_status status =
      yaml->parse(&m_problems.call().raw(), deckle::str(block.content.text()), 0, &block.root, &error);
  const bool is_map = status == DK_OK && block.root && block.root->type == DK_YAML_MAP;
  const bool is_empty = status == DK_OK && (!block.root || block.root->type == DK_YAML_NULL);
  const bool broken = status != DK_OK;
  if (broken) {
    const Range all{0, static_cast<std::uint32_t>(block.content.text().size())};
    const Range where = block.content.source(error ? Range{error->begin, error->end} : all);
    m_problems.warn("markdown.front-matter", where,
                    "the block is kept as code; switch yaml-metadata-block off to read it as Markdown", "{}",
                    error ? deckle::view(error->message) : std::string_view("not valid YAML"));
  }
  if (!is_map) m_tree.metadata.pop_back();
  if (!is_map && !broken && !(is_empty && m_extensions.has(Extension::pandoc_rules))) return false;
  Block& leaf = add_block(broken ? BlockKind::broken_metadata : BlockKind::nothing, m_line.text());
  leaf.end = end;
  leaf.first_line = static_cast<std::uint32_t>(m_tree.lines.size());
  leaf.line_count = static_cast<std::uint32_t>(lines.size() - 1);
  m_tree.lines.insert(m_tree.lines.end(), lines.begin(), lines.end() - 1);
  end_parent(end);
  m_next = next;
  return true;
}

// At the beginning of the source. The line of the authors may be empty, and all but the title may be missing.
void BlockParser::read_title() {
  if (m_source.substr(0, 1) != "%") return;
  m_tree.title.emplace();
  TitleBlock& title = *m_tree.title;
  title.title = title_part();
  if (m_source.substr(m_next, 1) == "%") add_authors(title_part());
  if (m_source.substr(m_next, 1) == "%") title.date = title_part();
}

// The line at m_next, and those that go on with it, without its mark.
Range BlockParser::title_part() {
  const std::uint32_t begin = m_next + 1;
  std::uint32_t end = line_end(begin);
  m_next = end + line_ending(m_source, end);
  while (m_next < m_end && is_blank(m_source[m_next])) {
    const std::uint32_t behind = line_end(m_next);
    if (trimmed(m_source.substr(m_next, behind - m_next)).empty()) break;
    end = behind;
    m_next = end + line_ending(m_source, end);
  }
  return without_blanks({begin, end});
}

Range BlockParser::without_blanks(Range range) const {
  while (range.begin < range.end && is_line_end(m_source[range.begin])) ++range.begin;
  const std::string_view text = trimmed(range.in(m_source));
  const auto begin = static_cast<std::uint32_t>(text.data() - m_source.data());
  return {begin, begin + static_cast<std::uint32_t>(text.size())};
}

// Each on a line of its own, or behind a semicolon.
void BlockParser::add_authors(Range all) {
  const std::string_view text = m_source.substr(0, all.end);
  Backticks backticks;
  for (std::uint32_t begin = all.begin, at = begin; begin < all.end;) {
    while (at < all.end && text[at] != ';' && !is_line_end(text[at])) at = behind_unit(text, at, backticks);
    const Range author = without_blanks({begin, std::min(at, all.end)});
    if (author.size() > 0) m_tree.title->authors.push_back(author);
    begin = ++at;
  }
}

}  // namespace markdown
