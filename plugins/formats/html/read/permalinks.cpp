#include "permalinks.hpp"

#include "elements.hpp"

namespace html {
namespace {

// What Sphinx, MkDocs, Jekyll, Texinfo, Doxygen and Node show, or a picture that fonts and style sheets draw.
bool is_mark(const GumboNode& link) {
  constexpr std::size_t longest = 16;
  std::string text;
  for (const GumboNode* at = &link; at; at = next_node(at, link)) {
    if (tag_of(*at) == GUMBO_TAG_IMG) return false;
    if (is_text(*at)) text += at->v.text.text;
    if (text.size() > longest) return false;
  }
  if (is_blank(text)) return true;
  for (const std::string_view mark : {"¶", "#", "§", "🔗", "∞", "⚓", "◆", "\xEF\x83\x81"}) {
    const std::size_t at = text.find(mark);
    if (at != std::string::npos && is_blank(text.substr(0, at)) && is_blank(text.substr(at + mark.size()))) return true;
  }
  return false;
}

bool can_have_permalink(const GumboNode& node) {
  switch (tag_of(node)) {
    case GUMBO_TAG_DT:
    case GUMBO_TAG_CAPTION:
    case GUMBO_TAG_FIGCAPTION: return true;
    default: return heading_level(tag_of(node)) > 0;
  }
}

// GitHub gives its identifiers a prefix, which its links do not have.
bool is_target(const GumboNode& node, std::string_view name) {
  const std::string_view id = attribute_of(node, "id");
  return id == name || (id.starts_with("user-content-") && id.substr(13) == name);
}

// As rustdoc has it: before the heading of the section that it leads to.
bool is_before_heading(const GumboNode& link, std::string_view name) {
  if (!link.parent || !is_element(*link.parent) || !is_target(*link.parent, name)) return false;
  const std::size_t behind = link.index_within_parent + 1;
  return behind < child_count(*link.parent) &&
         heading_level(tag_of(child_of(*link.parent, static_cast<unsigned>(behind)))) > 0;
}

constexpr int farthest = 8;  // elements around, so that pages are read in linear time

}  // namespace

bool is_permalink(const GumboNode& link) {
  const std::string_view href = attribute_of(link, "href");
  if (tag_of(link) != GUMBO_TAG_A || href.size() < 2 || href[0] != '#' || !is_mark(link)) return false;
  if (has_class(link, "headerlink") || is_before_heading(link, href.substr(1))) return true;
  bool has_owner = false, is_own = false;
  const GumboNode* around = &link;
  for (int level = 0; around && level < farthest; ++level, around = around->parent) {
    if (!is_element(*around)) break;
    if (!has_owner && is_block(*around) && !can_have_permalink(*around)) return false;
    has_owner = has_owner || can_have_permalink(*around);
    is_own = is_own || is_target(*around, href.substr(1));
  }
  return has_owner && is_own;
}

// All words of a heading, as mdBook and Asciidoctor link them.
bool is_self_link(const GumboNode& link) {
  const std::string_view href = attribute_of(link, "href");
  if (tag_of(link) != GUMBO_TAG_A || href.size() < 2 || href[0] != '#') return false;
  bool is_own = is_target(link, href.substr(1));
  const GumboNode* inside = &link;
  for (int level = 0; level < farthest; ++level, inside = inside->parent) {
    const GumboNode* around = inside->parent;
    if (!around || !is_element(*around) || !is_all_of(*around, *inside)) return false;
    is_own = is_own || is_target(*around, href.substr(1));
    if (heading_level(tag_of(*around)) > 0) return is_own;
  }
  return false;
}

bool is_tool_of_heading(const GumboNode& button) {
  if (tag_of(button) != GUMBO_TAG_BUTTON) return false;
  bool is_all = true;
  const GumboNode* inside = &button;
  for (int level = 0; level < farthest; ++level, inside = inside->parent) {
    const GumboNode* around = inside->parent;
    if (!around || !is_element(*around)) return false;
    is_all = is_all && is_all_of(*around, *inside);
    if (heading_level(tag_of(*around)) > 0) return !is_all;
  }
  return false;
}

std::string_view permalink_identifier(const GumboNode& heading) {
  for (const GumboNode* at = &heading; at; at = next_node(at, heading))
    if (tag_of(*at) == GUMBO_TAG_A && has_attribute(*at, "id") && (is_permalink(*at) || is_self_link(*at)))
      return attribute_of(*at, "href").substr(1);
  return {};
}

}  // namespace html
