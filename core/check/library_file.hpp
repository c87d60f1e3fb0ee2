// What the ELF file of a library says before anybody loads it.
#pragma once
#include <set>
#include <string>
#include <string_view>

#include "diagnostics/result.hpp"

namespace deckle::checking {

struct LibraryFile {
  struct Symbol {
    std::string name;
    bool is_data = false, is_unique = false;  // unique: STB_GNU_UNIQUE, which pins the library
  };
  std::vector<Symbol> exported;
  std::set<std::string> versions;  // of other libraries' symbols that it needs: "GLIBC_2.34"
  bool has_text_relocations = false, has_executable_stack = false;
};

// `bytes`: of a file that check_library_file() accepts. Nothing is read from behind their end.
Result<LibraryFile> library_file(std::string_view bytes);

}  // namespace deckle::checking
