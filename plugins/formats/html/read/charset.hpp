// The charset that a page names for itself.
#pragma once
#include <string>
#include <string_view>

namespace html {

// By its first <meta> that says so, within 1024 bytes; a name for converters, empty when there is none.
std::string declared_charset(std::string_view bytes);

// Whether the bytes have to be decoded to be UTF-8 when they are in that charset.
bool must_decode(std::string_view bytes, std::string_view charset);

}  // namespace html
