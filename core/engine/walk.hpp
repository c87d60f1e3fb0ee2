// Walks through the folders below which patterns may match. All patterns of one root go through it together.
#pragma once
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "engine/ignore_file.hpp"
#include "engine/match.hpp"

namespace deckle {

// Of what patterns are relative to: the given root, else the job's folder.
bool is_excluded(const JobInput& input, std::string_view path);

class Walks {
 public:
  Walks(const std::vector<JobInput>& inputs, const std::string& job_folder, Listing& listing, Files& files);

  // Adds files, each once for a walk, problems and idle patterns.
  void run(Matches& to);

 private:
  // A pattern on its way through one root.
  struct Walker {
    std::size_t input;
    const InputPattern* pattern;
    std::string prefix;  // of the pattern's own paths, in front of those below the root: "docs/", or ""
  };

  // Inputs that see a folder with one root and by the same rules.
  struct RootKey {
    std::string folder, shown_root;  // shown_root: what {dir} does not show
    bool respects_ignore_files, follows_links;
    auto operator<=>(const RootKey&) const = default;
  };
  using Root = std::vector<Walker>;

  // The .gitignore files above a file, the nearest first.
  struct Ignored {
    IgnoreFile rules;
    std::size_t skipped;  // bytes of a path of the job that lead to the folder of the file
    std::string lead;     // what its rules have in front instead: the way from that folder down to the root
    std::shared_ptr<const Ignored> above;
  };

  // A folder still to be read, with where each pattern of the root stands.
  struct Folder {
    std::string path;  // relative to the job's folder; empty: that folder itself
    std::vector<Glob::States> states;
    std::shared_ptr<const Ignored> ignored;
    std::vector<std::string> links_in;  // real folders in which links on the way here lie
  };

  void add(std::size_t input, const InputPattern& pattern);
  void walk(const RootKey& key, const Root& root);
  void visit(const RootKey& key, const Root& root, const Folder& folder, const Entry& entry);
  bool enters_link(const Folder& folder, const std::string& path, Folder& below);
  bool is_ignored(const Folder& folder, const std::string& path, bool is_folder) const;
  std::shared_ptr<const Ignored> with_ignore_file(const std::string& file, Ignored level);
  std::shared_ptr<const Ignored> ignored_above(const std::string& folder);
  std::string from_job(const std::string& path) const;

  const std::vector<JobInput>& m_inputs;
  const std::string& m_job_folder;
  Listing& m_listing;
  Files& m_files;
  std::map<RootKey, Root> m_roots;
  std::vector<Folder> m_waiting;  // an explicit stack: folders nest as deep as somebody likes
  std::set<const InputPattern*> m_matching;
  std::size_t m_links_entered = 0;
  Matches* m_matches = nullptr;
};

}  // namespace deckle
