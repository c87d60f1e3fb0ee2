// The styles of a document: what each construct looks for by name, and those that authors choose by name.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

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
  compact,
  table,
};

class Styles {
 public:
  // The identifier of the style for a role.
  std::string_view id(Role role) const;
  // How far a style itself indents its paragraphs, in twentieths of a point.
  std::int32_t indent(std::string_view id) const;
  // Of the name that an author gives, for which case does not count; `type`: paragraph, character. Empty if there is
  // none.
  std::string_view find(std::string_view type, std::string_view name) const;
  // The name that resembles it most.
  std::string nearest(std::string_view type, std::string_view name) const;
  // That of the piece of highlighted code with that class; empty if there is none.
  std::string_view code_piece(std::string_view classes);
  // The whole part. `language`: of the document, a <w:lang> or nothing.
  std::string xml(std::string_view language) const;

 private:
  bool m_has_code_pieces = false;
};
