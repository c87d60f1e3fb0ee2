#include "styles.hpp"

#include <cstdlib>

#include "default_parts.hpp"
#include "xml/xml_writer.hpp"

namespace {

constexpr std::string_view role_ids[] = {
    "Heading1",
    "Heading2",
    "Heading3",
    "Heading4",
    "Heading5",
    "Heading6",
    "Heading7",
    "Heading8",
    "Heading9",
    "Title",
    "Subtitle",
    "Author",
    "Date",
    "Abstract",
    "ListParagraph",
    "Quote",
    "Caption",
    "Figure",
    "SourceCode",
    "DefinitionTerm",
    "Definition",
    "HorizontalLine",
    "AdmonitionTitle",
    "Admonition",
    "FootnoteText",
    "CommentText",
    "Header",
    "Footer",
    "TOCHeading",
    "TOC1",
    "TOC2",
    "TOC3",
    "TOC4",
    "TOC5",
    "TOC6",
    "VerbatimChar",
    "Hyperlink",
    "FootnoteReference",
    "CommentReference",
    "HTMLKeyboard",
    "HTMLSample",
    "HTMLVariable",
    "Mark",
    "SectionNumber",
    "Compact",
    "Table",
};

struct CodePiece {
  std::string_view name, style;
};

// The classes of skylighting and pandoc's names for their styles.
constexpr CodePiece code_pieces[] = {
    {"kw", "KeywordTok"},  {"dt", "DataTypeTok"},       {"dv", "DecValTok"},        {"bn", "BaseNTok"},
    {"fl", "FloatTok"},    {"cn", "ConstantTok"},       {"ch", "CharTok"},          {"sc", "SpecialCharTok"},
    {"st", "StringTok"},   {"vs", "VerbatimStringTok"}, {"ss", "SpecialStringTok"}, {"im", "ImportTok"},
    {"co", "CommentTok"},  {"fu", "FunctionTok"},       {"va", "VariableTok"},      {"cf", "ControlFlowTok"},
    {"op", "OperatorTok"}, {"bu", "BuiltInTok"},        {"pp", "PreprocessorTok"},  {"at", "AttributeTok"}};

}  // namespace

std::string_view Styles::id(Role role) const { return role_ids[static_cast<std::size_t>(role)]; }

std::int32_t Styles::indent(std::string_view id) const {
  const auto at = default_styles.find(std::string("w:styleId=\"").append(id) + '"');
  const std::string_view style = default_styles.substr(at, default_styles.find('\n', at) - at);
  constexpr std::string_view left = "<w:ind w:left=\"";
  const auto begin = style.find(left);
  return begin == std::string_view::npos ? 0 : std::atoi(style.data() + begin + left.size());
}

std::string_view Styles::code_piece(std::string_view classes) {
  for (const CodePiece& piece : code_pieces)
    if (piece.name == classes) {
      m_has_code_pieces = true;
      return piece.style;
    }
  return {};
}

std::string Styles::xml(std::string_view language) const {
  std::string made(xml::Writer::declaration);
  made += "<w:styles xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">";
  constexpr std::string_view place = "$language$";
  const auto at = default_styles_head.find(place);
  made.append(default_styles_head.substr(0, at)).append(language).append(default_styles_head.substr(at + place.size()));
  made += default_styles;
  if (m_has_code_pieces) made += code_styles;
  return made + "</w:styles>";
}
