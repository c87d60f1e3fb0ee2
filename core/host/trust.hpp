// Whether a plugin's file may be loaded, by who could have put other code there.
//
// THE RULE. A library, and the folder it lies in, must belong to root, to the user who runs Deckle, or to the owner of
// the Deckle program; must not be writable by everybody; and may be writable by a group only when that is root's, or
// the user's private one (its number is the user's number). Folders further up must not be writable by everybody,
// unless only owners may rename there (sticky, as /tmp), up to the first one that also holds the Deckle program:
// whoever may write there can replace Deckle itself.
#pragma once
#include <filesystem>

#include "diagnostics/result.hpp"

namespace deckle {

// Both take absolute, canonical paths; the problem's code is plugin.writable-by-others.
Result<void> check_trust(const std::filesystem::path& file_or_folder);
Result<void> check_trust_above(const std::filesystem::path& folder);

}  // namespace deckle
