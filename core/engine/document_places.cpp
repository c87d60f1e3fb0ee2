#include "engine/document_places.hpp"

#include "pipeline/address.hpp"

namespace deckle {

std::string DocumentPlaces::input_name() const { return input == "-" ? "standard input" : readable_path(input); }

const std::shared_ptr<const Surroundings>& DocumentPlaces::nowhere() {
  static const auto none = std::make_shared<const Surroundings>();
  return none;
}

}  // namespace deckle
