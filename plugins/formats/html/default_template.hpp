// The page that `standalone` gives when no template is named.
#pragma once
#include <string_view>

extern const std::string_view default_template;
