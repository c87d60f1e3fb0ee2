// bytes -> reader -> document -> metadata -> transform* -> for each output: transform* -> exporter -> bytes
//                documents -> joined document -> transform* -> for each output: transform* -> exporter -> bytes
//
// Every stage gives a whole, validated document or reports an error. Outputs are staged and no more: whoever gave the
// broker lets them appear, so a document that fails anywhere leaves nothing.
#include "pipeline/pipeline.hpp"

#include <fmt/format.h>

#include <new>
#include <optional>

#include "diagnostics/limits_in_words.hpp"
#include "diagnostics/stopwatch.hpp"
#include "io/memory.hpp"
#include "pipeline/faces.hpp"
#include "pipeline/links.hpp"

namespace deckle {

// The stages' surroundings for one document.
class Passage {
 public:
  Passage(const DocumentContext& around, DocumentBuilder& builder, EditList& edits, Broker& broker)
      : m_around(around), m_builder(builder), m_edits(edits), m_broker(broker), m_resolver(broker) {
    m_around.resolver = &m_resolver;
    m_around.places = &m_places;
    m_places.name_with([this](std::uint32_t id) { return m_builder.name_of_source(id); });
  }

  std::optional<Block> read(const InputFile& input, ReaderInstance& reader) {
    m_input = &input;
    make_room_for_work_on(input.bytes.size());
    m_builder.begin(limits(input.bytes.size()));
    const auto add_source = [this](const InputFile& further) {
      const std::uint32_t id =
          m_builder.add_source(DK_NONE, DK_SOURCE_FILE, further.name, further.media_type, further.bytes.size());
      m_places.add(id, further.name, further.bytes.view());
      return id;
    };
    const SourceFace source(input, add_source(input));
    const auto add_further = [this, add_source](const InputFile& further) {
      m_builder.add_input(further.bytes.size());
      return add_source(further);
    };
    m_resolver.serve(add_further, nullptr);
    m_resolver.know(source);
    m_around.refusal = [this] { return m_builder.problem(); };
    if (reader.read(m_around, *source.face(), *m_builder.face()) != DK_OK) return std::nullopt;
    return checked(m_builder.finish(), reader);
  }

  // The joined document has the job's metadata and what the members have in common.
  std::optional<Block> join(std::vector<JoinMember>& members, const MetadataRules* metadata) {
    m_places.open_with([this](const std::string& name) { return bytes_of(name); });
    Result<Block> frame = empty_document();
    if (metadata != nullptr) frame = with_metadata(*frame, *metadata, m_edits, limits(0));
    Result<Block> joined = frame ? deckle::join(*frame, members, limits(0), join_surroundings()) : frame;
    if (joined) return std::move(*joined);
    m_around.report->add(joined.problem());
    return std::nullopt;
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
      m_around.refusal = [this] { return m_edits.problem(); };
      if (transform->run(m_around, block.doc(), *m_edits.face()) != DK_OK) return std::nullopt;
      std::optional<Block> changed = checked(m_edits.apply(), *transform);
      if (!changed) return std::nullopt;
      block = std::move(*changed);
    }
    return block;
  }

  // Has to outlive this, as all that is written is made from it. The input is hardly looked at any more.
  void check(const Block& block) {
    m_checked.check(block.doc(), m_broker, m_places, *m_around.report);
    if (m_input != nullptr) m_input->bytes.rest();
  }

  // Bytes that were written; nothing: it failed.
  std::optional<std::uint64_t> write(const Block& block, ExporterInstance& exporter, std::size_t output) {
    SinkFace sink(m_broker, output, m_around.limits.max_bytes_out, *m_around.report);
    if (!sink.open()) return std::nullopt;
    m_resolver.serve({}, &block.doc());
    OutputAddresses addresses(m_broker, output, block.doc(), m_checked, m_places, *m_around.report);
    m_around.addresses = &addresses;
    m_around.refusal = {};
    const dk_status status = exporter.write(m_around, block.doc(), *sink.face());
    m_around.addresses = nullptr;
    return status == DK_OK && sink.is_sound() ? std::optional(sink.written()) : std::nullopt;
  }

