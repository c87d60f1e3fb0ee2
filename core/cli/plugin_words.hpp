// The numbers of the border as words for people and programs: types of options, promises, kinds.
#pragma once
#include <string>
#include <vector>

#include "host/manifest.hpp"

namespace deckle {

// "int", "list", "choice"; `type` is a DK_T_*.
const char* word_of_type(std::uint32_t type);
// Of DK_CAP_* bits; those that this version does not know are left out.
std::vector<std::string> words_of_promises(std::uint32_t caps);
// Of DK_OPT_* bits.
std::vector<std::string> words_of_flags(std::uint32_t flags);
// "paragraph"; a kind that this version does not know is its number: "0x0fff".
std::string word_of_kind(std::uint16_t kind);
std::vector<std::string> words_of_kinds(const std::vector<std::uint16_t>& kinds);

}  // namespace deckle
