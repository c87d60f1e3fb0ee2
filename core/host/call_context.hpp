// The dk_call of one call into one component: takes its diagnostics, gives it scratch memory, further input and limits.
#pragma once
#include <deckle/host.h>

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "diagnostics/result.hpp"
#include "host/call_watch.hpp"
#include "host/document_report.hpp"
#include "host/links_extension.hpp"
#include "host/manifest.hpp"
#include "host/scratch.hpp"
#include "host/source_places.hpp"

namespace deckle {

// What a document's call may use; the engine sets the numbers.
struct CallLimits {
  std::uint64_t max_nodes = 20'000'000, max_bytes_out = 256ull << 20, max_scratch = 1ull << 30;
  std::uint32_t max_depth = 512, max_ratio = 200;
};

// How a call reaches further input. The source must live until the call is over.
class Resolver {
 public:
  virtual ~Resolver() = default;
  virtual Result<const dk_source*> resolve(std::uint32_t from_source, std::string_view uri) = 0;
};

// One document's surroundings, shared by all its calls; all pointers may be null but host and report.
struct DocumentContext {
  const dk_host* host = nullptr;
  DocumentReport* report = nullptr;
  const SourcePlaces* places = nullptr;
  Resolver* resolver = nullptr;
  AddressMap* addresses = nullptr;  // of the output being written
  ScratchArena* scratch = nullptr;  // given back to the next call; null: the call has one of its own
  const volatile std::uint32_t* cancel = nullptr;
  CallWatch* watch = nullptr;
  std::vector<StageTime>* times = nullptr;  // each call that works on the document is added
  CallLimits limits;
  std::function<void(std::uint64_t done, std::uint64_t total)> progress;
  std::function<std::string()> refusal;  // why the document under construction takes no more; empty: it does
};

// Make one on the stack for each call. `document` is the one that diagnostics' nodes belong to, or null.
class CallContext {
 public:
  CallContext(const DocumentContext& around, const ComponentManifest& component, const dk_doc* document = nullptr);
  CallContext(const CallContext&) = delete;
  CallContext& operator=(const CallContext&) = delete;
  ~CallContext();

  const dk_call* call() const { return &m_call; }
  std::string refusal() const { return m_around.refusal ? m_around.refusal() : std::string(); }
  AddressMap* addresses() const { return m_around.addresses; }
  // Errors that this call reported.
  std::uint64_t errors() const { return m_around.report->errors() - m_errors_before; }
  DocumentReport& report() const { return *m_around.report; }
  // Reports a fault of the plugin itself: a warning, since the document need not suffer from it.
  void fault(std::string message);

 private:
  void take(const dk_diag& diag);
  void take_related(const dk_diag& diag, Diagnostic& made) const;
  dk_status resolve(std::uint32_t from, dk_str uri, const dk_source** out);
  Place place_of(const dk_diag& diag) const;
  Place place_of(const dk_span& span) const;
  bool declares(std::string_view code) const;

  const DocumentContext& m_around;
  const ComponentManifest& m_component;
  const dk_doc* m_document;
  ScratchArena m_own_scratch;
  ScratchArena* m_scratch;
  std::vector<std::string> m_undeclared;  // codes already complained about
  std::uint64_t m_errors_before;
  std::uint32_t m_never_cancelled = 0;
  dk_call m_call{};
};

// The span of a node, or of the nearest node around it that has one.
const dk_span* span_of_node(const dk_doc& document, std::uint32_t node);

}  // namespace deckle
