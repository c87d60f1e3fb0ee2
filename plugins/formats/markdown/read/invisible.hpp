// Characters that nobody sees, and that make a text read in another way than it looks.
#pragma once
#include "problems.hpp"

namespace markdown {

// Tells of controls that turn the direction of text, and of characters without width that no script needs there.
void report_invisible(std::string_view text, Problems& problems);

}  // namespace markdown
