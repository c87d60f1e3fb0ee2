// The links, images and media of a document: what exporters learn of them through deckle.links/1, and what is wrong
// with them. The broker is asked, with the file in which each stands.
#pragma once
#include <deckle/document.hpp>

#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "host/document_report.hpp"
#include "host/links_extension.hpp"
#include "host/source_places.hpp"
#include "pipeline/broker.hpp"
#include "pipeline/faces.hpp"

namespace deckle {

// All that an answer depends on.
struct AddressQuestion {
  std::string_view from, address;
  std::int64_t what;  // the resource that the document holds; else whether it is a resource or a link
  explicit AddressQuestion(const Reference& reference);
  bool operator==(const AddressQuestion&) const = default;
};
struct HashOfQuestion {
  std::size_t operator()(const AddressQuestion& question) const;
};

// Those addresses of a document that concern files, each once.
class CheckedAddresses {
 public:
  // Reports every link and image that leads to nothing, before any output asks where they lead. The document has to
  // outlive it.
  void check(const dk_doc& document, Broker& broker, const SourcePlaces& places, DocumentReport& report);
  // As in Reference.
  std::uint32_t number_of(const AddressQuestion& question) const;

  // Of the checked document itself, that of what stands at a node.
  std::uint32_t number_at(std::uint32_t node) const;
  bool is_of(const dk_doc& document) const { return &document == m_document; }
  std::size_t count() const { return m_numbers.size(); }

 private:
  struct AtNode {
    std::uint32_t node, number;
  };
  const dk_doc* m_document = nullptr;
  std::vector<AtNode> m_at;  // in the order of nodes
  std::unordered_map<AddressQuestion, std::uint32_t, HashOfQuestion> m_numbers;
};

// Keeps all answers, so that a question that comes again costs nothing.
class OutputAddresses : public AddressMap {
 public:
  // All have to outlive it. `checked`: of this document, or of one that it was made from.
  OutputAddresses(Broker& broker, std::size_t output, const dk_doc& document, const CheckedAddresses& checked,
                  const SourcePlaces& places, DocumentReport& report)
      : m_broker(broker),
        m_output(output),
        m_document(document),
        m_checked(checked),
        m_places(places),
        m_report(report),
        m_numbered(checked.is_of(document) ? checked.count() : 0) {}

  std::string_view address(std::uint32_t node, std::string_view written) override;
  const dk_source* content(std::uint32_t node, std::string_view written) override;

 private:
  template <class Answer>
  using Answers = std::unordered_map<AddressQuestion, Answer, HashOfQuestion>;
  std::string_view kept(std::string_view text) { return m_kept.emplace_back(text); }
  std::string_view unnumbered(const Node& node, std::string_view own, std::string_view written);
  std::string_view answer(const Node& node, const Reference& reference);

  Broker& m_broker;
  std::size_t m_output;
  const dk_doc& m_document;
  const CheckedAddresses& m_checked;
  const SourcePlaces& m_places;
  DocumentReport& m_report;
  std::deque<std::string> m_kept;                           // what does not stand in the document
  std::vector<std::optional<std::string_view>> m_numbered;  // what became of addresses, by their number
  Answers<std::string_view> m_addresses;                    // of those that have none
  Answers<std::unique_ptr<SourceFace>> m_contents;
};

// The name of the file in which a source lies, as it stands in the document: a part of a container stands where the
// container stands. Empty: the input.
std::string_view file_of_source(const dk_doc& document, std::uint32_t source);

}  // namespace deckle
