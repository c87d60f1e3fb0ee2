#include "engine/workshop.hpp"

#include <fmt/format.h>

#include "host/detect.hpp"

namespace deckle {

Workshop::Workshop(const Recipe& recipe, const Registry& registry, HostTable& host, PluginLoader& loader, Files& files,
                   UseOfDetected use_of_detected, CallWatch* watch, const volatile std::uint32_t* cancel)
    : m_recipe(recipe),
      m_registry(registry),
      m_loader(loader),
      m_watch(watch),
      m_use_of_detected(std::move(use_of_detected)),
      m_instances(loader, host.table(), files, watch),
      m_pipeline(host.table(), recipe.limits, cancel, watch) {}

Made Workshop::prepare() {
  Made made;
  DocumentReport report;
  bool good = true;
  const auto add = [&](auto* instance, auto& to) {
    to = instance;
    good = good && instance != nullptr;
  };
  for (const ComponentUse& reader : m_recipe.readers) good = m_instances.reader(reader, report) != nullptr && good;
  for (const ComponentUse& use : m_recipe.transforms)
    add(m_instances.transform(use, report), m_transforms.emplace_back());
  for (const ComponentUse& use : m_recipe.collected)
    add(m_instances.transform(use, report), m_collected.emplace_back());
  for (const OutputRecipe& output : m_recipe.outputs) {
    OutputStages& stages = m_outputs.emplace_back();
    stages.index = m_outputs.size() - 1;
    for (const ComponentUse& use : output.transforms)
      add(m_instances.transform(use, report), stages.transforms.emplace_back());
    add(m_instances.exporter(output.exporter, report), stages.exporter);
  }
  made.result.done = good;
  made.result.diagnostics = report.take();
  note_failure(made);
  return made;
}

void Workshop::note_failure(Made& made) const {
  made.plugin_failed = made.plugin_failed || m_instances.failure() == Instances::Failure::load;
  made.options_failed = made.options_failed || m_instances.failure() == Instances::Failure::options;
}

Stages Workshop::stages_for(const std::vector<std::size_t>& outputs,
                            const std::vector<TransformInstance*>& transforms) const {
  Stages stages;
  if (!m_recipe.metadata.empty()) stages.metadata = &m_recipe.metadata;
  stages.transforms = transforms;
  for (const std::size_t output : outputs) stages.outputs.push_back(m_outputs.at(output));
  return stages;
}

Made Workshop::make(const Order& order, const InputFile& input, Broker& broker) {
  Made made;
  DocumentReport report;
  Result<const ComponentUse*> reader = reader_for(order, input, made);
  made.unclaimed = reader && *reader == nullptr;
  if (made.unclaimed) return made;
  Stages stages = stages_for(order.outputs, m_transforms);
  stages.keep_document = order.keep_document;
  if (!reader) report.add(reader.problem());
  else stages.reader = m_instances.reader(**reader, report);
  if (stages.reader != nullptr) {
    made.result = m_pipeline.run(input, stages, broker);
    return made;
  }
  note_failure(made);
  if (reader)
    report.add(
        error("input.no-reader", fmt::format("its reader {} is of no use", (*reader)->component.manifest->name)));
  made.result.diagnostics = report.take();
  return made;
}

void Workshop::load_reader(const std::string& name) {
  // What fails is said about the documents that want it.
  if (const Component reader = m_registry.find(Role::reader, name); reader.manifest != nullptr)
    static_cast<void>(m_loader.load(reader, m_watch));
}

void Workshop::open_option_files() {
  const auto open = [this](const std::vector<ComponentUse>& uses) {
    for (const ComponentUse& use : uses) m_instances.open_files(use.options);
  };
  open(m_recipe.readers);
  open(m_recipe.transforms);
  open(m_recipe.collected);
  for (const OutputRecipe& output : m_recipe.outputs) {
    open(output.transforms);
    m_instances.open_files(output.exporter.options);
  }
  for (const Component& reader : m_registry.all(Role::reader))
    if (const Result<const ComponentUse*> use = use_of(reader)) m_instances.open_files((*use)->options);
}

Made Workshop::join(const std::vector<std::size_t>& outputs, std::vector<JoinMember>& members, Broker& broker) {
  Made made;
  made.result = m_pipeline.run_joined(members, stages_for(outputs, m_collected), broker);
  return made;
}

// Null when no reader claims the input.
Result<const ComponentUse*> Workshop::reader_for(const Order& order, const InputFile& input, Made& made) {
  if (order.reader != DocumentTask::detect_reader) return &m_recipe.readers.at(order.reader);
  const auto probe = [this](const Component& reader, std::string_view head, std::string_view name) {
    const Result<LoadedComponent> loaded = m_loader.load(reader, m_watch);
    const Entered entered(m_watch, *reader.manifest);
    return loaded ? probe_score(*loaded, head, name) : 0u;
  };
  const std::vector<Claim> claims = detect(m_registry, input.bytes.view().substr(0, head_bytes), order.path, probe);
  if (claims.empty()) return static_cast<const ComponentUse*>(nullptr);
  made.reader = claims.front().reader.manifest->name;
  Result<const ComponentUse*> use = use_of(claims.front().reader);
  made.options_failed = !use;
  return use;
}

Result<const ComponentUse*> Workshop::use_of(const Component& detected) {
  auto known = m_detected.find(detected.manifest);
  if (known == m_detected.end()) {
    Result<ComponentUse> use = m_use_of_detected(detected);
    if (!use) return use.problem();
    known = m_detected.emplace(detected.manifest, std::move(*use)).first;
  }
  return &std::as_const(known->second);
}

}  // namespace deckle
