#include "elements.hpp"

#include <array>
#include <initializer_list>

using deckle::Kind;

namespace html {
namespace {

// long: a flat table.
constexpr std::array<Element, GUMBO_TAG_LAST + 1> make_table() {
  std::array<Element, GUMBO_TAG_LAST + 1> made{};
  made.fill(Element{Role::neutral});
  const auto set = [&](const Element& one, std::initializer_list<GumboTag> tags) {
    for (const GumboTag tag : tags) made[tag] = one;
  };
  set({Role::dropped},
      {GUMBO_TAG_HEAD, GUMBO_TAG_TITLE, GUMBO_TAG_BASE, GUMBO_TAG_LINK, GUMBO_TAG_META, GUMBO_TAG_STYLE,
       GUMBO_TAG_SCRIPT, GUMBO_TAG_TEMPLATE, GUMBO_TAG_PARAM, GUMBO_TAG_SOURCE, GUMBO_TAG_TRACK, GUMBO_TAG_RP,
       GUMBO_TAG_COL, GUMBO_TAG_COLGROUP, GUMBO_TAG_DATALIST, GUMBO_TAG_NOFRAMES, GUMBO_TAG_NOEMBED, GUMBO_TAG_WBR});
  set({Role::block}, {GUMBO_TAG_BODY, GUMBO_TAG_FORM, GUMBO_TAG_FIELDSET, GUMBO_TAG_LEGEND, GUMBO_TAG_CENTER,
                      GUMBO_TAG_SUMMARY, GUMBO_TAG_FIGCAPTION, GUMBO_TAG_CAPTION, GUMBO_TAG_THEAD, GUMBO_TAG_TBODY,
                      GUMBO_TAG_TFOOT, GUMBO_TAG_TR, GUMBO_TAG_TD, GUMBO_TAG_TH, GUMBO_TAG_HGROUP, GUMBO_TAG_FRAMESET});
  set({Role::division}, {GUMBO_TAG_DIV, GUMBO_TAG_SECTION, GUMBO_TAG_ARTICLE, GUMBO_TAG_NAV, GUMBO_TAG_MAIN,
                         GUMBO_TAG_HEADER, GUMBO_TAG_FOOTER, GUMBO_TAG_ADDRESS});
  set({Role::division, Kind::aside}, {GUMBO_TAG_ASIDE});
  set({Role::division, Kind::block_quote}, {GUMBO_TAG_BLOCKQUOTE});
  set({Role::paragraph}, {GUMBO_TAG_P});
  set({Role::heading}, {GUMBO_TAG_H1, GUMBO_TAG_H2, GUMBO_TAG_H3, GUMBO_TAG_H4, GUMBO_TAG_H5, GUMBO_TAG_H6});
  set({Role::preformatted}, {GUMBO_TAG_PRE, GUMBO_TAG_LISTING, GUMBO_TAG_XMP, GUMBO_TAG_PLAINTEXT});
  set({Role::list, Kind::bullet_list}, {GUMBO_TAG_UL, GUMBO_TAG_MENU, GUMBO_TAG_DIR});
  set({Role::list, Kind::ordered_list}, {GUMBO_TAG_OL});
  set({Role::item}, {GUMBO_TAG_LI});
  set({Role::definitions}, {GUMBO_TAG_DL});
  set({Role::term}, {GUMBO_TAG_DT});
  set({Role::description}, {GUMBO_TAG_DD});
  set({Role::table}, {GUMBO_TAG_TABLE});
  set({Role::figure, Kind::figure, GUMBO_TAG_FIGCAPTION}, {GUMBO_TAG_FIGURE});
  set({Role::figure, Kind::details, GUMBO_TAG_SUMMARY}, {GUMBO_TAG_DETAILS});
  set({Role::rule}, {GUMBO_TAG_HR});
  set({Role::wrapper, Kind::emphasis}, {GUMBO_TAG_EM, GUMBO_TAG_I});
  set({Role::wrapper, Kind::strong}, {GUMBO_TAG_STRONG, GUMBO_TAG_B});
  set({Role::wrapper, Kind::underline}, {GUMBO_TAG_U});
  set({Role::wrapper, Kind::strikeout}, {GUMBO_TAG_S, GUMBO_TAG_STRIKE});
  set({Role::wrapper, Kind::deletion}, {GUMBO_TAG_DEL});
  set({Role::wrapper, Kind::insertion}, {GUMBO_TAG_INS});
  set({Role::wrapper, Kind::superscript}, {GUMBO_TAG_SUP});
  set({Role::wrapper, Kind::subscript}, {GUMBO_TAG_SUB});
  set({Role::wrapper, Kind::span},
      {GUMBO_TAG_SPAN, GUMBO_TAG_KBD, GUMBO_TAG_SAMP, GUMBO_TAG_VAR, GUMBO_TAG_ABBR, GUMBO_TAG_ACRONYM, GUMBO_TAG_MARK,
       GUMBO_TAG_DFN, GUMBO_TAG_SMALL, GUMBO_TAG_CITE, GUMBO_TAG_TIME, GUMBO_TAG_DATA, GUMBO_TAG_BDO, GUMBO_TAG_BDI});
  set({Role::code}, {GUMBO_TAG_CODE, GUMBO_TAG_TT});
  set({Role::link}, {GUMBO_TAG_A});
  set({Role::quoted}, {GUMBO_TAG_Q});
  set({Role::line_break}, {GUMBO_TAG_BR});
  set({Role::image}, {GUMBO_TAG_IMG, GUMBO_TAG_IMAGE});
  set({Role::ruby}, {GUMBO_TAG_RUBY});
  set({Role::media},
      {GUMBO_TAG_AUDIO, GUMBO_TAG_VIDEO, GUMBO_TAG_IFRAME, GUMBO_TAG_OBJECT, GUMBO_TAG_EMBED, GUMBO_TAG_APPLET});
  set({Role::control},
      {GUMBO_TAG_INPUT, GUMBO_TAG_SELECT, GUMBO_TAG_TEXTAREA, GUMBO_TAG_BUTTON, GUMBO_TAG_PROGRESS, GUMBO_TAG_METER});
  return made;
}

constexpr auto table = make_table();

}  // namespace

Element element_of(const GumboNode& node) {
  const GumboTag tag = tag_of(node);
  if (tag != GUMBO_TAG_UNKNOWN) return table[tag];
  const std::string_view name = name_of(node);
  return {name == "dialog" || name == "search" ? Role::block : Role::neutral};
}

bool is_block(const GumboNode& node) {
  const Role role = element_of(node).role;
  return role >= Role::block && role <= Role::rule;
}

int heading_level(GumboTag tag) {
  return tag >= GUMBO_TAG_H1 && tag <= GUMBO_TAG_H6 ? static_cast<int>(tag) - static_cast<int>(GUMBO_TAG_H1) + 1 : 0;
}

bool has_content(const GumboNode& node) {
  for (const GumboNode* at = &node; at;) {
    const Role role = is_element(*at) ? element_of(*at).role : Role::neutral;
    if (is_text(*at) && !is_blank_text(*at)) return true;
    if (role == Role::image || role == Role::media || role == Role::control || role == Role::rule) return true;
    if (is_element(*at) && at->v.element.tag_namespace != GUMBO_NAMESPACE_HTML) return true;
    at = next_node(at, node, role != Role::dropped);
  }
  return false;
}

}  // namespace html
