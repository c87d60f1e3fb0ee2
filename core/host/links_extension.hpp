// The extension deckle.links/1: passes an exporter's question on to whoever knows the outputs of the run.
#pragma once
#include <deckle/links.h>

#include <cstdint>
#include <string_view>

namespace deckle {

// About the nodes of the document at hand and the output being written. Answers live as long as the map.
class AddressMap {
 public:
  virtual ~AddressMap() = default;
  // What the address becomes; `written` itself when it stays as it is.
  virtual std::string_view address(std::uint32_t node, std::string_view written) = 0;
  // The bytes that the output takes inside; null: none.
  virtual const dk_source* content(std::uint32_t node, std::string_view written) = 0;
};

const dk_links* links_extension();

}  // namespace deckle
