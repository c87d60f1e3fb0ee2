#include "engine/job_recipe.hpp"

#include <algorithm>
#include <map>

#include "io/paths.hpp"
#include "pipeline/address.hpp"

namespace deckle {
namespace {

ComponentUse use_of(const Stage& stage) { return {stage.component, stage.options}; }

std::vector<ComponentUse> uses_of(const std::vector<Stage>& stages) {
  std::vector<ComponentUse> uses;
  for (const Stage& stage : stages) uses.push_back(use_of(stage));
  return uses;
}

// 0: never.
std::uint64_t most_failures(const Job& job, std::uint64_t documents) {
  if (job.stop_on_error) return 1;
  if (!job.max_failures) return 0;
  const auto amount = static_cast<std::uint64_t>(job.max_failures->amount);
  constexpr std::uint64_t all = 1'000'000;
  return job.max_failures->in_millionths ? std::max<std::uint64_t>((documents * amount + all - 1) / all, 1) : amount;
}

std::size_t index_of(const Job& job, const PlannedOutput& output) {
  return static_cast<std::size_t>(output.output - job.outputs.data());
}

// YAML's depth is bounded by its reader.
MetaValue meta_value(const YamlNode& node) {
  if (node.is_map()) return {metadata_of(node)};
  if (node.is_list()) {
    MetaValue::List list;
    for (const YamlNode* item : node.items)
      if (!item->is_null()) list.push_back(meta_value(*item));
    return {std::move(list)};
  }
  if (node.style == YamlStyle::plain && (node.value == "true" || node.value == "false")) return {node.value == "true"};
  return {std::string(node.value)};
}

// The folder in which its job names it, or the job's: whatever the job's author put into their hands.
std::vector<std::string> readable_folders(const std::string& job_folder, const std::string& root, const Job& job) {
  const bool is_inside = root != ".." && !root.starts_with("../") && !root.starts_with('/');
  std::vector<std::string> folders = {is_inside ? path_from(job_folder, ".") : path_from(job_folder, root)};
  for (const std::string& folder : job.resource_folders) folders.push_back(path_from(job_folder, folder));
  return folders;
}

// Copies lie below the output's own folder; a pattern says all of a place itself.
OutputResources resources_of(const JobOutput& output, const std::string& output_folder) {
  const bool has_pattern = output.resources.mode == ResourceMode::extract;
  return {output.resources, has_pattern ? output_folder : output_folder + output.path.leading_folders()};
}

std::shared_ptr<const Surroundings> surroundings_of(const Job& job, const std::string& root,
                                                    const JobFolders& folders) {
  auto made = std::make_shared<Surroundings>();
  made->root = path_from(folders.job, root.empty() ? "." : root);
  made->readable_folders = readable_folders(folders.job, root, job);
  made->may_replace_input = std::any_of(job.outputs.begin(), job.outputs.end(), [](const JobOutput& output) {
    return !output.collect && output.may_replace_input;
  });
  return made;
}

DocumentPlaces places_of(const Job& job, PlannedDocument& document, const JobFolders& folders) {
  DocumentPlaces places;
  places.input = path_from(folders.job, std::move(document.path));
  places.outputs.resize(job.outputs.size());
  for (PlannedOutput& output : document.outputs) {
    std::string& path = places.outputs[index_of(job, output)];
    path = std::move(output.path);
    if (!path.starts_with('/') && !folders.output.empty()) path.insert(0, folders.output);  // else in place of an input
  }
  document.outputs = {};
  return places;
}

// The place in Recipe::readers of each input that names one.
std::map<const JobInput*, std::size_t> named_readers(const Job& job) {
  std::map<const JobInput*, std::size_t> readers;
  for (const JobInput& input : job.inputs)
    if (input.reader) readers.emplace(&input, readers.size());
  return readers;
}

}  // namespace

CallLimits limits_of(const JobLimits& job) {
  CallLimits limits;
  if (job.nodes != 0) limits.max_nodes = job.nodes;
  if (job.output_bytes != 0) limits.max_bytes_out = job.output_bytes;
  if (job.depth != 0) limits.max_depth = static_cast<std::uint32_t>(job.depth);
  if (job.expansion != 0) limits.max_ratio = static_cast<std::uint32_t>(job.expansion);
  return limits;
}

MetaValue::Map metadata_of(const YamlNode& map) {
  MetaValue::Map made;
  for (std::size_t i = 0; i < map.items.size(); ++i)
    if (!map.items[i]->is_null()) made.push_back({std::string(map.keys[i]->value), meta_value(*map.items[i])});
  return made;
}

Recipe recipe_of(const Job& job, const JobFolders& folders) {
  Recipe recipe;
  recipe.limits = limits_of(job.limits);
  recipe.transforms = uses_of(job.transforms);
  recipe.collected = uses_of(job.collected);
  if (job.metadata != nullptr && job.metadata->is_map()) recipe.metadata.defaults = metadata_of(*job.metadata);
  for (const JobOutput& output : job.outputs)
    recipe.outputs.push_back({output.name,
                              uses_of(output.transforms),
                              use_of(output.exporter),
                              output.on_exists,
                              {},
                              resources_of(output, folders.output)});
  for (const JobInput& input : job.inputs)
    if (input.reader) recipe.readers.push_back(use_of(*input.reader));
  return recipe;
}

void add_plan(Recipe& recipe, const Job& job, Plan& plan, const JobFolders& folders, const Shard& shard) {
  for (const PlannedOutput& joined : plan.joined)
    recipe.outputs[index_of(job, joined)].joined = {folders.output + joined.path,
                                                    joined.output->collect == OnFailure::skip};
  const std::map<const JobInput*, std::size_t> readers = named_readers(job);
  std::vector<std::shared_ptr<const Surroundings>> around;
  for (const std::string& root : plan.roots) around.push_back(surroundings_of(job, root, folders));
  recipe.documents.reserve(plan.documents.size());
  for (PlannedDocument& document : plan.documents) {
    DocumentTask task;
    const bool is_ours = shard.has(document.path);
    task.places = places_of(job, document, folders);
    task.places.around = around[document.root];
    task.skip_unknown = document.input->on_unknown == OnUnknown::skip;
    if (const auto reader = readers.find(document.input); reader != readers.end()) task.reader = reader->second;
    if (is_ours) recipe.documents.push_back(std::move(task));
    else recipe.elsewhere.push_back(std::move(task.places));
  }
  plan.documents = {};
  recipe.listed = std::move(plan.listed);
  for (const PlannedCopy& copy : plan.copies)
    if (shard.has(copy.from)) recipe.copies.push_back({path_from(folders.job, copy.from), folders.output + copy.to});
  recipe.most_failures = most_failures(job, recipe.documents.size());
}

}  // namespace deckle
