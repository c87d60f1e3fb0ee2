// The styles of a document (ECMA-376-1, 17.7), each with what it inherits.
#pragma once
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "part.hpp"

namespace docx {

// Formatting of runs: which marks are said, and which of these are on.
struct RunFormat {
  std::uint16_t said = 0, on = 0;
  std::string_view font;  // for symbols; empty: not said

  void say(std::uint16_t marks, bool value) {
    said = static_cast<std::uint16_t>(said | marks);
    on = static_cast<std::uint16_t>(value ? on | marks : on & ~marks);
  }
  // What `over` says counts.
  void put(const RunFormat& over) {
    on = static_cast<std::uint16_t>((on & ~over.said) | over.on);
    said = static_cast<std::uint16_t>(said | over.said);
    if (!over.font.empty()) font = over.font;
  }
};

// What a w:rPr itself says (17.3.2), without the style that it names.
RunFormat run_format_of(pugi::xml_node properties);
// The marks that come of it: text of complex scripts has a bold and an italic of its own (17.3.2.2, 17.3.2.17).
std::uint16_t marks_of(const RunFormat& format);

struct Indent {
  std::optional<int> left, hanging;  // twentieths of a point
};
Indent indent_of(pugi::xml_node paragraph_properties);

enum class Role : std::uint8_t {
  normal,
  title,
  subtitle,
  author,
  date,
  abstract_,
  quote,
  code,
  list_paragraph,
  contents_title,
  caption,
  table_caption,
  compact,
  definition_term,
  definition,
  admonition_title,
  admonition,
  rule,
  figure
};

struct Style {
  std::string id, name;      // name: as people see it
  std::uint32_t number = 0;  // in styles.xml, from 1 on
  RunFormat run;
  Indent indent;
  int heading = 0;  // 1 and up, by name or by outline level
  Role role = Role::normal;
  std::string language;   // of code, by its name: "Source Code python"
  std::string kind;       // of admonitions, by that of their titles: "Admonition Title warning"
  std::string_view span;  // of characters: the class of what it stands for; empty for none
  bool is_code = false;   // of characters
  bool is_builtin_heading = false;
  bool is_builtin_body = false;  // says nothing: Normal, Body Text, ...
  std::optional<int> num_id, num_level;
};

class Styles {
 public:
  // `part` may be null: then there are no styles. `map`: names of styles that are read as others.
  void read(const Part* part, const deckle::Map<std::string_view>& map);
  // Null when there is none of this id. Paragraphs that name none have default_paragraph().
  const Style* find(std::string_view id) const;
  const Style* default_paragraph() const { return m_default; }
  const Style* at(std::uint32_t number) const { return number == 0 ? nullptr : &m_styles[number - 1]; }
  // How far the first style of quotations is indented, in twentieths of a point; 0: nobody says so.
  int quote_indent() const { return m_quote_indent; }
  // Likewise that of descriptions.
  int definition_indent() const { return m_definition_indent; }
  // The first style whose inheritance comes back to itself; empty when there is none.
  pugi::xml_node cycle() const { return m_cycle; }

 private:
  enum class State : std::uint8_t { fresh, under_way, done };
  void resolve(std::uint32_t index);
  void inherit(Style& style, const Style* parent, pugi::xml_node node);

  std::vector<Style> m_styles;
  std::vector<pugi::xml_node> m_nodes;
  std::vector<State> m_states;
  std::unordered_map<std::string, std::uint32_t> m_by_id;
  const Style* m_default = nullptr;
  int m_quote_indent = 0, m_definition_indent = 0;
  std::unordered_map<std::string, std::string> m_map;  // both in lower case
  pugi::xml_node m_cycle;
};

}  // namespace docx
