// Code: lines as they are, in the language that the element or what is around it names. Buttons and the numbers of
// lines, which generators put there, are no part of it.
#include "code.hpp"

#include "page_reader.hpp"
#include "tags.hpp"

using deckle::Key;
using deckle::Kind;

namespace html {
namespace {

constexpr std::string_view language_prefixes[] = {"language-", "lang-"};

// The classes of <code>; the language without what marks it as one (4.5.15).
std::string code_classes(std::string_view classes) {
  std::string made;
  for (std::string_view word = next_word(classes); !word.empty(); word = next_word(classes)) {
    for (const std::string_view prefix : language_prefixes)
      if (word.size() > prefix.size() && word.substr(0, prefix.size()) == prefix) word.remove_prefix(prefix.size());
    if (!made.empty()) made += ' ';
    made += word;
  }
  return made;
}

// What generators say of all code, as Texinfo and DocBook do: it is no language.
constexpr std::string_view names_of_code =
    "example smallexample display smalldisplay format smallformat example-preformatted display-preformatted verbatim "
    "programlisting screen synopsis literallayout PROGRAMLISTING SCREEN SYNOPSIS LITERALLAYOUT";

// A line may also end as a reference says, &#13;.
void append_lines(std::string& code, std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\r') code += text[i];
    else if (text.substr(i + 1, 1) != "\n") code += '\n';
  }
}

bool names_language(std::string_view classes) {
  for (const std::string_view prefix : language_prefixes)
    if (classes.find(prefix) != classes.npos) return true;
  return false;
}

// As Sphinx and GitHub say it, and others like <code> does.
std::string_view language_of_highlight(const GumboNode& division) {
  std::string_view classes = attribute_of(division, "class");
  for (std::string_view word = next_word(classes); !word.empty(); word = next_word(classes)) {
    for (const std::string_view prefix : {"highlight-source-", "highlight-", "language-"}) {
      if (word.size() <= prefix.size() || !word.starts_with(prefix)) continue;
      word.remove_prefix(prefix.size());
      return word == "default" || word == "none" ? std::string_view() : word;
    }
  }
  return {};
}

bool holds_only(const GumboNode& division, const GumboNode& child) {
  for (unsigned i = 0; i < child_count(division); ++i) {
    const GumboNode& one = child_of(division, i);
    if (is_element(one) && &one != &child && tag_of(one) != GUMBO_TAG_BUTTON) return false;
    if (is_text(one) && !is_blank_text(one)) return false;
  }
  return true;
}

// That of the divisions that hold nothing else.
std::string_view language_around(const GumboNode& code) {
  constexpr int most = 3;
  const GumboNode* inside = &code;
  for (int i = 0; i < most; ++i, inside = inside->parent) {
    if (!inside->parent || tag_of(*inside->parent) != GUMBO_TAG_DIV || !holds_only(*inside->parent, *inside)) break;
    if (const auto language = language_of_highlight(*inside->parent); !language.empty()) return language;
  }
  return {};
}

bool is_before_button(const GumboNode& node) {
  const std::size_t behind = node.index_within_parent + 1;
  return node.parent && behind < child_count(*node.parent) &&
         tag_of(child_of(*node.parent, static_cast<unsigned>(behind))) == GUMBO_TAG_BUTTON;
}

bool is_beside_code(const GumboNode& node) {
  if (!is_element(node)) return is_blank_text(node) && is_before_button(node);
  if (tag_of(node) == GUMBO_TAG_BUTTON || element_of(node).role == Role::dropped) return true;
  for (const std::string_view numbers : {"linenos", "lineno", "line-numbers-rows"})
    if (has_class(node, numbers)) return true;
  return false;
}

// One code after the other, each in its language: pages show one of them at a time.
std::vector<const GumboNode*> variants_of(const GumboNode& pre) {
  std::vector<const GumboNode*> variants;
  for (unsigned i = 0; i < child_count(pre); ++i) {
    const GumboNode& child = child_of(pre, i);
    const bool is_code = tag_of(child) == GUMBO_TAG_CODE && names_language(attribute_of(child, "class"));
    if (is_code) variants.push_back(&child);
    else if (is_text(child) || (is_element(child) && element_of(child).role != Role::control)) return {};
  }
  return variants;
}

// The numbers of lines and nothing else.
bool counts_lines(const GumboNode& cell) {
  const std::string text = text_of(cell);
  std::string_view rest = text;
  std::optional<int> last;
  for (std::string_view word = next_word(rest); !word.empty(); word = next_word(rest)) {
    const auto number = number_of(word);
    if (word.find_first_not_of("0123456789") != word.npos || !number || (last && *number != *last + 1)) return false;
    last = number;
  }
  return last.has_value();
}

bool holds_code(const GumboNode& cell) {
  for (const GumboNode* at = &cell; at; at = next_node(at, cell))
    if (tag_of(*at) == GUMBO_TAG_PRE) return true;
  return false;
}

// The grey box that Jade draws around code.
bool holds_only_code(const GumboNode& cell) {
  for (unsigned i = 0; i < child_count(cell); ++i)
    if (tag_of(child_of(cell, i)) == GUMBO_TAG_PRE) return is_all_of(cell, child_of(cell, i));
  return false;
}

}  // namespace

