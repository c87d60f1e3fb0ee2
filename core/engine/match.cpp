#include "engine/match.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>

#include "engine/walk.hpp"
#include "io/paths.hpp"

namespace deckle {
namespace {

// Takes what walks find, and the names of lists.
class Matcher {
 public:
  Matcher(const std::vector<JobInput>& inputs, const std::string& job_folder, Listing& listing, Files& files)
      : m_inputs(inputs), m_job_folder(job_folder), m_walks(inputs, job_folder, listing, files) {}

  Matches run() {
    m_walks.run(m_matches);
    for (std::size_t k = 0; k < m_inputs.size(); ++k) add_listed(k);
    keep_first_entries();
    return std::move(m_matches);
  }

 private:
  void add_listed(std::size_t index) {
    const JobInput& input = m_inputs[index];
    const std::string root = input.root.value_or("");
    const std::string prefix = root.empty() || root == "/" ? root : root + "/";
    for (const std::string& name : input.listed) {
      std::string path = normal_path(name.starts_with('/') ? below_job(name) : prefix + name);
      if (!path.starts_with(prefix) || path.empty()) {
        m_matches.problems.push_back(
            error("job.list-name",
                  fmt::format("the list names '{}', which is no file below {}", name,
                              root.empty() ? "the job's folder" : fmt::format("the root '{}'", root)),
                  "give the input a 'root' above all files of its list"));
        m_matches.problems.back().where = input.where;
      } else if (!is_excluded(input, path)) {
        m_matches.files.push_back({std::move(path), m_matches.number_of_root(root), static_cast<std::uint32_t>(index)});
      }
    }
  }

  // What lists name absolutely is said relative to the job, when it lies below it.
  std::string below_job(const std::string& absolute) {
    if (m_absolute_job_folder.empty()) m_absolute_job_folder = absolute_path(m_job_folder);
    const std::string path = normal_path(absolute);
    return std::string(below(path, m_absolute_job_folder).value_or(path));
  }

  // A file that several entries match is a document of the first.
  void keep_first_entries() {
    std::vector<MatchedFile>& files = m_matches.files;
    std::sort(files.begin(), files.end(), [](const MatchedFile& a, const MatchedFile& b) {
      return std::tie(a.path, a.input) < std::tie(b.path, b.input);
    });
    const auto same = [](const MatchedFile& a, const MatchedFile& b) { return a.path == b.path; };
    files.erase(std::unique(files.begin(), files.end(), same), files.end());
    if (m_inputs.size() < 2) return;
    std::stable_sort(files.begin(), files.end(),
                     [](const MatchedFile& a, const MatchedFile& b) { return a.input < b.input; });
  }

  const std::vector<JobInput>& m_inputs;
  const std::string& m_job_folder;
  std::string m_absolute_job_folder;
  Walks m_walks;
  Matches m_matches;
};

}  // namespace

// There are few, and mostly it is the last one again.
std::uint32_t Matches::number_of_root(const std::string& root) {
  const auto known = std::find(roots.rbegin(), roots.rend(), root);
  if (known != roots.rend()) return static_cast<std::uint32_t>(roots.rend() - known) - 1;
  roots.push_back(root);
  return static_cast<std::uint32_t>(roots.size()) - 1;
}

Matches match_files(const std::vector<JobInput>& inputs, const std::string& job_folder, Listing& listing,
                    Files& files) {
  return Matcher(inputs, job_folder, listing, files).run();
}

}  // namespace deckle
