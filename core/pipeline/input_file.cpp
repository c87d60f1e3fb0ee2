#include "pipeline/input_file.hpp"

#include <fmt/format.h>

namespace deckle {

Diagnostic changed_while_read(const std::string& name) {
  return error("io.changed", fmt::format("{} was changed while it was read", name), "run again");
}

}  // namespace deckle
