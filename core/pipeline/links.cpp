#include "pipeline/links.hpp"

#include <deckle/document.hpp>

#include <unordered_set>

#include "host/call_context.hpp"

namespace deckle {
namespace {

std::optional<HeldResource> held_by(const Node& node) {
  const auto attribute = node.find(Key::resource);
  const dk_doc& document = node.document().raw();
  if (!attribute || attribute->type() != DK_A_RESOURCE || attribute->index() >= document.resources.count)
    return std::nullopt;
  const auto& resource = record<dk_resource_record>(document.resources, attribute->index());
  if ((resource.flags & DK_RESOURCE_EXTERNAL) != 0) return std::nullopt;
  const Document in = node.document();
  const auto* bytes = reinterpret_cast<const char*>(document.blobs.at + resource.bytes_off);
  return HeldResource{attribute->index(),
                      in.text(resource.name_off, resource.name_len),
                      in.text(resource.media_off, resource.media_len),
                      {bytes, static_cast<std::size_t>(resource.bytes_len)}};
}

Reference reference_of(const dk_doc& document, const Node& node, std::string_view written) {
  const dk_span* span = span_of_node(document, node.index());
  Reference made;
  if (span != nullptr) made.from = file_of_source(document, span->source);
  made.address = written;
  made.is_resource = node.is(Kind::image) || node.is(Kind::media);
  if (made.is_resource) made.held = held_by(node);
  return made;
}

// All that an answer depends on.
std::string question(const Reference& reference) {
  std::string key = reference.held ? std::to_string(reference.held->index) : reference.is_resource ? "i" : "l";
  return key.append(1, '\0').append(reference.from).append(1, '\0').append(reference.address);
}

template <class Use>
void each_address(const dk_doc& document, Use use) {
  const Document in(document);
  for (std::uint32_t i = 0; i < in.size(); ++i)
    if (const Node node = in.node(i); node.is(Kind::link) || node.is(Kind::image) || node.is(Kind::media)) use(node);
}

void report_at(const Node& node, Diagnostic problem, const SourcePlaces& places, DocumentReport& report) {
  const dk_doc& document = node.document().raw();
  if (problem.code.empty()) return;  // said before
  if (const dk_span* span = span_of_node(document, node.index())) problem.where = places.place(*span, &document);
  report.add(std::move(problem));
}

}  // namespace

std::string_view OutputAddresses::address(std::uint32_t index, std::string_view written) {
  if (index >= m_document.nodes.count) return written;
  const Node node = Document(m_document).node(index);
  const Reference reference = reference_of(m_document, node, written);
  const auto [known, is_new] = m_addresses.try_emplace(question(reference));
  if (!is_new) return known->second;
  AddressAnswer answer = m_broker.address(m_output, reference);
  if (answer.problem) report_at(node, std::move(*answer.problem), m_places, m_report);
  known->second = answer.address ? std::move(*answer.address) : std::string(written);
  return known->second;
}

const dk_source* OutputAddresses::content(std::uint32_t index, std::string_view written) {
  if (index >= m_document.nodes.count) return nullptr;
  const Node node = Document(m_document).node(index);
  const Reference reference = reference_of(m_document, node, written);
  const auto [known, is_new] = m_contents.try_emplace(question(reference));
  if (is_new) {
    Result<std::optional<InputFile>> file = m_broker.content(m_output, reference);
    if (!file) report_at(node, std::move(file.problem()), m_places, m_report);
    else if (*file) known->second = std::make_unique<SourceFace>(std::move(**file), DK_NONE);
  }
  return known->second ? known->second->face() : nullptr;
}

void check_addresses(const dk_doc& document, Broker& broker, const SourcePlaces& places, DocumentReport& report) {
  std::vector<Node> nodes;
  std::vector<Reference> references;
  std::unordered_set<std::string> known;
  each_address(document, [&](const Node& node) {
    Reference reference = reference_of(document, node, node.string(Key::url));
    if (!concerns_files(reference) || !known.insert(question(reference)).second) return;
    nodes.push_back(node);
    references.push_back(std::move(reference));
  });
  if (references.empty()) return;
  std::vector<std::optional<Diagnostic>> problems = broker.check(references);
  for (std::size_t k = 0; k < nodes.size() && k < problems.size(); ++k)
    if (problems[k]) report_at(nodes[k], std::move(*problems[k]), places, report);
}

std::string file_of_source(const dk_doc& document, std::uint32_t source) {
  while (source < document.sources.count) {
    const auto& held = record<dk_source_record>(document.sources, source);
    if (held.what == DK_SOURCE_FILE) return std::string(Document(document).text(held.name_off, held.name_len));
    source = held.parent;  // an earlier one, or none
  }
  return {};
}

}  // namespace deckle
