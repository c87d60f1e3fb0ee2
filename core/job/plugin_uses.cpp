#include "job/plugin_uses.hpp"

namespace deckle {
namespace {

void add(std::vector<PluginUse>& to, const std::vector<Stage>& stages) {
  for (const Stage& stage : stages) to.push_back(use_of(stage.component, stage.where));
}

}  // namespace

PluginUse use_of(const Component& component, const Place& where) {
  return {component.plugin, fmt::format("{} {}", name_of(component.manifest->role), component.manifest->name), where};
}

void add_detection(std::vector<PluginUse>& to, const Registry& registry, const Place& where) {
  const auto reads = [](const ComponentManifest& component) { return component.role == Role::reader; };
  for (const auto& plugin : registry.plugins())
    if (std::any_of(plugin->manifest.components.begin(), plugin->manifest.components.end(), reads))
      to.push_back({plugin.get(), {}, where});
}

std::vector<PluginUse> plugin_uses(const Job& job, const Registry& registry) {
  std::vector<PluginUse> uses;
  for (const JobInput& input : job.inputs) {
    if (input.reader) uses.push_back(use_of(input.reader->component, input.reader->where));
    else add_detection(uses, registry, input.where);
  }
  add(uses, job.readers);
  add(uses, job.transforms);
  add(uses, job.collected);
  for (const JobOutput& output : job.outputs) {
    add(uses, output.transforms);
    uses.push_back(use_of(output.exporter.component, output.exporter.where));
  }
  return uses;
}

}  // namespace deckle
