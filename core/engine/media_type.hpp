// Media types by the suffixes of names, and back.
#pragma once
#include <string>
#include <string_view>

namespace deckle {

// "image/png" for "a.png"; empty when the suffix says nothing.
std::string_view media_type_of(std::string_view path);

// ".png" for "image/png"; empty when the type is not known.
std::string suffix_of_media_type(std::string_view type);

}  // namespace deckle
