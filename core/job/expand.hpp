// `${...}` in the scalars of a job: ${name} of its vars, ${env:NAME}, each with :-default; ${job-dir}, the folder of
// the job; ${.}, that of the file in which it is written. `$$` is a dollar. What comes out is never looked at again.
#pragma once
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "job/job_sources.hpp"

namespace deckle {

class Expansion {
 public:
  // `vars`: a map of scalars, whose own values may have `${...}` of other vars; null: none are known yet, and naming
  // one is a problem. `job_folder`: absolute.
  Expansion(JobSources& sources, const YamlNode* vars, std::string job_folder, std::vector<Diagnostic>& problems);

  // The tree with every scalar expanded; the very same nodes where nothing changes.
  const YamlNode* expanded(const YamlNode& node);

 private:
  struct Reference;
  std::string text(const YamlNode& scalar);
  std::optional<std::string> value_of(const YamlNode& scalar, const Reference& reference);
  std::optional<std::string> var(const YamlNode& scalar, const Reference& reference);
  void problem(const YamlNode& scalar, const Reference& reference, std::string code, std::string message,
               std::string hint = {});

  JobSources& m_sources;
  const YamlNode* m_vars;
  std::string m_job_folder;
  std::vector<Diagnostic>& m_problems;
  std::map<std::string_view, const YamlNode*> m_by_name;
  std::map<std::string_view, std::optional<std::string>> m_values;  // none: being made
  std::size_t m_total = 0;                                          // bytes made so far
  int m_depth = 0;                                                  // vars under way that stand in one another
};

}  // namespace deckle
