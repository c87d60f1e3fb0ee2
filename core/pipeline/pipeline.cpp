// bytes -> reader -> document -> metadata -> transform* -> for each output: transform* -> exporter -> bytes
//
// Every stage gives a whole, validated document or reports an error. Outputs are staged; commit() is the one moment at
// which anything becomes visible, so a document that fails anywhere leaves nothing.
#include "pipeline/pipeline.hpp"

#include <fmt/format.h>

#include <optional>

#include "pipeline/faces.hpp"
#include "pipeline/links.hpp"

namespace deckle {
namespace {

// The stages' surroundings for one document.
class Passage {
 public:
  Passage(const DocumentContext& around, DocumentBuilder& builder, EditList& edits, Broker& broker)
      : m_around(around), m_builder(builder), m_edits(edits), m_broker(broker), m_resolver(broker) {
    m_around.resolver = &m_resolver;
    m_around.places = &m_places;
  }

  std::optional<Block> read(const InputFile& input, ReaderInstance& reader) {
    m_builder.begin(limits(input.bytes.size()));
    const auto add_source = [this](const InputFile& further) {
      const std::uint32_t id =
          m_builder.add_source(DK_NONE, DK_SOURCE_FILE, further.name, further.media_type, further.bytes.size());
      m_places.add(id, further.name, further.bytes.view());
      return id;
    };
    const SourceFace source(input, add_source(input));
    m_resolver.know(source.face()->id, input.name);
    m_resolver.serve(add_source, nullptr);
    if (reader.read(m_around, *source.face(), *m_builder.face()) != DK_OK) return std::nullopt;
    return checked(m_builder.finish(), reader);
  }

  std::optional<Block> add_metadata(const Block& block, const MetadataRules& rules) {
    Result<Block> result = with_metadata(block, rules, m_edits, limits(0));
    if (result) return *result;
    m_around.report->add(result.problem());
    return std::nullopt;
  }

  std::optional<Block> transform(Block block, const std::vector<TransformInstance*>& transforms) {
    for (TransformInstance* transform : transforms) {
      m_edits.begin(block, limits(0));
      m_resolver.serve({}, &block.doc());
      if (transform->run(m_around, block.doc(), *m_edits.face()) != DK_OK) return std::nullopt;
      std::optional<Block> changed = checked(m_edits.apply(), *transform);
      if (!changed) return std::nullopt;
      block = std::move(*changed);
    }
    return block;
  }

  bool write(const Block& block, ExporterInstance& exporter, std::size_t output) {
    SinkFace sink(m_broker, output, m_around.limits.max_bytes_out, *m_around.report);
    if (!sink.open()) return false;
    m_resolver.serve({}, &block.doc());
    const OutputAddresses addresses(m_broker, output, block.doc());
    m_around.addresses = &addresses;
    const dk_status status = exporter.write(m_around, block.doc(), *sink.face());
    m_around.addresses = nullptr;
    return status == DK_OK && sink.is_sound();
  }

 private:
  BuildLimits limits(std::uint64_t input_bytes) const {
    BuildLimits made;
    made.nodes = m_around.limits.max_nodes;
    made.depth = m_around.limits.max_depth;
    made.expansion = m_around.limits.max_ratio;
    made.input_bytes = input_bytes;
    return made;
  }

  // What a component made must be a document; when it is not, that is the component's fault, or a limit it ran into.
  std::optional<Block> checked(Result<Block> made, const ComponentInstance& by) {
    if (made) return std::move(*made);
    Diagnostic problem = made.problem();
    problem.component = by.component().manifest->name;
    m_around.report->add(std::move(problem));
    return std::nullopt;
  }

  DocumentContext m_around;
  DocumentBuilder& m_builder;
  EditList& m_edits;
  Broker& m_broker;
  SourcePlaces m_places;
  BrokerResolver m_resolver;
};

bool pass_through(Passage& passage, const InputFile& input, const Stages& stages) {
  std::optional<Block> document = passage.read(input, *stages.reader);
  if (document && stages.metadata != nullptr) document = passage.add_metadata(*document, *stages.metadata);
  if (document) document = passage.transform(*document, stages.transforms);
  // From here on the document is shared by all outputs: each works on a value of its own.
  for (std::size_t i = 0; document && i < stages.outputs.size(); ++i) {
    const std::optional<Block> own = passage.transform(*document, stages.outputs[i].transforms);
    if (!own || !passage.write(*own, *stages.outputs[i].exporter, i)) return false;
  }
  return document.has_value();
}

}  // namespace

DocumentResult Pipeline::run(const InputFile& input, const Stages& stages, Broker& broker) {
  DocumentReport report;
  DocumentContext around;
  around.host = m_host;
  around.report = &report;
  around.scratch = &m_scratch;
  around.cancel = m_cancel;
  around.limits = m_limits;
  Passage passage(around, m_builder, m_edits, broker);

  DocumentResult result;
  if (pass_through(passage, input, stages)) {
    const Result<void> committed = broker.commit();
    if (!committed) report.add(committed.problem());
    result.done = static_cast<bool>(committed);
  }
  if (!result.done && report.errors() == 0)
    report.add(
        error("host.plugin-fault", fmt::format("{} could not be converted, and no component said why", input.name)));
  result.dropped = report.dropped();
  result.diagnostics = report.take();
  return result;
}

}  // namespace deckle
