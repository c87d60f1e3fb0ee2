// A job, read and checked: every name resolved, every option typed, every value with its place. The next step is
// make_plan (engine/plan.hpp), which finds the files.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/glob.hpp"
#include "engine/path_template.hpp"
#include "host/option_value.hpp"
#include "host/registry.hpp"
#include "diagnostics/text_places.hpp"
#include "job/yaml_tree.hpp"

namespace deckle {

// A component with its options, as a job names it.
struct Stage {
  Component component;
  OptionValues options;
  Place where;
};

struct InputPattern {
  Glob glob;         // of the whole pattern
  std::string root;  // its folders before the first wildcard: "docs" of docs/**/*.md; empty: the job's folder
  Place where;
};

enum class OnUnknown { fail, skip };

struct JobInput {
  std::optional<std::string> root;  // when given: patterns are below it, and so is {dir}
  std::vector<InputPattern> files, exclude;
  std::optional<Stage> reader;  // none: detected
  OnUnknown on_unknown = OnUnknown::fail;
  Place where;
};

// Files copied unchanged, each to its path below the root, below `to`.
struct JobAssets {
  JobInput files;  // root, files and exclude
  std::string to;  // a folder; empty: where outputs begin
};

struct JobOutput {
  std::string name;  // its key in a map; in a list its exporter, numbered on repetition: "html", "html-2"
  Stage exporter;
  PathTemplate path;
  std::vector<Stage> transforms;  // after those of the job
  Place where;                    // of the path
};

// 0: the host's own.
struct JobLimits {
  std::uint64_t nodes = 0, output_bytes = 0;
  std::uint32_t depth = 0, expansion = 0;
};

struct Job {
  std::string name;  // the job file, as messages call it
  std::vector<JobInput> inputs;
  std::vector<JobAssets> assets;
  std::vector<Stage> readers;  // options by format, for readers that are detected
  std::vector<Stage> transforms;
  std::vector<JobOutput> outputs;
  const YamlNode* metadata = nullptr;  // a map, or null when there is none; lives as long as `source`
  bool stop_on_error = false;
  JobLimits limits;
  std::vector<Diagnostic> warnings;

  struct Source {
    std::string text;
    TextPlaces places;
    std::optional<YamlTree> tree;
    Source(std::string name, std::string content) : text(std::move(content)), places(std::move(name), text) {}
    Source(const Source&) = delete;
  };
  std::shared_ptr<const Source> source;

  // How a detected reader is to be run: its `readers` entry, or its defaults.
  Stage reader_stage(const Component& detected) const;
};

// A job, or everything that is wrong with it (then there is no job and at least one error among the problems).
struct JobResult {
  std::optional<Job> job;
  std::vector<Diagnostic> problems;
};

// `name` is what messages call the file. The registry has to outlive the job.
JobResult read_job(std::string name, std::string text, const Registry& registry);

}  // namespace deckle
