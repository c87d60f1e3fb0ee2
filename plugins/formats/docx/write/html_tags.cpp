// Tags of raw HTML within text that say how it looks, as people write them in Markdown: formats, where their end tag
// stands beside them. Those that say where a link leads are bookmarks.
#include "body_writer.hpp"
#include "raw_html.hpp"

using deckle::Node;

namespace {

// Of `<sup>` or `</sup>`: sup; of `<br />`: br. Empty for tags with attributes, and for what is no tag.
std::string name_of(std::string_view tag) {
  const std::string name = html_element(tag);
  if (name.empty() || !tag.ends_with('>')) return {};
  const std::string_view rest = tag.substr(name.size() + (tag.starts_with("</") ? 2 : 1));
  return rest.find_first_not_of(" />") == std::string_view::npos ? name : std::string();
}

bool is_end_tag(std::string_view tag) { return tag.starts_with("</"); }

// The end tag behind a start tag, among what stands beside it; DK_NONE if there is none near.
std::uint32_t end_tag_of(const Node& start, std::string_view name) {
  constexpr int nearest = 200;
  const std::uint32_t end = start.parent().end();
  int depth = 1, looked_at = 0;
  for (std::uint32_t at = start.end(); at < end && ++looked_at <= nearest; at = start.document().node(at).end()) {
    const Node node = start.document().node(at);
    if (!is_html(node) || name_of(node.text()) != name) continue;
    depth += is_end_tag(node.text()) ? -1 : 1;
    if (depth == 0) return at;
  }
  return DK_NONE;
}

}  // namespace

// Whether a tag is one of these, and said.
bool BodyWriter::html_tag(const Node& node) {
  if (!is_html(node)) return false;
  if (is_html_comment(node)) return true;
  std::vector<std::uint32_t>& ends = m_flow->end_tags;
  if (!ends.empty() && ends.back() == node.index()) return ends.pop_back(), end_format(), true;
  const bool is_place = !html_place(node).empty();
  const std::string name = is_place ? "a" : name_of(node.text());
  if (name == "br") return line_break(), true;
  const std::uint32_t end = is_end_tag(node.text()) ? DK_NONE : end_tag_of(node, name);
  const bool is_closed = end != DK_NONE && (ends.empty() || end < ends.back());
  RunFormat made = format();
  if (is_place) begin_format(node);
  else if (is_closed && set_format(made, name)) m_flow->formats.push_back(made);
  else return false;
  if (is_closed) ends.push_back(end);
  else end_format();
  return true;
}

// False for elements that Word has no format for.
bool BodyWriter::set_format(RunFormat& made, std::string_view element) {
  struct Styled {
    std::string_view element;
    Role role;
  };
  for (const Styled& one : {Styled{"code", Role::verbatim}, Styled{"tt", Role::verbatim}, Styled{"kbd", Role::keyboard},
                            Styled{"samp", Role::sample}, Styled{"var", Role::variable}, Styled{"mark", Role::mark}})
    if (one.element == element) return made.style = style(one.role), true;
  if (element == "b" || element == "strong") return made.bold = true;
  if (element == "i" || element == "em") return made.italic = true;
  if (element == "u" || element == "ins") return made.underline = true;
  if (element == "s" || element == "del" || element == "strike") return made.strike = true;
  if (element == "sup") return made.vertical = "superscript", true;
  if (element == "sub") return made.vertical = "subscript", true;
  return false;
}
