// Formulas (ECMA-376-1, 22.1): kept as they are, with words for those that cannot read them.
#include "inline_reader.hpp"

using xml::operator""_name;

namespace docx {
namespace {

constexpr int deepest = 100;

void append_words(std::string& words, pugi::xml_node node, int depth);

void append_words_of(std::string& words, pugi::xml_node parent, int depth) {
  if (depth > deepest) return;
  for (const pugi::xml_node node : parent.children()) append_words(words, node, depth + 1);
}

// In parentheses when it is more than one run.
void append_part(std::string& words, pugi::xml_node part, int depth) {
  std::string inside;
  append_words_of(inside, part, depth);
  const bool is_one = part.first_child() == part.last_child();
  words += is_one ? inside : "(" + inside + ")";
}

void append_words(std::string& words, pugi::xml_node node, int depth) {
  const auto pair = [&](const char* first, const char* between, const char* second) {
    append_part(words, node.child(first), depth);
    words += between;
    append_part(words, node.child(second), depth);
  };
  switch (xml::name_number(node)) {
    case "m:t"_name: words += node.text().get(); return;
    case "m:f"_name: return pair("m:num", "/", "m:den");  // 22.1.2.36
    case "m:sSup"_name: return pair("m:e", "^", "m:sup");
    case "m:sSub"_name: return pair("m:e", "_", "m:sub");
    case "m:rad"_name: words += "√"; return append_part(words, node.child("m:e"), depth);
    case "m:rPr"_name:
    case "m:ctrlPr"_name: return;
    default: return append_words_of(words, node, depth);
  }
}

}  // namespace

void InlineReader::read_math(pugi::xml_node node, bool is_display) {
  if (node.name() == std::string_view("m:oMathPara")) {
    for (const pugi::xml_node formula : node.children("m:oMath")) read_math(formula, true);
    return;
  }
  const xml::Range range = m_part.xml->range(node);
  std::string words;
  append_words_of(words, node, 0);
  Leaf leaf{LeafKind::math, words, m_part.span(node), static_cast<std::uint32_t>(m_context.formulas.size())};
  m_context.formulas.push_back({m_part.xml->bytes().substr(range.begin, range.end - range.begin), is_display});
  m_tree.add(0, leaf);
}

}  // namespace docx
