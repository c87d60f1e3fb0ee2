// Between the border's strings and C++'s.
#pragma once
#include <deckle/base.h>

#include <string_view>

namespace deckle {

constexpr dk_str str(std::string_view text) { return {text.data(), text.size()}; }
constexpr std::string_view view(dk_str text) {
  return text.len == 0 ? std::string_view() : std::string_view(text.ptr, static_cast<std::size_t>(text.len));
}

}  // namespace deckle
