#include "nesting.hpp"

#include <gumbo.h>

#include <algorithm>
#include <array>
#include <initializer_list>
#include <vector>

#include "tags.hpp"

namespace html {
namespace {

// What the parser does at the tags of an element (13.2.6.4.7 of the HTML standard).
enum class Nesting : unsigned char {
  ordinary,    // ends with its end tag, unless a special one is open within it
  special,     // ends with its end tag, unless a border is open within it
  border,      // the same, and nothing outside ends within it
  formatting,  // ends with its end tag, whatever is open within it
  none,        // empty, or it ends by itself where another one begins
  raw          // has no markup inside
};

// long: a flat table.
constexpr std::array<Nesting, GUMBO_TAG_LAST + 1> make_table() {
  std::array<Nesting, GUMBO_TAG_LAST + 1> made{};
  made.fill(Nesting::ordinary);
  const auto set = [&](const Nesting& one, std::initializer_list<GumboTag> tags) {
    for (const GumboTag tag : tags) made[tag] = one;
  };
  set(Nesting::none, {GUMBO_TAG_HTML,    GUMBO_TAG_HEAD,     GUMBO_TAG_BODY,   GUMBO_TAG_BASE,     GUMBO_TAG_LINK,
                      GUMBO_TAG_META,    GUMBO_TAG_HR,       GUMBO_TAG_BR,     GUMBO_TAG_WBR,      GUMBO_TAG_IMG,
                      GUMBO_TAG_IMAGE,   GUMBO_TAG_EMBED,    GUMBO_TAG_PARAM,  GUMBO_TAG_SOURCE,   GUMBO_TAG_TRACK,
                      GUMBO_TAG_AREA,    GUMBO_TAG_COL,      GUMBO_TAG_INPUT,  GUMBO_TAG_KEYGEN,   GUMBO_TAG_MENUITEM,
                      GUMBO_TAG_BGSOUND, GUMBO_TAG_BASEFONT, GUMBO_TAG_FRAME,  GUMBO_TAG_ISINDEX,  GUMBO_TAG_P,
                      GUMBO_TAG_LI,      GUMBO_TAG_DT,       GUMBO_TAG_DD,     GUMBO_TAG_H1,       GUMBO_TAG_H2,
                      GUMBO_TAG_H3,      GUMBO_TAG_H4,       GUMBO_TAG_H5,     GUMBO_TAG_H6,       GUMBO_TAG_TR,
                      GUMBO_TAG_TD,      GUMBO_TAG_TH,       GUMBO_TAG_THEAD,  GUMBO_TAG_TBODY,    GUMBO_TAG_TFOOT,
                      GUMBO_TAG_CAPTION, GUMBO_TAG_COLGROUP, GUMBO_TAG_OPTION, GUMBO_TAG_OPTGROUP, GUMBO_TAG_SELECT,
                      GUMBO_TAG_FORM,    GUMBO_TAG_BUTTON,   GUMBO_TAG_A,      GUMBO_TAG_NOBR,     GUMBO_TAG_RB,
                      GUMBO_TAG_RT,      GUMBO_TAG_RP,       GUMBO_TAG_RTC});
  set(Nesting::raw, {GUMBO_TAG_SCRIPT, GUMBO_TAG_STYLE, GUMBO_TAG_TITLE, GUMBO_TAG_TEXTAREA, GUMBO_TAG_XMP,
                     GUMBO_TAG_IFRAME, GUMBO_TAG_NOEMBED, GUMBO_TAG_NOFRAMES, GUMBO_TAG_PLAINTEXT});
  set(Nesting::formatting,
      {GUMBO_TAG_B, GUMBO_TAG_BIG, GUMBO_TAG_CODE, GUMBO_TAG_EM, GUMBO_TAG_FONT, GUMBO_TAG_I, GUMBO_TAG_S,
       GUMBO_TAG_SMALL, GUMBO_TAG_STRIKE, GUMBO_TAG_STRONG, GUMBO_TAG_TT, GUMBO_TAG_U});
  set(Nesting::border, {GUMBO_TAG_TABLE, GUMBO_TAG_OBJECT, GUMBO_TAG_APPLET, GUMBO_TAG_MARQUEE, GUMBO_TAG_TEMPLATE});
  set(Nesting::special,
      {GUMBO_TAG_ADDRESS,    GUMBO_TAG_ARTICLE, GUMBO_TAG_ASIDE,   GUMBO_TAG_BLOCKQUOTE, GUMBO_TAG_CENTER,
       GUMBO_TAG_DETAILS,    GUMBO_TAG_DIR,     GUMBO_TAG_DIV,     GUMBO_TAG_DL,         GUMBO_TAG_FIELDSET,
       GUMBO_TAG_FIGCAPTION, GUMBO_TAG_FIGURE,  GUMBO_TAG_FOOTER,  GUMBO_TAG_HEADER,     GUMBO_TAG_HGROUP,
       GUMBO_TAG_LISTING,    GUMBO_TAG_MAIN,    GUMBO_TAG_MENU,    GUMBO_TAG_NAV,        GUMBO_TAG_NOSCRIPT,
       GUMBO_TAG_OL,         GUMBO_TAG_PRE,     GUMBO_TAG_SECTION, GUMBO_TAG_SUMMARY,    GUMBO_TAG_UL});
  return made;
}

constexpr auto table = make_table();

class Nest {
 public:
  Nest(std::string_view text, std::size_t limit) : m_text(text), m_limit(limit) {}

