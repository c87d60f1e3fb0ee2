#include "pipeline/reference.hpp"

#include "pipeline/address.hpp"

namespace deckle {

bool concerns_files(const Reference& reference) {
  if (reference.is_resource) return true;
  const AddressKind kind = kind_of_address(reference.address);
  const bool has_path = !reference.address.empty() && reference.address[0] != '?' && reference.address[0] != '#';
  return kind == AddressKind::data || (kind == AddressKind::relative && has_path);
}

}  // namespace deckle
