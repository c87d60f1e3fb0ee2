// Texts that are dear to parsers which are not linear, in every size.
#pragma once
#include <cstddef>
#include <span>
#include <string>

namespace deckle::markdown_test {

struct Family {
  const char* name;
  std::string (*text)(std::size_t size);  // of about so many bytes
};
std::span<const Family> families();

}  // namespace deckle::markdown_test
