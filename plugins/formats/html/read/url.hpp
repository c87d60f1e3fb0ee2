// Addresses relative to others (RFC 3986, 5).
#pragma once
#include <string>
#include <string_view>

namespace html {

// An address as it is meant on a page with that base; as it is written when the base is empty. One that leads into the
// page itself stays so.
std::string resolved(std::string_view base, std::string_view address);

}  // namespace html
