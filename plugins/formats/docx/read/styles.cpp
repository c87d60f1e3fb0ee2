#include "styles.hpp"

#include <algorithm>

#include "ascii/ascii.hpp"
#include "inline_tree.hpp"

namespace docx {
namespace {

// Bits beside those of Mark.
constexpr std::uint16_t complex_script = 0x100, complex_strong = 0x200, complex_emphasis = 0x400;

struct KnownName {
  std::string_view name;
  Role role;
};
// The names that Word, LibreOffice and pandoc give to styles with a meaning, in lower case.
constexpr KnownName known_roles[] = {
    {"title", Role::title},
    {"subtitle", Role::subtitle},
    {"author", Role::author},
    {"date", Role::date},
    {"abstract", Role::abstract_},
    {"quote", Role::quote},
    {"block text", Role::quote},
    {"block quote", Role::quote},
    {"block quotation", Role::quote},
    {"intense quote", Role::quote},
    {"source code", Role::code},
    {"list paragraph", Role::list_paragraph},
    {"toc heading", Role::contents_title},
    {"caption", Role::caption},
    {"table caption", Role::table_caption},
    {"image caption", Role::caption},
    {"compact", Role::compact},
    {"definition term", Role::definition_term},
    {"definition", Role::definition},
    {"admonition title", Role::admonition_title},
    {"admonition", Role::admonition},
    {"horizontal line", Role::rule},
    {"captioned figure", Role::figure},
    {"figure", Role::figure},
    {"figurewithcaption", Role::figure},
};
// Styles of characters that stand for elements of HTML, by Word's names and ours.
struct KnownSpan {
  std::string_view name, span;
};
constexpr KnownSpan known_spans[] = {
    {"html keyboard", "kbd"}, {"html sample", "samp"}, {"html variable", "var"}, {"mark", "mark"}};

constexpr std::string_view body_styles[] = {"normal",
                                            "body text",
                                            "first paragraph",
                                            "compact",
                                            "list paragraph",
                                            "default",
                                            "text body",
                                            "footnote text",
                                            "endnote text",
                                            "list bullet",
                                            "list number",
                                            "bibliography",
                                            "image caption",
                                            "captioned figure",
                                            "figure",
                                            "figurewithcaption",
                                            "header",
                                            "footer",
                                            "hyperlink",
                                            "footnote reference",
                                            "endnote reference",
                                            "default paragraph font",
                                            "emphasis",
                                            "strong",
                                            "table contents",
                                            "table text",
                                            "table heading",
                                            "small table text",
                                            "annotation text",
                                            "annotation reference",
                                            "standard"};

// "heading 3": 3. Word's own names, whatever the language of its menus.
int heading_of(std::string_view lower_name) {
  if (!lower_name.starts_with("heading ")) return 0;
  const int level = number_of(lower_name.substr(8), 0);
  return level >= 1 && level <= 9 ? level : 0;
}

Role role_of(std::string_view lower_name) {
  for (const KnownName& known : known_roles)
    if (known.name == lower_name) return known.role;
  return Role::normal;
}

}  // namespace

RunFormat run_format_of(pugi::xml_node properties) {
  RunFormat format;
  for (const pugi::xml_node node : properties.children()) {
    using xml::operator""_name;
    switch (xml::name_number(node)) {
      case "w:b"_name: format.say(mark_strong, is_on(node)); break;
      case "w:i"_name: format.say(mark_emphasis, is_on(node)); break;
      case "w:smallCaps"_name: format.say(mark_small_caps, is_on(node)); break;
      case "w:strike"_name:
      case "w:dstrike"_name: format.say(mark_strikeout, is_on(node)); break;
      case "w:u"_name: format.say(mark_underline, is_on(node) && node.attribute("w:val")); break;
      case "w:bCs"_name: format.say(complex_strong, is_on(node)); break;
      case "w:iCs"_name: format.say(complex_emphasis, is_on(node)); break;
      case "w:rtl"_name: format.say(mark_right_to_left, is_on(node)); break;
      case "w:cs"_name: format.say(complex_script, is_on(node)); break;
      case "w:vertAlign"_name:  // of two the first, as pandoc writes what is raised within something lowered
        if ((format.said & mark_superscript) != 0) break;
        format.say(mark_superscript | mark_subscript, false);
        if (value_of(node) == "superscript") format.say(mark_superscript, true);
        if (value_of(node) == "subscript") format.say(mark_subscript, true);
        break;
      case "w:rFonts"_name: format.font = node.attribute("w:ascii").value(); break;
      default: break;
    }
  }
  return format;
}

std::uint16_t marks_of(const RunFormat& format) {
  constexpr std::uint16_t of_its_own = mark_strong | mark_emphasis;
  auto marks = static_cast<std::uint16_t>(format.on & 0xFF);
  if ((format.on & (mark_right_to_left | complex_script)) == 0) return marks;
  marks = static_cast<std::uint16_t>(marks & ~of_its_own);
  if ((format.on & complex_strong) != 0) marks |= mark_strong;
  if ((format.on & complex_emphasis) != 0) marks |= mark_emphasis;
  return marks;
}

Indent indent_of(pugi::xml_node paragraph_properties) {
  Indent indent;
  const pugi::xml_node node = paragraph_properties.child("w:ind");
  for (const char* name : {"w:left", "w:start"})  // the latter in strict documents
    if (const auto left = node.attribute(name)) indent.left = number_of(left.value(), 0);
  if (const auto hanging = node.attribute("w:hanging")) indent.hanging = number_of(hanging.value(), 0);
  return indent;
}

void Styles::read(const Part* part, const deckle::Map<std::string_view>& map) {
  if (part == nullptr) return;
  for (std::size_t i = 0; i < map.size(); ++i)
    m_map.emplace(ascii::in_lower_case(map.name(i)), ascii::in_lower_case(map[i]));
  for (const pugi::xml_node node : part->xml->root().children("w:style")) {
    Style style;
    style.id = node.attribute("w:styleId").value();
    style.number = static_cast<std::uint32_t>(m_styles.size() + 1);
    if (!m_by_id.emplace(style.id, static_cast<std::uint32_t>(m_styles.size())).second) continue;
    m_styles.push_back(std::move(style));
    m_nodes.push_back(node);
  }
  m_states.assign(m_styles.size(), State::fresh);
  for (std::uint32_t i = 0; i < m_styles.size(); ++i) resolve(i);
  for (std::uint32_t i = 0; i < m_styles.size(); ++i) {
    const bool is_default = std::string_view(m_nodes[i].attribute("w:default").value()) == "1" ||
                            std::string_view(m_nodes[i].attribute("w:default").value()) == "true";
    if (is_default && std::string_view(m_nodes[i].attribute("w:type").value()) == "paragraph" && m_default == nullptr)
      m_default = &m_styles[i];
  }
  const auto indent_of_role = [this](Role role) {
    const auto has_it = [role](const Style& style) { return style.role == role && style.indent.left; };
    const auto found = std::find_if(m_styles.begin(), m_styles.end(), has_it);
    return found == m_styles.end() ? 0 : *found->indent.left;
  };
  m_quote_indent = indent_of_role(Role::quote);
  m_definition_indent = indent_of_role(Role::definition);
}

// From the style up to one that is done, then down again: chains may be long.
void Styles::resolve(std::uint32_t index) {
  std::vector<std::uint32_t> chain;
  const Style* parent = nullptr;
  for (std::uint32_t at = index;;) {
    if (m_states[at] == State::done) {
      parent = &m_styles[at];
      break;
    }
    if (m_states[at] == State::under_way) {
      if (!m_cycle) m_cycle = m_nodes[at];
      break;
    }
    m_states[at] = State::under_way;
    chain.push_back(at);
    const auto based_on = m_by_id.find(std::string(value_of(m_nodes[at], "w:basedOn")));
    if (based_on == m_by_id.end()) break;
    at = based_on->second;
  }
  while (!chain.empty()) {
    const std::uint32_t at = chain.back();
    chain.pop_back();
    inherit(m_styles[at], parent, m_nodes[at]);
    m_states[at] = State::done;
    parent = &m_styles[at];
  }
}

void Styles::inherit(Style& style, const Style* parent, pugi::xml_node node) {
  const std::string id = std::move(style.id);
  const std::uint32_t number = style.number;
  style = parent != nullptr ? *parent : Style();
  style.id = id;
  style.name = value_of(node, "w:name");
  style.number = number;
  style.is_builtin_body = style.is_builtin_heading = false;
  std::string lower = ascii::in_lower_case(style.name);
  if (const auto mapped = m_map.find(lower); mapped != m_map.end()) lower = mapped->second;
  style.run.put(run_format_of(node.child("w:rPr")));
  const pugi::xml_node paragraph = node.child("w:pPr");
  const Indent indent = indent_of(paragraph);
  if (indent.left) style.indent.left = indent.left;
  if (indent.hanging) style.indent.hanging = indent.hanging;
  if (const pugi::xml_node numbering = paragraph.child("w:numPr")) {
    if (const auto list = numbering.child("w:numId")) style.num_id = number_of(value_of(list), 0);
    if (const auto level = numbering.child("w:ilvl")) style.num_level = number_of(value_of(level), 0);
  }
  // 17.3.1.20: levels from 0 on; 9 is body text.
  if (const pugi::xml_node outline = paragraph.child("w:outlineLvl")) {
    const int level = number_of(value_of(outline), 9);
    style.heading = level >= 0 && level < 9 ? level + 1 : 0;
  }
  if (const int heading = heading_of(lower); heading != 0) style.heading = heading, style.is_builtin_heading = true;
  // LibreOffice calls a caption "Figure", too.
  if (const Role role = role_of(lower); role != Role::normal && !(role == Role::figure && style.role == Role::caption))
    style.role = role;
  constexpr std::string_view code_in = "source code ";
  if (lower.starts_with(code_in) && lower.find(' ', code_in.size()) == std::string::npos)
    style.role = Role::code, style.language = lower.substr(code_in.size());
  constexpr std::string_view title_of = "admonition title ";
  if (lower.starts_with(title_of)) style.role = Role::admonition_title, style.kind = lower.substr(title_of.size());
  if (lower == "verbatim char" || lower == "html code" || lower == "html typewriter") style.is_code = true;
  for (const KnownSpan& known : known_spans)
    if (known.name == lower) style.span = known.span, style.run = RunFormat();  // its look is what says so
  if (lower == "hyperlink") style.run.say(mark_underline, false);
  for (const std::string_view name : body_styles) style.is_builtin_body = style.is_builtin_body || name == lower;
}

const Style* Styles::find(std::string_view id) const {
  const auto found = m_by_id.find(std::string(id));
  return found == m_by_id.end() ? nullptr : &m_styles[found->second];
}

}  // namespace docx