  std::optional<Flattened> flatten() {
    for (Tag tag = next_tag(m_text, 0); tag.begin < m_text.size();) {
      std::size_t next = tag.end;
      if (!tag.name.empty()) {
        const GumboTag kind = gumbo_tagn_enum(tag.name.data(), static_cast<unsigned>(tag.name.size()));
        const Nesting nesting = table[kind];
        look_for_foreign(tag, kind, nesting);
        if (nesting == Nesting::raw) {
          if (!tag.is_end) next = end_of_raw_text(m_text, tag.end, tag.name);
        } else if (nesting != Nesting::none) {
          if (tag.is_end) end(tag, kind, nesting);
          else begin(tag, kind, nesting);
        }
      }
      tag = next_tag(m_text, next);
    }
    return std::move(m_result);
  }

 private:
  struct Open {
    GumboTag kind;
    std::string_view name;
    Nesting nesting;
  };

  // As many end tags are left out as start tags were.
  void begin(const Tag& tag, GumboTag kind, Nesting nesting) {
    const bool is_empty = m_is_foreign && m_text.substr(tag.end - 2, 2) == "/>";  // in HTML that would be no end
    if (is_empty) return;
    if (m_open.size() < m_limit) return m_open.push_back({kind, tag.name, nesting});
    ++m_left_out[kind];
    leave_out(tag);
  }

  void end(const Tag& tag, GumboTag kind, Nesting nesting) {
    if (m_left_out[kind] > 0) {
      --m_left_out[kind];
      return leave_out(tag);
    }
    const auto is_that = [&](const Open& open) {
      return open.kind == kind && (kind != GUMBO_TAG_UNKNOWN || is_word(open.name, tag.name));
    };
    for (std::size_t at = m_open.size(); at-- > 0;) {
      const Nesting between = m_open[at].nesting;
      if (is_that(m_open[at])) {
        const auto first = m_open.begin() + static_cast<std::ptrdiff_t>(at);
        m_open.erase(first, nesting == Nesting::formatting ? first + 1 : m_open.end());
        return;
      }
      if (between == Nesting::border || (between == Nesting::special && nesting == Nesting::ordinary)) return;
    }
  }

  // Whether SVG or MathML goes on: elements of HTML end it, but for a few names that both have.
  void look_for_foreign(const Tag& tag, GumboTag kind, Nesting nesting) {
    if (kind == GUMBO_TAG_SVG || kind == GUMBO_TAG_MATH) m_is_foreign = !tag.is_end;
    else if (kind == GUMBO_TAG_FOREIGNOBJECT || kind == GUMBO_TAG_DESC) m_is_foreign = false;
    else if (nesting != Nesting::ordinary && nesting != Nesting::raw && kind != GUMBO_TAG_A) m_is_foreign = false;
  }

  // <div a=">"> becomes <?iv a=" ">, which is a comment up to its end.
  void leave_out(const Tag& tag) {
    if (!m_result) m_result = Flattened{std::string(m_text), tag.begin, tag.end};
    std::string& text = m_result->text;
    text[tag.begin + 1] = '?';
    const auto begin = text.begin() + static_cast<std::ptrdiff_t>(tag.begin) + 2;
    std::replace(begin, text.begin() + static_cast<std::ptrdiff_t>(tag.end) - 1, '>', ' ');
  }

  std::string_view m_text;
  std::size_t m_limit;
  std::vector<Open> m_open;
  bool m_is_foreign = false;
  std::size_t m_left_out[GUMBO_TAG_LAST + 1] = {};
  std::optional<Flattened> m_result;
};

}  // namespace

std::optional<Flattened> flattened(std::string_view text, std::size_t limit) { return Nest(text, limit).flatten(); }

}  // namespace html
