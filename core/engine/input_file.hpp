// An opened input, or a further file that a document reached.
#pragma once
#include <string>

#include "io/bytes.hpp"

namespace deckle {

struct InputFile {
  std::string name;  // as a person would say it
  std::string media_type;
  FileBytes bytes;
};

}  // namespace deckle
