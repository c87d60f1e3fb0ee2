#include "pipeline/reference.hpp"

#include "pipeline/address.hpp"

namespace deckle {

bool concerns_files(const Reference& reference) {
  if (reference.is_resource) return true;
  const AddressKind kind = kind_of_address(reference.address);
  return kind == AddressKind::data || (kind == AddressKind::relative && !path_of_address(reference.address).empty());
}

}  // namespace deckle
