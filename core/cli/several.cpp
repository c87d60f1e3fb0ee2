#include "cli/several.hpp"

#include <fmt/format.h>

#include <filesystem>

#include "engine/job_recipe.hpp"
#include "host/fold.hpp"
#include "io/listing.hpp"
#include "io/paths.hpp"

namespace deckle {
namespace {

// "a{b}.html" -> "a{{b}}.html"
std::string as_template(const std::string& path) {
  std::string made;
  for (const char c : path) made.append(c == '{' || c == '}' ? 2 : 1, c);
  return made;
}

JobInput input_of(const std::string& path) {
  JobInput input;
  if (is_folder(path)) {
    input.root = normal_path(path);
    input.files.push_back({*Glob::compile("**/*"), {}, {}});
    input.on_unknown = OnUnknown::skip;
  } else {
    input.root = normal_path(folder_of_file(path));
    input.listed.emplace_back(name_of_file(path));
  }
  return input;
}

// The file's suffix is the exporter's first.
std::string template_of(const ComponentManifest& exporter) {
  return "{dir}/{stem}." + as_template(exporter.suffixes.empty() ? exporter.name : exporter.suffixes.front());
}

}  // namespace

bool is_folder(const std::string& path) {
  std::error_code unknown;
  return path != "-" && (path.ends_with('/') || std::filesystem::is_directory(path, unknown));
}

std::vector<Diagnostic> place_several(Session& session, Files& files, const std::vector<std::string>& inputs,
                                      const std::vector<std::string>& resource_folders, const std::string& output,
                                      Recipe& recipe) {
  Job job;
  job.resource_folders = resource_folders;
  for (const std::string& input : inputs) job.inputs.push_back(input_of(input));
  JobOutput& made = job.outputs.emplace_back();
  made.exporter = {recipe.outputs[0].exporter.component, recipe.outputs[0].exporter.options, {}};
  made.may_replace_input = true;
  JobFolders folders;
  if (is_folder(output)) {
    folders.output = output.ends_with('/') ? output : output + "/";
    made.path = *PathTemplate::parse(template_of(*made.exporter.component.manifest));
  } else {
    folders.output = folder_of_file(output);
    made.path = *PathTemplate::parse(as_template(output.substr(folders.output.size())));
    made.collect = OnFailure::fail;
  }
  const auto listing = real_listing();
  const auto fold = [&](std::string_view name) { return folded(session.host(), name); };
  Plan plan = make_plan(job, {folders.job, folders.output, *listing, files, {}, fold});
  for (Diagnostic& problem : plan.problems)
    if (problem.code == "job.nothing-matched")
      problem = error("convert.no-document", fmt::format("there is no file in {}", fmt::join(inputs, ", ")));
  add_plan(recipe, job, plan, folders);
  if (!recipe.readers.empty())
    for (DocumentTask& task : recipe.documents) task.reader = 0;
  return std::move(plan.problems);
}

}  // namespace deckle
