// The extension deckle.links/1: passes an exporter's question on to whoever knows the outputs of the run.
#pragma once
#include <deckle/links.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace deckle {

// What the address of a node of the document at hand becomes in the output being written; nothing: it stays as it is.
class AddressMap {
 public:
  virtual ~AddressMap() = default;
  virtual std::optional<std::string> address(std::uint32_t node, std::string_view written) const = 0;
};

const dk_links* links_extension();

}  // namespace deckle
