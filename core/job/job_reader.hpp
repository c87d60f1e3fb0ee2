// The one pass over a job's tree: each part of the language has a function, and each a short file of its own. Nothing
// stops at a mistake: it is noted with its place, and the rest is read.
#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "job/job.hpp"

namespace deckle {

// A key of a map of the language; `later`: it belongs to the language, but this version does not do it.
struct JobKey {
  std::string_view name;
  bool later = false;
};

class JobReader {
 public:
  JobReader(const Job::Source& source, const Registry& registry, std::vector<Diagnostic>& problems)
      : m_source(source), m_registry(registry), m_problems(problems) {}

  void read(Job& job, const YamlNode& root);

 private:
  // job_reader.cpp: what all parts need.
  Place place_of(const YamlNode& node) const { return m_source.places.at(node.begin, node.end); }
  // Of bytes of a scalar's value; all of the scalar where they do not stand in the text as they are.
  Place place_in(const YamlNode& node, std::uint64_t offset, std::uint64_t length) const;
  void problem(const YamlNode& node, std::string code, std::string message, std::string hint = {});
  void problem_in(const YamlNode& node, Diagnostic problem);
  void wrong_type(const YamlNode& node, std::string_view what, std::string_view wanted);
  void not_yet(const YamlNode& node, std::string_view what);
  void missing(const YamlNode& map, std::string_view what, std::string_view key, std::string hint);
  // False, and a problem, when the node is no map. Unknown keys and those of later versions are problems too.
  bool check_map(const YamlNode& node, std::string_view what, std::span<const JobKey> keys);
  // The key's value; null when it is missing or a null.
  static const YamlNode* value_of(const YamlNode& map, std::string_view key);
  std::optional<std::string> text_of(const YamlNode& node, std::string_view what);
  // The index of the word among the choices.
  std::optional<std::size_t> choice_of(const YamlNode& node, std::string_view what, std::span<const JobKey> choices);
  void refuse_expansions(const YamlNode& node);

  // job_stages.cpp
  std::optional<Stage> read_stage(Role role, const YamlNode& name, const YamlNode* options);
  void read_transforms(const YamlNode& node, std::vector<Stage>& to);
  void read_readers(const YamlNode& node, std::vector<Stage>& to);

  // job_inputs.cpp
  void read_inputs(const YamlNode& node, std::vector<JobInput>& to);
  void read_input(const YamlNode& node, std::vector<JobInput>& to);
  void read_files(const YamlNode& map, std::string_view what, JobInput& to);  // root, files, exclude
  void read_assets(const YamlNode& node, std::vector<JobAssets>& to);
  void read_patterns(const YamlNode& node, std::string_view what, bool has_root, std::vector<InputPattern>& to);
  void read_pattern(const YamlNode& node, std::string_view what, bool has_root, std::vector<InputPattern>& to);

  // job_outputs.cpp
  void read_outputs(const YamlNode& node, std::vector<JobOutput>& to);
  void read_output(const YamlNode& node, std::string name, std::vector<JobOutput>& to);

  // job_run.cpp
  void read_run(const YamlNode& node, Job& job);
  void read_limits(const YamlNode& node, JobLimits& limits);

  const Job::Source& m_source;
  const Registry& m_registry;
  std::vector<Diagnostic>& m_problems;
};

}  // namespace deckle
