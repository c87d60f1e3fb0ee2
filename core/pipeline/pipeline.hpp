// One document through its stages, from its bytes to its outputs.
#pragma once
#include <deckle/document.h>

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "document/edits.hpp"
#include "engine/broker.hpp"
#include "host/component.hpp"
#include "pipeline/metadata.hpp"

namespace deckle {

struct OutputStages {
  std::vector<TransformInstance*> transforms;
  ExporterInstance* exporter = nullptr;
};

struct Stages {
  ReaderInstance* reader = nullptr;
  const MetadataRules* metadata = nullptr;
  std::vector<TransformInstance*> transforms;
  std::vector<OutputStages> outputs;  // as the broker counts them
};

struct DocumentResult {
  bool done = false;  // false: no output was written, and at least one diagnostic is an error
  std::vector<Diagnostic> diagnostics;
  std::map<std::string, std::uint64_t> dropped;  // diagnostics beyond the limits, by code
};

// Keeps memory from one document to the next.
class Pipeline {
 public:
  Pipeline(const dk_host* host, const CallLimits& limits, const volatile std::uint32_t* cancel)
      : m_host(host), m_limits(limits), m_cancel(cancel) {}

  DocumentResult run(const InputFile& input, const Stages& stages, Broker& broker);

 private:
  const dk_host* m_host;
  CallLimits m_limits;
  const volatile std::uint32_t* m_cancel;
  DocumentBuilder m_builder;
  EditList m_edits;
  ScratchArena m_scratch;
};

}  // namespace deckle
