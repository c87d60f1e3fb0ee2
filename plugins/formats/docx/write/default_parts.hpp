// The parts of the built-in reference, which a document has when no `reference-doc` is given.
#pragma once
#include <string_view>

extern const std::string_view default_styles_head;  // what stands before the styles; `$language$` is to be replaced
extern const std::string_view default_styles;       // `<w:style>` elements, one a line
extern const std::string_view code_styles;          // character styles for the pieces of highlighted code
extern const std::string_view default_theme;        // a whole part
extern const std::string_view default_footer;       // the content of a footer: the number of the page
