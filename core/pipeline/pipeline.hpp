// One document through its stages, from its bytes, or from the documents that it is joined of, to its outputs.
#pragma once
#include <deckle/document.h>

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "document/edits.hpp"
#include "host/component.hpp"
#include "pipeline/broker.hpp"
#include "pipeline/join.hpp"
#include "pipeline/metadata.hpp"

namespace deckle {

struct OutputStages {
  std::size_t index = 0;  // as the broker counts outputs
  std::vector<TransformInstance*> transforms;
  ExporterInstance* exporter = nullptr;
};

struct Stages {
  ReaderInstance* reader = nullptr;
  const MetadataRules* metadata = nullptr;
  std::vector<TransformInstance*> transforms;
  std::vector<OutputStages> outputs;
  bool keep_document = false;  // for a joined one
};

// What it took, and what was said, those included that were not kept.
struct DocumentFigures {
  std::uint64_t microseconds = 0;
  std::uint64_t peak_memory = 0;            // bytes; 0: not measured
  std::vector<StageTime> stages;            // in the order of work
  std::vector<std::uint64_t> output_bytes;  // of each output in its order, with its parts
  std::uint64_t warnings = 0, losses = 0;   // a loss may be a warning too
};

struct DocumentResult {
  bool done = false;  // all outputs are staged; false: at least one diagnostic is an error
  std::vector<Diagnostic> diagnostics;
  std::map<std::string, std::uint64_t> dropped;  // diagnostics beyond the limits, by code
  std::optional<Block> document;                 // after the transforms that come before all outputs, if to be kept
  DocumentFigures figures;
};

// Of the host itself, at whatever stage.
Diagnostic memory_is_used_up();

class Passage;

// Keeps memory from one document to the next.
class Pipeline {
 public:
  // `watch` is told of every call into a component; it may be null.
  Pipeline(const dk_host* host, const CallLimits& limits, const volatile std::uint32_t* cancel,
           CallWatch* watch = nullptr)
      : m_host(host), m_limits(limits), m_cancel(cancel), m_watch(watch) {}

  DocumentResult run(const InputFile& input, const Stages& stages, Broker& broker);
  // The members as one document; instead of by a reader, it begins by joining them.
  DocumentResult run_joined(std::vector<JoinMember>& members, const Stages& stages, Broker& broker);

 private:
  using Begin = std::function<std::optional<Block>(Passage&)>;
  DocumentResult pass(const std::string& name, const Begin& begin, const Stages& stages, Broker& broker);

  const dk_host* m_host;
  CallLimits m_limits;
  const volatile std::uint32_t* m_cancel;
  CallWatch* m_watch;
  DocumentBuilder m_builder;
  EditList m_edits;
  ScratchArena m_scratch;
};

}  // namespace deckle
