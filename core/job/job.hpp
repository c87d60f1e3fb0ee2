// A job, read and checked: every name resolved, every option typed, every value with its place. compose_job
// (compose.hpp) gives the tree that is read; the next step is make_plan (engine/plan.hpp), which finds the files.
#pragma once
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "diagnostics/text_places.hpp"
#include "host/option_value.hpp"
#include "host/registry.hpp"
#include "io/files.hpp"
#include "job/compose.hpp"
#include "job/glob.hpp"
#include "job/isolation.hpp"
#include "job/limits.hpp"
#include "job/on_exists.hpp"
#include "job/path_template.hpp"
#include "job/resource_rule.hpp"
#include "job/scalars.hpp"

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

enum class OnUnknown { fail, skip, copy };

struct JobInput {
  std::optional<std::string> root;  // when given: patterns are below it, and so is {dir}
  std::vector<InputPattern> files, exclude;
  std::vector<std::string> listed;  // names from a list, relative to the root, or absolute
  bool respect_gitignore = false, follow_symlinks = false;
  bool allow_empty = false;     // no warning, and no error, when nothing matches
  std::optional<Stage> reader;  // none: detected
  OnUnknown on_unknown = OnUnknown::fail;
  Place where;
};

// Files copied unchanged, each to its path below the root, below `to`.
struct JobAssets {
  JobInput files;  // root, files and exclude
  std::string to;  // a folder; empty: where outputs begin
};

// What becomes of a joined output when a document fails.
enum class OnFailure {
  fail,  // it is not written, and what was there stays
  skip,  // it is written without the document
};

struct JobOutput {
  std::string name;  // its key in a map; in a list its exporter, numbered on repetition: "html", "html-2"
  Stage exporter;
  PathTemplate path;      // not of one that is in place
  bool in_place = false;  // takes the place of its input
  OnExists on_exists = OnExists::replace;
  std::vector<Stage> transforms;     // after those of the job
  std::optional<OnFailure> collect;  // all documents joined as one; nothing: an output of each
  ResourceRule resources;
  bool may_replace_input = false;  // that of its own document; so may every output in place
  Place where;                     // of the path
};

struct Job {
  std::string path;  // the job file, as it was named
  std::vector<JobInput> inputs;
  std::vector<JobAssets> assets;
  std::vector<Stage> readers;  // options by format, for readers that are detected
  std::vector<Stage> transforms;
  std::vector<Stage> collected;  // on the joined document, once for all outputs that collect
  std::vector<JobOutput> outputs;
  const YamlNode* metadata = nullptr;  // a map, or null when there is none; lives as long as `sources`
  bool stop_on_error = false;
  Isolation isolation = Isolation::workers;
  std::uint32_t workers = 0;                  // 0: as many as there are processors
  bool sandbox_required = false;              // an incomplete fence is an error
  std::optional<Share> max_failures;          // the run ends with so many
  std::optional<std::string> state_folder;    // what is known of earlier runs, relative to the job's folder
  bool is_power_safe = false;                 // outputs are on the disk before they take their places
  std::vector<std::string> resource_folders;  // what documents may reach beside the job's folder, relative to it
  std::vector<std::string> reports;           // where else the run is reported, relative to the job's folder
  JobLimits limits;
  std::vector<Diagnostic> warnings;
  // The tree of which the job was made, and those of its scalars that are names of files, relative to where they stand.
  std::shared_ptr<const JobSources> sources;
  const YamlNode* root = nullptr;
  std::set<const YamlNode*> file_names;

  // How a detected reader is to be run: its `readers` entry, or its defaults.
  Stage reader_stage(const Component& detected) const;
  // Leaves only the outputs of these names; one that is not there is an error, and nothing changes.
  Result<void> keep_outputs(const std::vector<std::string>& names);
};

// A job, or everything that is wrong with it (then there is no job and at least one error among the problems).
struct JobResult {
  std::optional<Job> job;
  std::vector<Diagnostic> problems;
};

// The composed job's problems are among those of the result. The registry has to outlive the job. Files that options
// name have to be there.
JobResult read_job(ComposedJob composed, const Registry& registry, Files& files);

// The folders with plugins that a composed job names, as they are to be opened: "" is the working directory. What is no
// list of names is left for read_job to report.
std::vector<std::string> plugin_folders(const ComposedJob& composed);

}  // namespace deckle
