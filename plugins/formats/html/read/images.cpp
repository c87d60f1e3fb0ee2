// Images. Pages that load them late have a stand-in there, and say where the image is in an attribute, or show it in
// <noscript> behind the stand-in.
#include "page_reader.hpp"

using deckle::Key;
using deckle::Kind;

namespace html {
namespace {

bool is_stand_in(std::string_view address) {
  return address.empty() || address.starts_with("data:image/gif") || address.starts_with("data:image/svg+xml");
}

// The attribute that says where the image really is; null if `src` does.
const char* late_attribute(const GumboNode& image) {
  if (!is_stand_in(attribute_of(image, "src"))) return nullptr;
  for (const char* name : {"data-src", "data-original", "data-lazy-src"})
    if (!attribute_of(image, name).empty()) return name;
  return nullptr;
}

bool is_repeated_behind(const GumboNode& image) {
  for (std::size_t i = image.index_within_parent + 1; image.parent && i < child_count(*image.parent); ++i) {
    const GumboNode& behind = child_of(*image.parent, static_cast<unsigned>(i));
    if (is_blank_text(behind)) continue;
    if (tag_of(behind) != GUMBO_TAG_NOSCRIPT) return false;
    for (unsigned k = 0; k < child_count(behind); ++k)
      if (!is_blank_text(child_of(behind, k))) return tag_of(child_of(behind, k)) == GUMBO_TAG_IMG;
    return false;
  }
  return false;
}

}  // namespace

void PageReader::image(const GumboNode& node) {
  if (has_class(node, "mwe-math-fallback-image-inline") || has_class(node, "mwe-math-fallback-image-display"))
    return;  // the formula stands beside it
  const char* late = late_attribute(node);
  if (late && is_repeated_behind(node)) return;
  const Range where = m_source.range_of(node);
  begin_content(where.begin);
  flush();
  m_out.open(Kind::image, m_source.span(where));
  m_out.attribute(Key::url, address(attribute_of(node, late ? late : "src")));
  if (const auto title = attribute_of(node, "title"); !title.empty()) m_out.attribute(Key::title, title);
  attributes(node, std::string("src alt title ") + (late ? late : ""));
  if (const auto alternative = attribute_of(node, "alt"); !alternative.empty())
    m_out.text(alternative, m_source.span(where));
  m_out.close();
}

}  // namespace html
