// The page that `standalone` gives when no template is named.
#pragma once
#include <string_view>

extern const std::string_view default_template;
// The style of highlighted code, by the classes that pandoc gives its pieces.
extern const std::string_view highlighting_style;