const GumboNode* code_in_table(const GumboNode& table) {
  const GumboNode* row = nullptr;
  for (const GumboNode* at = next_node(&table, table); at; at = next_node(at, table, tag_of(*at) != GUMBO_TAG_TR)) {
    const GumboTag tag = tag_of(*at);
    const bool is_around = tag == GUMBO_TAG_TBODY || (tag == GUMBO_TAG_TR && !row) || is_blank_text(*at);
    if (!is_around) return nullptr;
    if (tag == GUMBO_TAG_TR) row = at;
  }
  std::vector<const GumboNode*> cells;
  for (unsigned i = 0; row && i < child_count(*row); ++i)
    if (is_element(child_of(*row, i))) cells.push_back(&child_of(*row, i));
  if (cells.size() == 1 && holds_only_code(*cells[0])) return cells[0];
  if (cells.size() != 2 || !holds_code(*cells[0]) || !holds_code(*cells[1]) || !counts_lines(*cells[0])) return nullptr;
  return cells[1];
}

// The newline right behind the tag is no line (13.2.6.4.7), nor is the last one.
void PageReader::code_block(const GumboNode& node) {
  std::string code;
  for (const GumboNode* at = &node; at;) {
    const bool is_read = !is_beside_code(*at);
    if (is_text(*at) && is_read) append_lines(code, at->v.text.text);
    else if (tag_of(*at) == GUMBO_TAG_BR) code += '\n';
    else if (tag_of(*at) == GUMBO_TAG_IMG) m_problems.loss(m_source.span_of(*at), "pictures in code are left out");
    at = next_node(at, node, is_read);
  }
  if (!code.empty() && code.back() == '\n') code.pop_back();
  m_out.leaf(Kind::code_block, code, m_source.span_of(node));
}

void PageReader::preformatted(const GumboNode& node) {
  end_line();
  if (const auto variants = variants_of(node); variants.size() > 1) {
    for (const GumboNode* variant : variants) {
      const std::string_view classes = attribute_of(*variant, "class");
      code_block(*variant);
      attributes(*variant, "", code_classes(classes), classes);
    }
    return;
  }
  code_block(node);
  const GumboNode* inner = nullptr;
  for (unsigned i = 0; i < child_count(node) && !inner; ++i)
    if (tag_of(child_of(node, i)) == GUMBO_TAG_CODE) inner = &child_of(node, i);
  const std::string_view classes = inner ? attribute_of(*inner, "class") : std::string_view();
  const std::string_view own = attribute_of(node, "class");
  const bool names_none = classes.empty() && (own.empty() || has_class(node, "highlight"));
  const std::string_view around = names_none ? language_around(node) : std::string_view();
  const bool counts = names_language(classes) || own.empty();
  attributes(node, "",
             !around.empty() ? std::string(around)
             : counts        ? code_classes(classes)
                             : std::string(),
             names_of_code);
}

}  // namespace html