 private:
  JoinSurroundings join_surroundings() {
    JoinSurroundings around;
    around.input = [this](const std::string& from, std::string_view address) { return m_broker.input(from, address); };
    around.report = [this](Diagnostic diagnostic, const dk_doc& document, std::uint32_t node) {
      if (!m_around.report->admit(diagnostic.code, diagnostic.severity)) return;
      if (const dk_span* span = span_of_node(document, node)) diagnostic.where = m_places.place(*span, &document);
      m_around.report->keep(std::move(diagnostic));
    };
    return around;
  }

  // Of a file that a member was read from, and is no more at hand.
  std::optional<std::string_view> bytes_of(const std::string& name) {
    Result<InputFile> file = m_broker.reopen(name);
    if (!file) return std::nullopt;
    m_reopened.push_back(file->bytes);
    return m_reopened.back().view();
  }

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
  const InputFile* m_input = nullptr;  // null: of a joined document
  SourcePlaces m_places;
  CheckedAddresses m_checked;
  std::vector<FileBytes> m_reopened;
  BrokerResolver m_resolver;
};

namespace {

// From here on the document is shared by all outputs: each works on a value of its own.
bool write_outputs(Passage& passage, const Block& document, const std::vector<OutputStages>& outputs,
                   std::vector<std::uint64_t>& bytes) {
  for (const OutputStages& output : outputs) {
    const std::optional<Block> own = passage.transform(document, output.transforms);
    if (!own) return false;
    const std::optional<std::uint64_t> written = passage.write(*own, *output.exporter, output.index);
    if (!written) return false;
    bytes.push_back(*written);
  }
  return true;
}

}  // namespace

Diagnostic memory_is_used_up() {
  return error("host.out-of-memory", "there was not enough memory for the document", hint_to_raise("memory"));
}

DocumentResult Pipeline::pass(const std::string& name, const Begin& begin, const Stages& stages, Broker& broker) {
  const Stopwatch stopwatch;
  DocumentReport report;
  DocumentResult result;
  DocumentContext around;
  around.host = m_host;
  around.report = &report;
  around.scratch = &m_scratch;
  around.cancel = m_cancel;
  around.limits = m_limits;
  around.watch = m_watch;
  around.times = &result.figures.stages;
  Passage passage(around, m_builder, m_edits, broker);

  std::optional<Block> document;
  try {
    document = begin(passage);
    if (document) document = passage.transform(std::move(*document), stages.transforms);
    if (document) passage.check(*document);
    result.done = document && write_outputs(passage, *document, stages.outputs, result.figures.output_bytes);
  } catch (const std::bad_alloc&) {  // what the host itself took; plugins say so by their status
    report.add(memory_is_used_up());
  }
  if (!result.done && report.errors() == 0)
    report.add(error("host.plugin-fault", fmt::format("{} could not be converted, and no component said why", name)));
  if (result.done && stages.keep_document) result.document = std::move(document);
  result.figures.microseconds = stopwatch.microseconds();
  result.figures.warnings = report.warnings();
  result.figures.losses = report.losses();
  result.dropped = report.dropped();
  result.diagnostics = report.take();
  return result;
}

DocumentResult Pipeline::run(const InputFile& input, const Stages& stages, Broker& broker) {
  const auto read = [&](Passage& passage) {
    std::optional<Block> document = passage.read(input, *stages.reader);
    if (document && stages.metadata != nullptr) document = passage.add_metadata(*document, *stages.metadata);
    return document;
  };
  return pass(input.name, read, stages, broker);
}

DocumentResult Pipeline::run_joined(std::vector<JoinMember>& members, const Stages& stages, Broker& broker) {
  const auto join = [&](Passage& passage) { return passage.join(members, stages.metadata); };
  return pass("the joined document", join, stages, broker);
}

}  // namespace deckle
