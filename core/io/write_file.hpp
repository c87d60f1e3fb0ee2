// A whole file, written at once.
#pragma once
#include <string>
#include <string_view>

#include "io/files.hpp"

namespace deckle {

// The file is there whole, or as it was. Folders on the way are created.
Result<void> write_file(Files& files, const std::string& path, std::string_view text, const Staging& how = {});

// The same for an output that is staged already.
Result<void> write_staged(StagedOutput& output, std::string_view text);

}  // namespace deckle
