#include "check/subject.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "check/feeder.hpp"
#include "check/generator.hpp"
#include "host/describe.hpp"
#include "host/library.hpp"
#include "io/read_file.hpp"
#include "job/option_values.hpp"

namespace deckle::checking {
namespace {

constexpr int generated_documents = 6;

constexpr std::uint32_t nodes_of_generated = 300, nodes_of_standard = 5'000;

std::optional<Block> generated(std::uint64_t seed, std::uint32_t nodes) {
  naive::Generator generator(naive::Random(seed), {nodes, false});
  const naive::TreePtr tree = generator.document();
  DocumentBuilder builder;
  builder.begin({});
  naive::Feeder feeder(*builder.face(), naive::Random(seed), naive::Feed::batches);
  feeder.tree(*tree);
  Result<Block> made = builder.finish();
  return made ? std::optional(std::move(*made)) : std::nullopt;
}

}  // namespace

Subject::Subject(const CheckSettings& settings, int last_words, LastInput* last_input)
    : m_settings(settings), m_last_words(last_words), m_last_input(last_input) {
  offer_extensions(m_host);
  m_file.library = settings.library;
  if (settings.only && !settings.only->is_document) m_samples.push_back(settings.only->bytes);
  for (const std::filesystem::path& sample : settings.only ? std::vector<std::filesystem::path>() : settings.samples)
    if (Result<FileBytes> bytes = read_path(sample)) m_samples.emplace_back(bytes->view());
}

Result<void> Subject::load() {
  const Result<const dk_plugin*> plugin = load_library(m_settings.library);
  if (!plugin) return plugin.problem();
  Result<Manifest> manifest = describe(**plugin);
  if (!manifest) return manifest.problem();
  m_file.manifest = std::move(*manifest);
  m_plugin = *plugin;
  const bool has_init = DK_HAS(dk_plugin, m_plugin, init) && m_plugin->init;
  if (has_init && m_plugin->init(m_host.table()) != DK_OK) return error("plugin.init-failed", "its init failed");
  return {};
}

std::vector<LoadedComponent> Subject::components() const {
  std::vector<LoadedComponent> found;
  std::size_t described = 0;  // those of unknown roles are left out of the manifest
  for (std::uint32_t k = 0; k < m_plugin->component_count && described < manifest().components.size(); ++k) {
    const dk_component* tables = m_plugin->components[k];
    const ComponentManifest& component = manifest().components[described];
    if (tables->role != static_cast<std::uint32_t>(component.role)) continue;
    found.push_back({tables, &component, &m_file});
    ++described;
  }
  return found;
}

std::vector<LoadedComponent> Subject::components(Role role) const {
  std::vector<LoadedComponent> found = components();
  std::erase_if(found, [&](const LoadedComponent& one) { return one.manifest->role != role; });
  return found;
}

std::vector<std::string> Subject::inputs() const {
  std::vector<std::string> all = m_samples;
  if (!m_settings.only) all.emplace_back("a\n\nb «ورق»\n");
  return all;
}

const std::vector<Block>& Subject::documents() {
  if (m_settings.only) {
    if (m_documents.empty() && m_settings.only->is_document)
      if (Result<Block> given = Block::from_bytes(m_settings.only->bytes)) m_documents.push_back(std::move(*given));
    return m_documents;
  }
  for (std::uint64_t seed = m_settings.seed; m_documents.size() < generated_documents; ++seed)
    if (std::optional<Block> made = generated(seed, nodes_of_generated)) m_documents.push_back(std::move(*made));
  return m_documents;
}

// Blocks of generated documents, one after the other.
const Block& Subject::standard_document() {
  if (m_standard) return *m_standard;
  DocumentBuilder builder;
  builder.begin({});
  dk_builder& to = *builder.face();
  const auto open = [&](Kind kind) { to.open(to.ctx, static_cast<std::uint16_t>(kind), {}, nullptr); };
  open(Kind::document), open(Kind::metadata), to.close(to.ctx, 1), open(Kind::body);
  for (std::uint64_t seed = 1; to.count(to.ctx) < nodes_of_standard; ++seed) {
    const std::optional<Block> from = generated(seed, nodes_of_generated);
    if (!from) continue;
    for (const Node block : from->document().body().children()) to.copy(to.ctx, &from->doc(), block.index());
  }
  to.close(to.ctx, 2);
  m_standard = *builder.finish();
  return *m_standard;
}

std::string name_of(const LoadedComponent& component) {
  return fmt::format("the {} {}", name_of(component.manifest->role), component.manifest->name);
}

std::string Trial::result() const {
  std::string all = std::to_string(status);
  if (document) all += canonical(*document).bytes();
  for (const auto& [part, bytes] : written) all.append(part).append(1, '\0').append(bytes).append(1, '\0');
  for (const Diagnostic& one : said)
    all += fmt::format("{} {} {} {}:{}\n", static_cast<int>(one.severity), one.code, one.message, one.where.line,
                       one.where.column);
  return all;
}

std::string Trial::why() const {
  const auto is_error = [](const Diagnostic& one) { return one.severity == Severity::error; };
  const auto first = std::find_if(said.begin(), said.end(), is_error);
  if (first != said.end()) return fmt::format("[{}] {}", first->code, first->message);
  return said.empty() ? fmt::format("status {}", status) : fmt::format("[{}] {}", said[0].code, said[0].message);
}

}  // namespace deckle::checking
