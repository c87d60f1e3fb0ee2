// Attributes of HTML tags, for those that become divisions and spans.
#pragma once
#include <string_view>

#include "attributes.hpp"

namespace markdown {

// `tag`: a whole opening tag, as html_tag_length() finds it. Values have their entities decoded; the words of a class
// are parted by one space.
Attributes read_html_attributes(std::string_view tag);

}  // namespace markdown
