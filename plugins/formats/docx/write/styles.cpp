#include "styles.hpp"

#include <algorithm>
#include <charconv>
#include <set>

#include "ascii/ascii.hpp"
#include "default_parts.hpp"
#include "part_copies.hpp"
#include "xml/xml_copy.hpp"

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
    "TableText",
    "TableHeading",
    "SmallTableText",
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

// Names by which other programs know what a style of ours is for.
struct OtherName {
  std::string_view id, name;
};
constexpr OtherName other_names[] = {{"Quote", "block text"}, {"Figure", "captioned figure"}};

// What stands behind `before` up to a quotation mark; what names another style in an element of one line.
std::string_view quoted(std::string_view line, std::string_view before) {
  const auto at = line.find(before);
  if (at == std::string_view::npos) return {};
  line.remove_prefix(at + before.size());
  return line.substr(0, line.find('"'));
}

constexpr std::string_view links_to_styles[] = {"<w:basedOn w:val=\"", "<w:next w:val=\""};

int number_of(std::string_view digits) {
  int value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

std::string_view value_of(pugi::xml_node parent, const char* child) {
  return parent.child(child).attribute("w:val").value();
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

Styles::Styles(pugi::xml_node reference) : m_reference(reference) {
  add_reference();
  add_built_in(default_styles, false);
  add_built_in(code_styles, true);
}

// A style that says nothing of an indentation has that of the one that it is based on, which mostly stands before it.
void Styles::add_reference() {
  for (const pugi::xml_node node : m_reference.children("w:style")) {
    Style made{node.attribute("w:type").value(), node.attribute("w:styleId").value(),
               std::string(value_of(node, "w:name"))};
    if (made.id.empty() || !m_by_id.emplace(made.id, m_styles.size()).second) continue;
    const auto base = m_by_id.find(value_of(node, "w:basedOn"));
    if (base != m_by_id.end() && base->second < m_styles.size()) made.indent = m_styles[base->second].indent;
    for (const char* side : {"w:left", "w:start"})
      if (const auto said = node.child("w:pPr").child("w:ind").attribute(side)) made.indent = number_of(said.value());
    m_by_name.emplace(std::pair(made.type, ascii::in_lower_case(made.name)), m_styles.size());
    const std::string_view is_default = node.attribute("w:default").value();
    if (is_default == "1" || is_default == "true") m_defaults.emplace(made.type, m_styles.size());
    m_styles.push_back(std::move(made));
  }
}

// One style a line.
void Styles::add_built_in(std::string_view lines, bool are_of_code) {
  while (!lines.empty()) {
    const std::string_view line = lines.substr(0, lines.find('\n'));
    lines.remove_prefix(std::min(line.size() + 1, lines.size()));
    const std::string_view id = quoted(line, "w:styleId=\"");
    if (id.empty()) continue;
    Style made{std::string(quoted(line, "w:type=\"")), std::string(id), std::string(quoted(line, "<w:name w:val=\""))};
    if (const auto same = same_in_reference(made.type, id, made.name)) {
      m_by_built_in.emplace(id, *same);
      continue;
    }
    while (!m_by_id.emplace(made.id, m_styles.size()).second) made.id += "X";  // a style of another name has it
    made.indent = number_of(quoted(line, "<w:ind w:left=\""));
    made.built_in = line;
    made.is_of_code = are_of_code;
    m_by_built_in.emplace(id, m_styles.size());
    m_by_name.emplace(std::pair(made.type, ascii::in_lower_case(made.name)), m_styles.size());
    m_styles.push_back(std::move(made));
  }
}

std::optional<std::size_t> Styles::same_in_reference(std::string_view type, std::string_view id,
                                                     std::string_view name) const {
  if (!m_reference) return std::nullopt;
  const auto named = [&](std::string lower) { return m_by_name.find(std::pair(std::string(type), std::move(lower))); };
  auto found = named(ascii::in_lower_case(name));
  for (const OtherName& other : other_names)
    if (found == m_by_name.end() && other.id == id) found = named(std::string(other.name));
  if (found != m_by_name.end()) return found->second;
  const bool is_default = id == "Normal" || id == "DefaultParagraphFont" || id == "TableNormal" || id == "NoList";
  const auto of_type = m_defaults.find(type);
  return is_default && of_type != m_defaults.end() ? std::optional(of_type->second) : std::nullopt;
}

std::size_t Styles::of(Role role) const { return m_by_built_in.find(role_ids[static_cast<std::size_t>(role)])->second; }

// With those that it names.
std::string_view Styles::use(std::size_t index) {
  Style& style = m_styles[index];
  if (!std::exchange(style.is_used, true))
    for (const std::string_view link : links_to_styles)
      if (const std::string_view to = quoted(style.built_in, link); !to.empty()) use(m_by_built_in.find(to)->second);
  return m_styles[index].id;
}

std::string_view Styles::find(std::string_view type, std::string_view name) {
  const auto found = m_by_name.find(std::pair(std::string(type), ascii::in_lower_case(name)));
  return found == m_by_name.end() || m_styles[found->second].is_of_code ? std::string_view() : use(found->second);
}

std::string Styles::nearest(std::string_view type, std::string_view name) const {
  const std::string wanted = ascii::in_lower_case(name.substr(0, 100));
  std::string_view best;
  std::size_t least = wanted.size();  // what has less than half of its letters is no help
  for (const Style& style : m_styles) {
    if (style.type != type || style.is_of_code) continue;
    const std::size_t far = distance(wanted, ascii::in_lower_case(std::string_view(style.name).substr(0, 100)));
    if (far < least && 2 * far <= std::max(wanted.size(), style.name.size())) least = far, best = style.name;
  }
  return std::string(best);
}

std::int32_t Styles::indent(std::string_view id) const {
  const auto found = m_by_id.find(id);
  return found == m_by_id.end() ? 0 : m_styles[found->second].indent;
}

bool Styles::may_end_with(std::string_view word) {
  constexpr std::size_t longest = 40;
  return word.size() <= longest && std::all_of(word.begin(), word.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                  std::string_view("+-#._").find(c) != std::string_view::npos;
         });
}

// A style that differs from the role's in its name alone.
std::string_view Styles::variant(Role role, std::string_view built_in_id, std::string_view word) {
  const std::size_t base = of(role);
  std::string name = m_styles[base].name + " " + std::string(word);
  if (const std::string_view found = find("paragraph", name); !found.empty()) return found;
  Style& made = m_styles.emplace_back(Style{"paragraph", std::string(built_in_id), std::move(name)});
  for (const char c : word) made.id += std::string_view("+-#._").find(c) == std::string_view::npos ? c : '_';
  while (!m_by_id.emplace(made.id, m_styles.size() - 1).second) made.id += "X";
  made.indent = m_styles[base].indent;
  made.element = "<w:style w:type=\"paragraph\" w:customStyle=\"1\" w:styleId=\"\"><w:name w:val=\"" + made.name +
                 "\"/><w:basedOn w:val=\"" + std::string(built_in_id) + "\"/></w:style>\n";
  made.built_in = made.element;
  m_by_name.emplace(std::pair(made.type, ascii::in_lower_case(made.name)), m_styles.size() - 1);
  return use(m_styles.size() - 1);
}

std::string_view Styles::code_piece(std::string_view classes) {
  for (const CodePiece& piece : code_pieces)
    if (piece.name == classes) {
      m_has_code_pieces = true;
      return use(m_by_built_in.find(piece.style)->second);
    }
  return {};
}

// The element of a built-in style, with the identifiers that styles have here.
std::string Styles::anew(const Style& style) const {
  std::string made(style.built_in);
  const auto replace = [&](std::string_view before, std::string_view by) {
    const auto at = made.find(before);
    if (at != std::string::npos) made.replace(at + before.size(), quoted(made, before).size(), by);
  };
  replace("w:styleId=\"", style.id);
  for (const std::string_view link : links_to_styles)
    if (const std::string_view to = quoted(style.built_in, link); !to.empty())
      replace(link, m_styles[m_by_built_in.find(to)->second].id);
  return made;
}

std::string Styles::xml(std::string_view language) const {
  std::string made(xml::Writer::declaration);
  if (m_reference) {
    write_reference(made, language);
    for (const Style& style : m_styles)
      if (!style.built_in.empty() && style.is_used) made += anew(style);
    return made + "</w:styles>";
  }
  made += "<w:styles xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">";
  constexpr std::string_view place = "$language$";
  const auto at = default_styles_head.find(place);
  made.append(default_styles_head.substr(0, at)).append(language).append(default_styles_head.substr(at + place.size()));
  made += default_styles;
  if (m_has_code_pieces) made += code_styles;
  for (const Style& style : m_styles)
    if (!style.element.empty()) made += anew(style);
  return made + "</w:styles>";
}

// All but the end, in the order that the schema wants. Of styles with one identifier there is the first.
void Styles::write_reference(std::string& made, std::string_view language) const {
  xml::Writer to;
  begin_copy(m_reference, to);
  pugi::xml_document defaults;
  pugi::xml_node root = defaults.append_copy(m_reference.child("w:docDefaults"));
  if (!language.empty()) {
    if (!root) root = defaults.append_child("w:docDefaults");
    pugi::xml_node run = root.child("w:rPrDefault");
    if (!run) run = root.prepend_child("w:rPrDefault");
    if (!run.child("w:rPr")) run.append_child("w:rPr");
    run.child("w:rPr").remove_child("w:lang");
    run.child("w:rPr").append_buffer(language.data(), language.size());
  }
  if (root) xml::copy(root, to);
  if (const pugi::xml_node latent = m_reference.child("w:latentStyles")) xml::copy(latent, to);
  std::set<std::string_view> written;
  for (const pugi::xml_node node : m_reference.children("w:style"))
    if (const std::string_view id = node.attribute("w:styleId").value(); !id.empty() && written.insert(id).second)
      xml::copy(node, to);
  made += to.string();
}
