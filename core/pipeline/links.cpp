#include "pipeline/links.hpp"

#include <deckle/document.hpp>

#include <algorithm>
#include <functional>

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

AddressQuestion::AddressQuestion(const Reference& reference)
    : from(reference.from), address(reference.address), what(reference.is_resource ? -1 : -2) {
  if (reference.held) what = reference.held->index;
}

std::size_t HashOfQuestion::operator()(const AddressQuestion& question) const {
  const std::hash<std::string_view> hash;
  return (hash(question.address) * 31 + hash(question.from)) * 31 + static_cast<std::size_t>(question.what);
}

void CheckedAddresses::check(const dk_doc& document, Broker& broker, const SourcePlaces& places,
                             DocumentReport& report) {
  constexpr std::size_t usual = 16;
  std::vector<Node> nodes;
  std::vector<Reference> references;
  nodes.reserve(usual);
  references.reserve(usual);
  m_document = &document;
  each_address(document, [&](const Node& node) {
    Reference reference = reference_of(document, node, node.string(Key::url));
    reference.number = static_cast<std::uint32_t>(references.size());
    if (!concerns_files(reference)) return;
    const auto [asked, is_new] = m_numbers.try_emplace(AddressQuestion(reference), reference.number);
    m_at.push_back({node.index(), asked->second});
    if (!is_new) return;
    nodes.push_back(node);
    references.push_back(reference);
  });
  if (references.empty()) return;
  std::vector<std::optional<Diagnostic>> problems = broker.check(references);
  for (std::size_t k = 0; k < nodes.size() && k < problems.size(); ++k)
    if (problems[k]) report_at(nodes[k], std::move(*problems[k]), places, report);
}

std::uint32_t CheckedAddresses::number_of(const AddressQuestion& question) const {
  const auto found = m_numbers.find(question);
  return found == m_numbers.end() ? Reference::unchecked : found->second;
}

std::uint32_t CheckedAddresses::number_at(std::uint32_t node) const {
  const auto comes_before = [](const AtNode& one, std::uint32_t wanted) { return one.node < wanted; };
  const auto found = std::lower_bound(m_at.begin(), m_at.end(), node, comes_before);
  return found == m_at.end() || found->node != node ? Reference::unchecked : found->number;
}

std::string_view OutputAddresses::address(std::uint32_t index, std::string_view written) {
  if (index >= m_document.nodes.count) return written;
  const Node node = Document(m_document).node(index);
  const std::string_view own = node.string(Key::url);
  if (own != written || !m_checked.is_of(m_document)) return unnumbered(node, own, written);
  const std::uint32_t number = m_checked.number_at(index);
  if (number == Reference::unchecked) return own;  // it concerns no files
  std::optional<std::string_view>& known = m_numbered[number];
  if (!known) {
    Reference reference = reference_of(m_document, node, own);
    reference.number = number;
    known = answer(node, reference);
  }
  return *known;
}

// What an exporter or a transform made up.
std::string_view OutputAddresses::unnumbered(const Node& node, std::string_view own, std::string_view written) {
  Reference reference = reference_of(m_document, node, own == written ? own : written);
  const bool concerns_no_file = !concerns_files(reference);
  if (concerns_no_file && own == written) return own;
  if (const auto known = m_addresses.find(AddressQuestion(reference)); known != m_addresses.end()) return known->second;
  if (own != written) reference.address = kept(written);
  std::string_view& made = m_addresses[AddressQuestion(reference)];
  made = reference.address;
  if (concerns_no_file) return made;
  reference.number = m_checked.number_of(AddressQuestion(reference));
  return made = answer(node, reference);
}

std::string_view OutputAddresses::answer(const Node& node, const Reference& reference) {
  AddressAnswer answer = m_broker.address(m_output, reference);
  if (answer.problem) report_at(node, std::move(*answer.problem), m_places, m_report);
  return answer.address ? kept(*answer.address) : reference.address;
}

const dk_source* OutputAddresses::content(std::uint32_t index, std::string_view written) {
  if (index >= m_document.nodes.count) return nullptr;
  const Node node = Document(m_document).node(index);
  Reference reference = reference_of(m_document, node, written);
  if (const auto known = m_contents.find(AddressQuestion(reference)); known != m_contents.end())
    return known->second ? known->second->face() : nullptr;
  reference.address = kept(written);
  std::unique_ptr<SourceFace>& made = m_contents[AddressQuestion(reference)];
  Result<std::optional<InputFile>> file = m_broker.content(m_output, reference);
  if (!file) report_at(node, std::move(file.problem()), m_places, m_report);
  else if (*file) made = std::make_unique<SourceFace>(std::move(**file), DK_NONE);
  return made ? made->face() : nullptr;
}

std::string_view file_of_source(const dk_doc& document, std::uint32_t source) {
  while (source < document.sources.count) {
    const auto& held = record<dk_source_record>(document.sources, source);
    if (held.what == DK_SOURCE_FILE) return Document(document).text(held.name_off, held.name_len);
    source = held.parent;  // an earlier one, or none
  }
  return {};
}

}  // namespace deckle
