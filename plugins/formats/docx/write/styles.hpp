// The styles of a document: what each construct looks for by name, and those that authors choose by name.
#pragma once
#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// What the exporter itself needs. The order is that of the table in styles.cpp.
enum class Role {
  heading1,
  heading2,
  heading3,
  heading4,
  heading5,
  heading6,
  heading7,
  heading8,
  heading9,
  title,
  subtitle,
  author,
  date,
  abstract,
  list_paragraph,
  quote,
  caption,
  figure,
  source_code,
  definition_term,
  definition,
  horizontal_line,
  admonition_title,
  admonition,
  footnote_text,
  comment_text,
  header,
  footer,
  toc_heading,
  toc1,
  toc2,
  toc3,
  toc4,
  toc5,
  toc6,
  verbatim,
  hyperlink,
  footnote_reference,
  comment_reference,
  keyboard,
  sample,
  variable,
  mark,
  section_number,
  compact,     // of tight lists
  table_text,  // of cells
  table_heading,
  small_table_text,  // of those with more columns than fit otherwise
  table,
};

// They come from the reference document, if there is one, and what it has not from the built-in look: there all stand
// in what is written, otherwise those that are used.
class Styles {
 public:
  // `reference`: the <w:styles> of the document that lends them; nothing for the built-in ones. It must outlive this.
  explicit Styles(pugi::xml_node reference);

  // The identifier of the style for a role, which is used from now on.
  std::string_view id(Role role) { return use(of(role)); }
  bool is(Role role, std::string_view id) const { return m_styles[of(role)].id == id; }
  bool is_built_in(Role role) const { return !m_styles[of(role)].built_in.empty(); }
  // How far a style itself indents its paragraphs, in twentieths of a point.
  std::int32_t indent(std::string_view id) const;
  // Of the name that an author gives, for which case does not count; `type`: paragraph, character. Empty if there is
  // none.
  std::string_view find(std::string_view type, std::string_view name);
  // The name that resembles it most; empty if none does.
  std::string nearest(std::string_view type, std::string_view name) const;
  // That of blocks of code in a language, of letters, digits and +-#._; it differs from that of all code in name alone.
  std::string_view code_in(std::string_view language) { return variant(Role::source_code, "SourceCode", language); }
  // Likewise that of the titles of a kind of admonitions.
  std::string_view title_of(std::string_view kind) { return variant(Role::admonition_title, "AdmonitionTitle", kind); }
  // Whether the name of a style, and its identifier, may end with that word.
  static bool may_end_with(std::string_view word);
  // That of the piece of highlighted code with that class; empty if there is none.
  std::string_view code_piece(std::string_view classes);
  // The whole part. `language`: of the document, a <w:lang> or nothing.
  std::string xml(std::string_view language) const;

 private:
  struct Style {
    std::string type, id, name;
    std::int32_t indent = 0;
    std::string_view built_in = {};  // its element; empty: of the reference
    std::string element = {};        // of a style that only this document needs
    bool is_of_code = false;         // one that only highlighted code needs
    bool is_used = false;
  };
  void add_reference();
  void add_built_in(std::string_view lines, bool are_of_code);
  std::optional<std::size_t> same_in_reference(std::string_view type, std::string_view id, std::string_view name) const;
  std::size_t of(Role role) const;
  std::string_view use(std::size_t style);
  std::string_view variant(Role role, std::string_view built_in_id, std::string_view word);
  std::string anew(const Style& style) const;
  void write_reference(std::string& made, std::string_view language) const;

  pugi::xml_node m_reference;
  std::deque<Style> m_styles;  // what views of identifiers lead to stays where it is
  std::map<std::string, std::size_t, std::less<>> m_by_id;
  std::map<std::string_view, std::size_t> m_by_built_in;  // the same for the identifiers of the built-in styles
  std::map<std::pair<std::string, std::string>, std::size_t> m_by_name;  // type, and name in lower case
  std::map<std::string, std::size_t, std::less<>> m_defaults;            // of the reference, by type
  bool m_has_code_pieces = false;
};
