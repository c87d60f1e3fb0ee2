// The one pass over a job's tree: each part of the language has a function, and each a short file of its own. Nothing
// stops at a mistake: it is noted with its place, and the rest is read.
#pragma once
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "job/job.hpp"
#include "job/language.hpp"

namespace deckle {

class JobReader {
 public:
  JobReader(Job& job, const Registry& registry, Files& files, std::vector<Diagnostic>& problems)
      : m_job(job), m_sources(*job.sources), m_registry(registry), m_files(files), m_problems(problems) {}

  void read();

 private:
  // job_reader.cpp: what all parts need.
  Place place_of(const YamlNode& node) const { return m_sources.place(node); }
  void problem(const YamlNode& node, std::string code, std::string message, std::string hint = {});
  void problem_in(const YamlNode& node, Diagnostic problem);
  void wrong_type(const YamlNode& node, std::string_view what, std::string_view wanted);
  void unknown_key(const YamlNode& key, const JobMap& language);
  // False, and a problem, when the node is no map. Unknown and missing keys and those of later versions are problems
  // too.
  bool check_map(const YamlNode& node, const JobMap& language);
  // The key's value; null when it is missing or a null.
  static const YamlNode* value_of(const YamlNode& map, std::string_view key);
  std::optional<std::string> text_of(const YamlNode& node, std::string_view what);
  // The choice that a key's value makes; the declared one without the key, and after a problem.
  std::string_view choice_of(const YamlNode& map, const JobKey& key);
  bool flag_of(const YamlNode& map, std::string_view key);  // false without the key
  void read_vars(const YamlNode& node);
  void read_plugins(const YamlNode& node);

  // job_stages.cpp
  std::optional<Stage> read_stage(Role role, const YamlNode& name, const YamlNode* options);
  void read_transforms(const YamlNode& node, std::vector<Stage>& to);
  void read_readers(const YamlNode& node, std::vector<Stage>& to);
  void note_files(const ComponentManifest& component, const YamlNode& options);
  void check_file(const YamlNode& name);

  // job_inputs.cpp
  void read_inputs(const YamlNode& node, std::vector<JobInput>& to);
  void read_input(const YamlNode& node, std::vector<JobInput>& to);
  void read_list(const YamlNode& node, std::vector<std::string>& to);
  void read_files(const YamlNode& map, JobInput& to);  // root, files, exclude
  void read_assets(const YamlNode& node, std::vector<JobAssets>& to);
  void read_patterns(const YamlNode& node, std::string_view what, bool has_root, std::vector<InputPattern>& to);
  void read_pattern(const YamlNode& node, std::string_view what, bool has_root, std::vector<InputPattern>& to);

  // job_outputs.cpp
  void read_outputs(const YamlNode& node, std::vector<JobOutput>& to);
  void read_output(const YamlNode& node, std::string name, std::vector<JobOutput>& to);
  bool read_place(const YamlNode& node, JobOutput& output);  // false: it has none, which has been told
  std::optional<OnFailure> read_collect(const YamlNode& node);
  void check_collected(const YamlNode& collected, const std::vector<JobOutput>& outputs);
  void read_resources(const YamlNode& output, ResourceRule& to);

  // job_run.cpp
  void read_run(const YamlNode& node);
  void read_paths(const YamlNode& node, std::string_view what, std::vector<std::string>& to);
  void read_max_failures(const YamlNode& run);
  void read_limits(const YamlNode& node, JobLimits& limits);
  std::uint64_t amount_of(const YamlNode& map, const JobKey& key);

  Job& m_job;
  const JobSources& m_sources;
  const Registry& m_registry;
  Files& m_files;
  std::vector<Diagnostic>& m_problems;
  std::map<std::string, std::string, std::less<>> m_placeholders;  // of paths, beside those of every template
};

}  // namespace deckle
