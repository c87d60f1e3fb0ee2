// Notes, warnings and the like, which are divisions: <div class="admonition tip"> as Sphinx, MkDocs and our exporter
// write it, <div class="markdown-alert markdown-alert-tip"> as GitHub does, <div class="tip"> with a title as pandoc
// and DocBook do, and a table in <div class="admonitionblock tip"> as AsciiDoc and Asciidoctor do.
#include <algorithm>

#include "admonitions/admonitions.hpp"
#include "page_reader.hpp"
#include "tags.hpp"

using deckle::Key;
using deckle::Kind;

namespace html {
namespace {

const GumboNode* child_with(const GumboNode& node, bool (*is_it)(const GumboNode&)) {
  for (unsigned i = 0; i < child_count(node); ++i)
    if (is_element(child_of(node, i)) && is_it(child_of(node, i))) return &child_of(node, i);
  return nullptr;
}

// Pandoc's, AsciiDoc's and DocBook's.
bool is_plain_title(const GumboNode& node) {
  return (tag_of(node) == GUMBO_TAG_DIV || heading_level(tag_of(node)) > 0) && attribute_of(node, "class") == "title";
}

bool is_title(const GumboNode& node) {
  return has_class(node, "admonition-title") || has_class(node, "markdown-alert-title") || is_plain_title(node);
}

// A division of such a class with a title before all else.
bool is_titled(const GumboNode& node) {
  std::string_view classes = attribute_of(node, "class");
  const GumboNode* first = child_with(node, is_element);
  return first && is_plain_title(*first) && is_admonition_kind(next_word(classes));
}

// By its class, else by what stands for its picture.
std::string_view kind_of_table(const GumboNode& division, std::string_view picture) {
  std::string_view classes = attribute_of(division, "class");
  for (std::string_view word = next_word(classes); !word.empty(); word = next_word(classes))
    if (is_admonition_kind(word)) return word;
  for (const auto& [shown, kind] : {std::pair<std::string_view, std::string_view>{"Tip", "tip"},
                                    {"Important", "important"},
                                    {"Warning", "warning"},
                                    {"Caution", "caution"}})
    if (picture.find(shown) != picture.npos) return kind;
  return "note";
}

// The cells of the one row that a division holds; nothing if it holds something else.
std::vector<const GumboNode*> cells_of_row(const GumboNode& division) {
  std::vector<const GumboNode*> cells;
  for (const GumboNode* at = next_node(&division, division); at;) {
    const GumboTag tag = tag_of(*at);
    const bool is_around = tag == GUMBO_TAG_TABLE || tag == GUMBO_TAG_TBODY || tag == GUMBO_TAG_TR;
    if (tag == GUMBO_TAG_TD) cells.push_back(at);
    else if (!is_around && !is_blank_text(*at)) return {};
    at = next_node(at, division, is_around);
  }
  return cells;
}

}  // namespace

// False when the division is none.
bool PageReader::admonition(const GumboNode& node) {
  if (has_class(node, "admonition")) return named_admonition(node, "admonition", ""), true;
  if (has_class(node, "markdown-alert")) return named_admonition(node, "markdown-alert", "markdown-alert-"), true;
  if (is_titled(node)) return named_admonition(node, "", ""), true;
  if (!has_class(node, "admonitionblock")) return false;
  const auto cells = cells_of_row(node);
  if (cells.size() != 2 || !has_class(*cells[0], "icon") || !has_class(*cells[1], "content")) return false;
  return admonition_in_table(node, kind_of_table(node, text_of(*cells[0])), *cells[1]), true;
}

void PageReader::named_admonition(const GumboNode& node, std::string_view name, std::string_view prefix) {
  std::string kind = "note";
  std::string_view classes = attribute_of(node, "class");
  for (std::string_view word = next_word(classes); !word.empty(); word = next_word(classes)) {
    if (word == name || word.substr(0, prefix.size()) != prefix) continue;
    kind = word.substr(prefix.size());
    break;
  }
  const GumboNode* title = child_with(node, is_title);
  Frame* frame = open_block(node, Kind::admonition, Kind::plain);
  if (!frame) return;
  m_out.attribute(Key::admonition, kind);
  attributes(node, "", {}, deckle::message(" {} {}{} ", name, prefix, kind));
  if (!title) return;
  frame->children = std::make_unique<Children>();
  for (unsigned i = 0; i < child_count(node); ++i)
    if (&child_of(node, i) != title) frame->children->push_back(&child_of(node, i));
  if (prefix.empty()) line_of_block(*title, Kind::title);  // GitHub's says no more than the kind
}

void PageReader::admonition_in_table(const GumboNode& node, std::string_view kind, const GumboNode& content) {
  const GumboNode* title = child_with(content, is_plain_title);
  Frame* frame = open_block(node, Kind::admonition, Kind::plain);
  if (!frame) return;
  m_out.attribute(Key::admonition, kind);
  attributes(node, "", {}, deckle::message(" admonitionblock {} ", kind));
  flow().line = line_of(content, Beside::blocks);
  frame->children = std::make_unique<Children>();
  for (unsigned i = 0; i < child_count(content); ++i)
    if (&child_of(content, i) != title) frame->children->push_back(&child_of(content, i));
  if (title) line_of_block(*title, Kind::title);
}

}  // namespace html
