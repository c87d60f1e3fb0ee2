// The named characters of HTML, as one text: see entities.hpp.
#pragma once
#include <cstddef>

namespace markdown {

extern const char entity_text[];
extern const std::size_t entity_text_size;

}  // namespace markdown
