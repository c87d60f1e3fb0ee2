#include "engine/match.hpp"

#include <algorithm>
#include <map>
#include <unordered_map>

namespace deckle {
namespace {

// A pattern on its way through one root.
struct Walker {
  std::size_t input;
  const InputPattern* pattern;
  std::string prefix;  // of the pattern's own paths, in front of those below the root: "docs/", or ""
};

struct Root {
  std::string shown_root;  // what {dir} does not show
  std::vector<Walker> walkers;
};

// A folder still to be read, with where each pattern of the root stands.
struct Folder {
  std::string path;  // relative to the job's folder; empty: that folder itself
  std::vector<Glob::States> states;
};

std::string joined(const std::string& folder, const std::string& name) {
  if (folder.empty()) return name;
  return folder.back() == '/' ? folder + name : folder + "/" + name;
}

bool is_never_looked_at(const std::string& name) { return name == ".deckle" || name.starts_with(".deckle-"); }

class Matcher {
 public:
  Matcher(const std::vector<JobInput>& inputs, const std::string& job_folder, Listing& listing)
      : m_inputs(inputs), m_job_folder(job_folder), m_listing(listing) {}

  Matches run() {
    for (std::size_t k = 0; k < m_inputs.size(); ++k) {
      for (const InputPattern& pattern : m_inputs[k].files) add(k, pattern);
    }
    for (const auto& [path, root] : m_roots) walk(path, root);
    collect();
    return std::move(m_matches);
  }

 private:
  void add(std::size_t input, const InputPattern& pattern) {
    const std::optional<std::string>& given = m_inputs[input].root;
    const std::string path = normal_path(joined(given.value_or(""), pattern.root));
    const std::string prefix = pattern.root.empty() ? "" : joined(pattern.root, "");
    // What {dir} leaves out is part of the key: two entries may see one folder with different roots.
    Root& root = m_roots[{path, given ? *given : path}];
    root.shown_root = given ? *given : path;
    root.walkers.push_back({input, &pattern, prefix});
  }

  // An explicit stack: folders nest as deep as somebody likes.
  void walk(const std::pair<std::string, std::string>& key, const Root& root) {
    std::vector<Folder> waiting(1);
    waiting[0].path = key.first;
    for (const Walker& walker : root.walkers) {
      const Glob& glob = walker.pattern->glob;
      waiting[0].states.push_back(glob.advance(glob.start(), walker.prefix));
    }
    while (!waiting.empty()) {
      const Folder folder = std::move(waiting.back());
      waiting.pop_back();
      const Result<std::vector<Entry>> entries = m_listing.list(joined_to_job(folder.path));
      if (!entries) {
        m_matches.problems.push_back(entries.problem());
        continue;
      }
      for (const Entry& entry : *entries) visit(root, folder, entry, waiting);
    }
  }

  std::string joined_to_job(const std::string& path) const {
    return path.starts_with('/') ? path : normal_path(joined(m_job_folder, path));
  }

  void visit(const Root& root, const Folder& folder, const Entry& entry, std::vector<Folder>& waiting) {
    const bool is_file = entry.type == EntryType::file || entry.type == EntryType::linked_file;
    if ((!is_file && entry.type != EntryType::folder) || is_never_looked_at(entry.name)) return;
    Folder below;
    bool goes_on = false;
    for (std::size_t k = 0; k < root.walkers.size(); ++k) {
      const Walker& walker = root.walkers[k];
      const Glob& glob = walker.pattern->glob;
      below.states.push_back(glob.advance(folder.states[k], is_file ? entry.name : entry.name + "/"));
      goes_on = goes_on || !below.states.back().empty();
      if (is_file && glob.accepts(below.states.back())) found(root, walker, joined(folder.path, entry.name));
    }
    if (is_file || !goes_on) return;
    below.path = joined(folder.path, entry.name);
    waiting.push_back(std::move(below));
  }

  void found(const Root& root, const Walker& walker, std::string path) {
    if (is_excluded(m_inputs[walker.input], path)) return;
    m_matching.insert_or_assign(walker.pattern, true);
    const auto [known, is_new] = m_files.try_emplace(path, MatchedFile{path, root.shown_root, walker.input});
    if (!is_new && walker.input < known->second.input) known->second = {std::move(path), root.shown_root, walker.input};
  }

  // Exclusions are relative to what patterns are relative to: the given root, else the job's folder.
  static bool is_excluded(const JobInput& input, std::string_view path) {
    if (input.root && !input.root->empty()) path.remove_prefix(std::min(path.size(), joined(*input.root, "").size()));
    return std::any_of(input.exclude.begin(), input.exclude.end(),
                       [&](const InputPattern& pattern) { return pattern.glob.matches(path); });
  }

  void collect() {
    for (auto& [path, file] : m_files) m_matches.files.push_back(std::move(file));
    std::sort(m_matches.files.begin(), m_matches.files.end(), [](const MatchedFile& a, const MatchedFile& b) {
      return a.input != b.input ? a.input < b.input : a.path < b.path;
    });
    for (const JobInput& input : m_inputs) {
      for (const InputPattern& pattern : input.files) {
        if (!m_matching.contains(&pattern)) m_matches.idle.push_back(&pattern);
      }
    }
  }

  const std::vector<JobInput>& m_inputs;
  const std::string& m_job_folder;
  Listing& m_listing;
  std::map<std::pair<std::string, std::string>, Root> m_roots;  // by folder and what {dir} leaves out
  std::unordered_map<std::string, MatchedFile> m_files;
  std::unordered_map<const InputPattern*, bool> m_matching;
  Matches m_matches;
};

}  // namespace

Matches match_files(const std::vector<JobInput>& inputs, const std::string& job_folder, Listing& listing) {
  return Matcher(inputs, job_folder, listing).run();
}

}  // namespace deckle
