#include "host/component.hpp"

#include <fmt/format.h>
#include <algorithm>

#include "diagnostics/limits_in_words.hpp"
#include "diagnostics/stopwatch.hpp"

namespace deckle {
namespace {

// The life functions; null where the plugin's headers did not have them, or it has no need of them.
template <class Function>
Function life_function(const dk_component& tables, std::size_t end_of_field, Function dk_life::*field) {
  const bool has_life = DK_HAS(dk_component, &tables, life) && tables.life;
  return has_life && tables.life->size >= end_of_field ? tables.life->*field : nullptr;
}
#define DK_LIFE(tables, field) life_function(tables, offsetof(dk_life, field) + sizeof(dk_life::field), &dk_life::field)

struct Explained {
  dk_status status;
  const char *code, *message, *limit = "";  // that may be raised
};

// What a status says that the plugin has not said by a diagnostic. Input, configuration and unknown ones must be
// explained by the plugin: those are faults.
constexpr Explained explained[] = {
    {DK_E_CANCELLED, "host.cancelled", "the work was interrupted"},
    {DK_E_UNSUPPORTED, "host.unsupported", "the plugin cannot do this in this version"},
    {DK_E_IO, "host.io", "reading or writing failed"},
    {DK_E_NOMEM, "host.out-of-memory", "there was not enough memory", "memory"},
    {DK_E_LIMIT, "host.limit", "a limit was reached"},
};

void explain_failure(CallContext& call, const ComponentManifest& component, dk_status status) {
  const auto* known = std::find_if(std::begin(explained), std::end(explained),
                                   [&](const Explained& one) { return one.status == status; });
  const std::string refusal = status == DK_E_LIMIT ? call.refusal() : std::string();
  Diagnostic made;
  if (!refusal.empty()) {
    made = error("document.limit", refusal, "run: limits, or --limit of convert, say how much a document may have");
  } else if (known != std::end(explained)) {
    made = error(known->code, fmt::format("the {} {}: {}", name_of(component.role), component.name, known->message),
                 *known->limit == '\0' ? std::string() : hint_to_raise(known->limit));
  } else {
    call.fault(fmt::format("it failed with status {} and did not say why", status));
    made = error("host.plugin-failed",
                 fmt::format("the {} {} failed without saying why", name_of(component.role), component.name));
  }
  made.component = component.name;
  call.report().add(std::move(made));
}

// What was said by status against what was said by diagnostics.
dk_status settle(CallContext& call, const ComponentManifest& component, dk_status status) {
  if (status == DK_OK && call.errors() > 0) {
    call.fault("it reported an error and yet said that all went well");
    return DK_E_INPUT;
  }
  if (status != DK_OK && call.errors() == 0) explain_failure(call, component, status);
  return status;
}

// As long as it lives, its component is at work.
class AtWork {
 public:
  AtWork(const DocumentContext& around, const ComponentManifest& component)
      : m_around(around), m_component(component), m_entered(around.watch, component) {}

  void note_time() const {
    if (m_around.times) m_around.times->push_back({m_component.role, m_component.name, m_stopwatch.microseconds()});
  }

 private:
  const DocumentContext& m_around;
  const ComponentManifest& m_component;
  Entered m_entered;
  Stopwatch m_stopwatch;
};

template <class Table>
const Table& table_of(const LoadedComponent& component) {
  return *static_cast<const Table*>(component.tables->table);
}

}  // namespace

ComponentInstance::~ComponentInstance() {
  const auto destroy = DK_LIFE(*m_component.tables, destroy);
  if (m_instance && destroy) destroy(m_instance);
}

bool ComponentInstance::create(const OptionValues& options, const SourceOpener& open, const DocumentContext& around) {
  const ComponentManifest& manifest = *m_component.manifest;
  if (Result<void> filled = m_options.fill(manifest.options, options, open); !filled) {
    filled.problem().component = manifest.name;
    around.report->add(std::move(filled.problem()));
    return false;
  }
  const auto make = DK_LIFE(*m_component.tables, create);
  if (!make) return true;  // nothing to keep from one document to the next
  CallContext call(around, manifest);
  const AtWork at_work(around, manifest);
  const dk_status status = make(around.host, call.call(), m_options.values(), &m_instance);
  if (settle(call, manifest, status) != DK_OK) {
    if (status != DK_OK) m_instance = nullptr;  // never made
    return false;
  }
  return true;
}

dk_status ComponentInstance::call(const DocumentContext& around, const dk_doc* document,
                                  const std::function<dk_status(dk_instance*, const dk_call*)>& work) {
  CallContext context(around, *m_component.manifest, document);
  const AtWork at_work(around, *m_component.manifest);
  const auto begin = DK_LIFE(*m_component.tables, begin);
  const auto end = DK_LIFE(*m_component.tables, end);
  dk_status status = begin ? begin(m_instance, context.call()) : DK_OK;
  if (status == DK_OK) status = work(m_instance, context.call());
  if (end) end(m_instance);
  at_work.note_time();
  return settle(context, *m_component.manifest, status);
}

std::unique_ptr<ReaderInstance> ReaderInstance::create(const LoadedComponent& component, const OptionValues& options,
                                                       const SourceOpener& open, const DocumentContext& around) {
  std::unique_ptr<ReaderInstance> made(new ReaderInstance(component));
  return made->ComponentInstance::create(options, open, around) ? std::move(made) : nullptr;
}

dk_status ReaderInstance::read(const DocumentContext& around, const dk_source& in, dk_builder& out) {
  const dk_reader& table = table_of<dk_reader>(m_component);
  return call(around, nullptr, [&](dk_instance* self, const dk_call* one) { return table.read(self, one, &in, &out); });
}

std::unique_ptr<TransformInstance> TransformInstance::create(const LoadedComponent& component,
                                                             const OptionValues& options, const SourceOpener& open,
                                                             const DocumentContext& around) {
  std::unique_ptr<TransformInstance> made(new TransformInstance(component));
  return made->ComponentInstance::create(options, open, around) ? std::move(made) : nullptr;
}

dk_status TransformInstance::run(const DocumentContext& around, const dk_doc& in, dk_edits& out) {
  const dk_transform& table = table_of<dk_transform>(m_component);
  return call(around, &in, [&](dk_instance* self, const dk_call* one) { return table.run(self, one, &in, &out); });
}

std::unique_ptr<ExporterInstance> ExporterInstance::create(const LoadedComponent& component,
                                                           const OptionValues& options, const SourceOpener& open,
                                                           const DocumentContext& around) {
  std::unique_ptr<ExporterInstance> made(new ExporterInstance(component));
  return made->ComponentInstance::create(options, open, around) ? std::move(made) : nullptr;
}

dk_status ExporterInstance::write(const DocumentContext& around, const dk_doc& in, dk_sink& out) {
  const dk_exporter& table = table_of<dk_exporter>(m_component);
  return call(around, &in, [&](dk_instance* self, const dk_call* one) { return table.write(self, one, &in, &out); });
}

std::uint32_t probe_score(const LoadedComponent& reader, std::string_view head, std::string_view uri) {
  const dk_reader& table = table_of<dk_reader>(reader);
  if (!DK_HAS(dk_reader, &table, probe) || !table.probe) return 0;
  return std::min<std::uint32_t>(
      table.probe(reinterpret_cast<const std::uint8_t*>(head.data()), head.size(), {uri.data(), uri.size()}), 100);
}

}  // namespace deckle
