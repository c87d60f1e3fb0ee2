// Inlines.
#include <algorithm>
#include <utility>

#include "../media_tag.hpp"
#include "drawings.hpp"
#include "page_reader.hpp"
#include "permalinks.hpp"
#include "tags.hpp"
#include "url.hpp"

using deckle::Key;
using deckle::Kind;

namespace html {
namespace {

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

std::string lowered(std::string_view text) {
  std::string made(text);
  std::transform(made.begin(), made.end(), made.begin(), lower);
  return made;
}

// What a formula is written between: \( \), \[ \] and $, as MathJax looks for them.
std::string_view without_delimiters(std::string_view tex) {
  tex = trimmed(tex);
  constexpr std::pair<std::string_view, std::string_view> marks[] = {
      {"\\(", "\\)"}, {"\\[", "\\]"}, {"$$", "$$"}, {"$", "$"}};
  for (const auto& [begin, end] : marks)
    if (tex.size() >= begin.size() + end.size() && tex.substr(0, begin.size()) == begin &&
        tex.substr(tex.size() - end.size()) == end)
      return tex.substr(begin.size(), tex.size() - begin.size() - end.size());
  return tex;
}

bool is_small_caps(const GumboNode& node) {
  const std::string style = lowered(attribute_of(node, "style"));
  return has_class(node, "smallcaps") ||
         (style.find("small-caps") != style.npos && style.find("font-variant") != style.npos);
}

// Spans named after their element.
std::string_view class_of(GumboTag tag) {
  switch (tag) {
    case GUMBO_TAG_SPAN:
    case GUMBO_TAG_BDO:
    case GUMBO_TAG_BDI:
    case GUMBO_TAG_RUBY: return {};
    case GUMBO_TAG_ACRONYM: return "abbr";
    default: return gumbo_normalized_tagname(tag);
  }
}

// An element that says what stands elsewhere as well, or what MediaWiki lets people do with the page.
bool is_shadow(const GumboNode& node) {
  return has_class(node, "katex-html") || has_class(node, "MathJax_Preview") || has_class(node, "mw-editsection");
}

// A box between blocks says nothing: style sheets and scripts use it.
bool has_words_beside(const GumboNode& box) {
  const Role around = element_of(*box.parent).role;
  if (tag_of(*box.parent) == GUMBO_TAG_TD || (around != Role::block && around != Role::division)) return true;
  for (const std::size_t at : {box.index_within_parent - 1, box.index_within_parent + 1}) {
    if (at >= child_count(*box.parent)) continue;
    const GumboNode& beside = child_of(*box.parent, static_cast<unsigned>(at));
    if (is_text(beside) ? !is_blank_text(beside) : is_element(beside) && !is_block(beside) && has_content(beside))
      return true;
  }
  return false;
}

// As it is told, or what the element says that neither type nor address do.
std::string_view media_type(const GumboNode& media, const GumboNode& source, std::string_view url) {
  const std::string_view told = attribute_of(source, "type");
  if (media_tag({}, url) == name_of(media) && name_of(media) != "object") return {};
  if (!told.empty()) return told;
  switch (tag_of(media)) {
    case GUMBO_TAG_AUDIO: return "audio/*";
    case GUMBO_TAG_VIDEO: return "video/*";
    case GUMBO_TAG_IFRAME: return "text/html";
    default: return {};
  }
}

}  // namespace

void PageReader::inline_element(const GumboNode& node, const Element& element) {
  switch (element.role) {
    case Role::wrapper: return wrapper(node, element.kind);
    case Role::code: {
      const GumboNode* outside = m_code;
      if (!m_code) m_code = &node;
      Frame& frame = push(node, Role::code);
      frame.is_code = true;
      frame.code_outside = outside;
      return;
    }
    case Role::link: return link(node);
    case Role::quoted: return quoted(node);
    case Role::line_break: return add_break(m_source.range_of(node));
    case Role::image: return image(node);
    case Role::ruby: return ruby(node);
    case Role::media: return media(node);
    case Role::control: return is_tool_of_heading(node) ? void() : control(node);
    default:
      if (tag_of(node) == GUMBO_TAG_OPTION) add_white(false, m_source.range_of(node));
      return push_neutral(node, false);
  }
}

void PageReader::wrapper(const GumboNode& node, Kind kind) {
  const GumboTag tag = tag_of(node);
  if (kind == Kind::span) {
    if (is_shadow(node)) return;
    const bool is_display = has_class(node, "display");
    if (has_class(node, "math") && (is_display || has_class(node, "inline"))) {
      const std::string text = text_of(node);
      return math(node, without_delimiters(text), is_display);
    }
    if (tag == GUMBO_TAG_SPAN && is_small_caps(node)) kind = Kind::small_caps;
    else if (tag == GUMBO_TAG_SPAN && (!m_wishes.spans || m_code) && !has_attribute(node, "id"))
      return push_neutral(node, false);
    else if ((tag == GUMBO_TAG_TIME || tag == GUMBO_TAG_DATA) && node.v.element.attributes.length == 0)
      return push_neutral(node, false);
  }
  // What was changed says when, or by whom; all else is struck out (4.7).
  const bool is_change =
      has_attribute(node, "datetime") || has_attribute(node, "data-datetime") || has_attribute(node, "data-author");
  if (kind == Kind::deletion && !is_change) kind = Kind::strikeout;
  push_wrapper(node, kind, kind == Kind::span ? class_of(tag) : std::string_view());
}

void PageReader::open_wrapper(Wrapper& wrapper) {
  const GumboNode& node = *wrapper.element;
  if (wrapper.is_written && m_repeats_left-- == 0) {
    m_repeats_left = 0;
    return m_problems.note("html.depth", m_source.span_of(node),
                           "too many blocks stand in inlines: they are read without");
  }
  std::string consumed = wrapper.is_written ? "id name " : "";
  m_out.open(wrapper.kind, m_source.span_of(node));
  wrapper.is_written = wrapper.is_open = true;
  switch (wrapper.kind) {
    case Kind::link:
      m_out.attribute(Key::url, address(attribute_of(node, "href")));
      if (const auto title = attribute_of(node, "title"); !title.empty()) m_out.attribute(Key::title, title);
      return attributes(node, consumed + "href title name ");
    case Kind::insertion:
    case Kind::deletion:
      for (const char* name : {"datetime", "data-datetime"})
        if (const char* date = find_attribute(node, name)) m_out.attribute(Key::date, date);
      if (const char* author = find_attribute(node, "data-author")) m_out.attribute(Key::author, author);
      return attributes(node, consumed + "datetime data-datetime data-author ");
    case Kind::quoted: return m_out.attribute(Key::quote, wrapper.name);
    case Kind::small_caps:
      return attributes(node, has_class(node, "smallcaps") ? consumed : consumed + "style ", {}, "smallcaps");
    default: break;
  }
  attributes(node, tag_of(node) == GUMBO_TAG_A ? consumed + "name " : consumed, wrapper.name);
  if (tag_of(node) == GUMBO_TAG_BDI && !has_attribute(node, "dir")) m_out.attribute("dir", "auto");  // 4.5.24
}

void PageReader::link(const GumboNode& node) {
  if (is_permalink(node)) return;
  if (is_self_link(node)) return push_neutral(node, false);
  if (has_attribute(node, "href")) return push_wrapper(node, Kind::link);
  if (!m_wishes.spans && !has_attribute(node, "id") && !has_attribute(node, "name")) return push_neutral(node, false);
  push_wrapper(node, Kind::span);
}

// Quotation marks are the browser's to add (4.5.7): double ones, single ones within these.
void PageReader::quoted(const GumboNode& node) {
  std::size_t depth = 0;
  for (std::size_t i = flow().first_wrapper; i < m_wrappers.size(); ++i) depth += m_wrappers[i].kind == Kind::quoted;
  push_wrapper(node, Kind::quoted, depth % 2 == 0 ? "double" : "single");
}

std::string PageReader::address(std::string_view written) const { return resolved(m_base, trimmed(written)); }

// Sound, film and pages in pages; what is inside is for who cannot have these.
void PageReader::media(const GumboNode& node) {
  const GumboTag tag = tag_of(node);
  if (tag == GUMBO_TAG_IFRAME && !has_attribute(node, "src")) return;
  const char* name = tag == GUMBO_TAG_OBJECT ? "data" : "src";
  const GumboNode* source = &node;
  for (unsigned i = 0; i < child_count(node) && !has_attribute(*source, name); ++i)
    if (tag_of(child_of(node, i)) == GUMBO_TAG_SOURCE) source = &child_of(node, i);
  if (!has_attribute(*source, name) || !has_room(node, 4)) return push_neutral(node, false);
  const Range where = m_source.range_of(node);
  begin_content(where.begin);
  flush();
  m_out.open(Kind::media, m_source.span(where));
  m_out.attribute(Key::url, address(attribute_of(*source, name)));
  const std::string_view type = media_type(node, *source, attribute_of(*source, name));
  if (!type.empty()) m_out.attribute(Key::media_type, type);
  attributes(node, "src data type controls");
  if (tag == GUMBO_TAG_IFRAME) return m_out.close();  // text that no browser shows
  push_line(node, true).levels = 1;
}

// What forms ask for is text: what is filled in, chosen or pressed.
void PageReader::control(const GumboNode& node) {
  const std::string type = lowered(attribute_of(node, "type"));
  if (type == "hidden") return;
  m_problems.loss(m_source.span_of(node), "what forms ask for is read as text");
  if (tag_of(node) != GUMBO_TAG_INPUT) return push_neutral(node, false);
  const std::string_view value = attribute_of(node, type == "image" ? "alt" : "value");
  const bool is_box = type == "checkbox" || type == "radio";
  if (is_box && !has_words_beside(node)) return;
  if (is_box) add_text(has_attribute(node, "checked") ? "\u2612" : "\u2610", m_source.range_of(node));
  else if (!trimmed(value).empty() && type != "password" && type != "file")
    add_text(trimmed(value), m_source.range_of(node));
}

// MathML of which the TeX is known, else it stays what it is, as pictures in SVG do.
void PageReader::foreign(const GumboNode& node) {
  if (node.v.element.tag == GUMBO_TAG_MATH) {
    for (const GumboNode* at = &node; at; at = next_node(at, node)) {
      if (!is_element(*at) || name_of(*at) != "annotation") continue;
      const std::string encoding = lowered(attribute_of(*at, "encoding"));
      if (encoding != "application/x-tex" && encoding != "tex" && encoding != "latex") continue;
      return math(node, trimmed(text_of(*at)), attribute_of(node, "display") == "block");
    }
  }
  const Range where = m_source.range_of(node);
  if (const std::string_view name = trimmed(name_of_drawing(node)); !name.empty()) return add_text(name, where);
  if (is_decoration(node)) return m_problems.loss(m_source.span_of(node), "drawings that only decorate are left out");
  begin_content(where.begin);
  flush();
  m_out.leaf(Kind::raw_inline, m_source.text.substr(where.begin, where.end - where.begin), m_source.span(where));
  m_out.attribute(Key::format, "html");
}

// Scripts that MathJax 2 reads: <script type="math/tex; mode=display">.
bool PageReader::formula(const GumboNode& node) {
  const std::string type = lowered(attribute_of(node, "type"));
  if (tag_of(node) != GUMBO_TAG_SCRIPT || type.substr(0, 8) != "math/tex") return false;
  const std::string tex = text_of(node);
  math(node, trimmed(tex), type.find("mode=display") != type.npos);
  return true;
}

void PageReader::math(const GumboNode& node, std::string_view tex, bool is_display) {
  const Range where = m_source.range_of(node);
  begin_content(where.begin);
  flush();
  m_out.leaf(Kind::math, tex, m_source.span(where));
  if (is_display) m_out.attribute(Key::display, true);
  if (tag_of(node) == GUMBO_TAG_SPAN) attributes(node, "", {}, "math inline display");
}

}  // namespace html
