// Addresses that are links by themselves: in angle brackets, as CommonMark has them, and bare, as GitHub does.
#pragma once
#include <string_view>

#include "block.hpp"

namespace markdown {

// The end of <scheme:...> or <name@host> at text[at] == '<', behind the bracket; 0 if there is none.
std::uint32_t find_angle_uri(std::string_view text, std::uint32_t at);
std::uint32_t find_angle_mail(std::string_view text, std::uint32_t at);

// A bare address around a colon, dot or @ at `at`; empty if there is none. It begins not before `from`.
Range find_bare_uri(std::string_view text, std::uint32_t from, std::uint32_t at);
Range find_bare_www(std::string_view text, std::uint32_t from, std::uint32_t at);
Range find_bare_mail(std::string_view text, std::uint32_t from, std::uint32_t at);

}  // namespace markdown
