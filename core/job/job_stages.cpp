// Readers, transforms and exporters: names through the registry, options by what the component declares.
#include <deckle/options.h>
#include <fmt/format.h>

#include "diagnostics/nearest.hpp"
#include "job/job_reader.hpp"
#include "job/option_values.hpp"

namespace deckle {
namespace {

std::string_view name_of_role(Role role) {
  return role == Role::reader ? "reader" : role == Role::transform ? "transform" : "exporter";
}

}  // namespace

std::optional<Stage> JobReader::read_stage(Role role, const YamlNode& name, const YamlNode* options) {
  const std::optional<std::string> word = text_of(name, fmt::format("the name of a {}", name_of_role(role)));
  if (!word) return std::nullopt;
  Stage stage;
  stage.component = m_registry.find(role, *word);
  if (!stage.component.manifest) {
    std::string hint = did_you_mean(m_registry.nearest(role, *word));
    if (hint.empty()) hint = "'deckle plugins list' shows what there is";
    problem(name, fmt::format("job.unknown-{}", name_of_role(role)),
            fmt::format("there is no {} '{}'", name_of_role(role), word->substr(0, 80)), hint);
    return std::nullopt;
  }
  stage.where = place_of(name);
  OptionSetter setter(*stage.component.manifest, m_problems);
  setter.preset(stage.component.preset_yaml);
  if (options) {
    setter.set(*options, m_sources);
    note_files(*stage.component.manifest, *options);
  }
  stage.options = setter.finish(stage.where);
  return stage;
}

void JobReader::note_files(const ComponentManifest& component, const YamlNode& options) {
  for (const OptionSpec& spec : component.options) {
    const YamlNode* const value = options.is_map() ? options.find(spec.name) : nullptr;
    if (value == nullptr) continue;
    if (spec.type == DK_T_SOURCE) check_file(*value);
    const bool holds_files = (spec.type == DK_T_LIST || spec.type == DK_T_MAP) && spec.elem_type == DK_T_SOURCE;
    if (!holds_files) continue;
    for (const YamlNode* item : value->is_scalar() ? std::span(&value, 1) : value->items) check_file(*item);
  }
}

// Before any document is read: a stylesheet that is not there is a mistake of the job.
void JobReader::check_file(const YamlNode& name) {
  if (!name.is_scalar() || name.value.empty() || !m_job.file_names.insert(&name).second) return;
  const Result<FileBytes> bytes = m_files.read(m_sources.path_of(name));
  if (bytes) return;
  Diagnostic unreadable = bytes.problem();
  unreadable.where = place_of(name);
  m_problems.push_back(std::move(unreadable));
}

// A list of names and of maps with one name: [toc, { shift-headings: { by: 1 } }]; a single name does for a list of
// one.
void JobReader::read_transforms(const YamlNode& node, std::vector<Stage>& to) {
  const YamlNode* const alone = &node;
  if (!node.is_list() && !node.is_scalar()) return wrong_type(node, "a row of transforms", "a list");
  for (const YamlNode* item : node.is_list() ? node.items : std::span(&alone, 1)) {
    const bool with_options = item->is_map() && item->keys.size() == 1;
    if (!with_options && !item->is_scalar()) {
      wrong_type(*item, "a transform", "a name, or a map of one name and its options");
      continue;
    }
    const YamlNode& name = with_options ? *item->keys[0] : *item;
    if (auto stage = read_stage(Role::transform, name, with_options ? item->items[0] : nullptr))
      to.push_back(std::move(*stage));
  }
}

void JobReader::read_readers(const YamlNode& node, std::vector<Stage>& to) {
  if (!node.is_map()) return wrong_type(node, "'readers'", "a map of formats and options");
  for (std::size_t k = 0; k < node.keys.size(); ++k) {
    if (auto stage = read_stage(Role::reader, *node.keys[k], node.items[k])) to.push_back(std::move(*stage));
  }
}

}  // namespace deckle
