// What exporters learn through deckle.links/1: the broker is asked, with the file in which the address stands.
#pragma once
#include <deckle/document.h>

#include "engine/broker.hpp"
#include "host/links_extension.hpp"

namespace deckle {

class OutputAddresses : public AddressMap {
 public:
  OutputAddresses(Broker& broker, std::size_t output, const dk_doc& document)
      : m_broker(broker), m_output(output), m_document(document) {}
  std::optional<std::string> address(std::uint32_t node, std::string_view written) const override;

 private:
  Broker& m_broker;
  std::size_t m_output;
  const dk_doc& m_document;
};

// The name of the file in which a source lies: a part of a container stands where the container stands. Empty: the
// input.
std::string file_of_source(const dk_doc& document, std::uint32_t source);

}  // namespace deckle
