// The links, images and media of a document: what exporters learn of them through deckle.links/1, and what is wrong
// with them. The broker is asked, with the file in which each stands.
#pragma once
#include <deckle/document.h>

#include <memory>
#include <string>
#include <unordered_map>

#include "host/document_report.hpp"
#include "host/links_extension.hpp"
#include "host/source_places.hpp"
#include "pipeline/broker.hpp"
#include "pipeline/faces.hpp"

namespace deckle {

// Keeps all answers, so that a question that comes again costs nothing.
class OutputAddresses : public AddressMap {
 public:
  // All have to outlive it.
  OutputAddresses(Broker& broker, std::size_t output, const dk_doc& document, const SourcePlaces& places,
                  DocumentReport& report)
      : m_broker(broker), m_output(output), m_document(document), m_places(places), m_report(report) {}

  std::string_view address(std::uint32_t node, std::string_view written) override;
  const dk_source* content(std::uint32_t node, std::string_view written) override;

 private:
  Broker& m_broker;
  std::size_t m_output;
  const dk_doc& m_document;
  const SourcePlaces& m_places;
  DocumentReport& m_report;
  std::unordered_map<std::string, std::string> m_addresses;  // by what was asked
  std::unordered_map<std::string, std::unique_ptr<SourceFace>> m_contents;
};

// Reports every link and image that leads to nothing, before any output asks where they lead.
void check_addresses(const dk_doc& document, Broker& broker, const SourcePlaces& places, DocumentReport& report);

// The name of the file in which a source lies: a part of a container stands where the container stands. Empty: the
// input.
std::string file_of_source(const dk_doc& document, std::uint32_t source);

}  // namespace deckle
