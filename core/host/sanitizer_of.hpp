// Sanitizers of compilers: a library that was built with one can only be loaded into a program that has its runtime.
#pragma once
#include <filesystem>
#include <optional>
#include <string_view>

namespace deckle {

// The sanitizer of which the file names a symbol that this process lacks: "AddressSanitizer". Reads the whole file, so
// it is asked when loading has failed.
std::optional<std::string_view> missing_sanitizer(const std::filesystem::path& library);

}  // namespace deckle
