#include "drawings.hpp"

namespace html {
namespace {

constexpr int farthest = 8;  // elements around a picture, so that pages are read in linear time

bool is_svg(const GumboNode& node) {
  return is_element(node) && node.v.element.tag_namespace == GUMBO_NAMESPACE_SVG && node.v.element.tag == GUMBO_TAG_SVG;
}

// The element of that tag that a picture is in, with nothing else if it is `alone`.
const GumboNode* element_around(const GumboNode& picture, GumboTag tag, bool alone) {
  const GumboNode* inside = &picture;
  for (int level = 0; level < farthest; ++level) {
    const GumboNode* around = inside->parent;
    if (!around || !is_element(*around) || (alone && !is_all_of(*around, *inside))) return nullptr;
    if (tag_of(*around) == tag) return around;
    inside = around;
  }
  return nullptr;
}

}  // namespace

bool is_decoration(const GumboNode& picture) {
  if (!is_svg(picture)) return false;
  return attribute_of(picture, "aria-hidden") == "true" || element_around(picture, GUMBO_TAG_BUTTON, false);
}

std::string_view name_of_drawing(const GumboNode& picture) {
  const GumboNode* link = is_svg(picture) ? element_around(picture, GUMBO_TAG_A, true) : nullptr;
  if (!link) return {};
  const std::string_view label = attribute_of(*link, "aria-label");
  return is_blank(label) ? attribute_of(*link, "title") : label;
}

}  // namespace html
