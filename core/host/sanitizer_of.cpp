#include "host/sanitizer_of.hpp"

#include <dlfcn.h>

#include "io/files.hpp"

namespace deckle {

std::optional<std::string_view> missing_sanitizer(const std::filesystem::path& library) {
  struct Sanitizer {
    std::string_view name, word;
  };
  static constexpr Sanitizer known[] = {{"AddressSanitizer", "asan"},
                                        {"HWAddressSanitizer", "hwasan"},
                                        {"MemorySanitizer", "msan"},
                                        {"ThreadSanitizer", "tsan"}};
  const Result<FileBytes> bytes = real_files()->read(library.string());
  if (!bytes) return std::nullopt;
  for (const Sanitizer& one : known) {
    const std::string symbol = fmt::format("__{}_init", one.word);  // that each of its objects needs
    if (bytes->view().find(symbol) != std::string_view::npos && dlsym(RTLD_DEFAULT, symbol.c_str()) == nullptr)
      return one.name;
  }
  return std::nullopt;
}

}  // namespace deckle
