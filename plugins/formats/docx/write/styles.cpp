#include "styles.hpp"

#include <algorithm>
#include <cstdlib>
#include <vector>

#include "ascii/ascii.hpp"
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

struct Named {
  std::string_view type, id, name;
};

// What stands behind `before` up to a quotation mark.
std::string_view quoted(std::string_view line, std::string_view before) {
  const auto at = line.find(before);
  if (at == std::string_view::npos) return {};
  line.remove_prefix(at + before.size());
  return line.substr(0, line.find('"'));
}

// One style a line.
std::vector<Named> read_styles() {
  std::vector<Named> made;
  for (std::string_view rest = default_styles; !rest.empty();) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(line.size() + 1, rest.size()));
    const Named found{quoted(line, "w:type=\""), quoted(line, "w:styleId=\""), quoted(line, "<w:name w:val=\"")};
    if (!found.id.empty()) made.push_back(found);
  }
  return made;
}

const std::vector<Named>& named_styles() {
  static const std::vector<Named> all = read_styles();
  return all;
}

// Characters to put in, take out or change.
std::size_t distance(std::string_view from, std::string_view to) {
  std::vector<std::size_t> row(to.size() + 1);
  for (std::size_t j = 0; j < row.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= from.size(); ++i) {
    std::size_t above = row[0]++;
    for (std::size_t j = 1; j < row.size(); ++j) {
      const std::size_t changed = above + (from[i - 1] != to[j - 1]);
      above = row[j];
      row[j] = std::min({changed, row[j] + 1, row[j - 1] + 1});
    }
  }
  return row.back();
}

}  // namespace

std::string_view Styles::find(std::string_view type, std::string_view name) const {
  const std::string wanted = ascii::in_lower_case(name);
  for (const Named& style : named_styles())
    if (style.type == type && ascii::in_lower_case(style.name) == wanted) return style.id;
  return {};
}

std::string Styles::nearest(std::string_view type, std::string_view name) const {
  const std::string wanted = ascii::in_lower_case(name.substr(0, 100));
  std::string_view best;
  std::size_t least = std::string_view::npos;
  for (const Named& style : named_styles()) {
    const std::size_t far = style.type == type ? distance(wanted, ascii::in_lower_case(style.name)) : least;
    if (far < least) least = far, best = style.name;
  }
  return std::string(best);
}

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
