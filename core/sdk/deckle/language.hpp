// What a language tag (BCP 47: "ar", "he-IL") says about the text.
#pragma once
#include <string_view>

namespace deckle {

// Languages that are written from right to left unless a document says otherwise.
inline bool is_right_to_left(std::string_view language) {
  const std::string_view primary = language.substr(0, language.find('-'));
  for (std::string_view known : {"ar", "arc", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})
    if (primary == known) return true;
  return false;
}

}  // namespace deckle
