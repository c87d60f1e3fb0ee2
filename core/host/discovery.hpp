// Finds plugin libraries and learns what they offer. Every library that was seen keeps its verdict and the reason.
//
// Folders are searched in this order, and the first library to offer an id wins: --plugin-path, DECKLE_PLUGIN_PATH,
// the job's `plugins:`, the user's data folder, the folder that came with the program. A folder with a file
// `plugins.list` offers only the libraries named there, one a line.
//
// Nothing is loaded into this process: a manifest comes from the cache, or from a child process that loads the library.
#pragma once
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "host/describe_child.hpp"
#include "host/registry.hpp"

namespace deckle {

struct SearchPlace {
  std::filesystem::path path;  // a folder, or one library
  std::string origin;          // as a person would name it: "--plugin-path", "DECKLE_PLUGIN_PATH", "the job", ...
  bool must_exist = false;
};

// The places in their order. `job_folders` are absolute; leave them out when a job's own plugins are not allowed.
std::vector<SearchPlace> search_places(const std::vector<std::string>& plugin_paths,
                                       const std::vector<std::filesystem::path>& job_folders = {});

enum class Verdict { accepted, shadowed, refused };
std::string_view name_of(Verdict verdict);

struct Candidate {
  std::filesystem::path library;
  std::string origin;
  Verdict verdict = Verdict::refused;
  std::shared_ptr<const PluginFile> plugin;  // unless refused
  Diagnostic reason;                         // of a shadowed or refused one
};

struct Discovery {
  std::vector<Candidate> candidates;  // in search order

  Registry registry() const;                 // of the accepted ones
  std::vector<Diagnostic> problems() const;  // a diagnostic of severity warning for each refused library
};

struct DiscoveryOptions {
  // Where manifests are kept; empty: nowhere. The default is what cache_folder() says.
  std::optional<std::filesystem::path> cache_folder;
  int time_limit_ms = 2000;  // for one library to be described
  // Who loads a library that is not known yet, to describe it.
  std::function<Result<Described>(const std::filesystem::path& library, int time_limit_ms)> describe =
      describe_in_child;
};

Discovery discover(const std::vector<SearchPlace>& places, const DiscoveryOptions& options = {});

// XDG_CACHE_HOME/deckle or ~/.cache/deckle; empty when there is no home.
std::filesystem::path cache_folder();

}  // namespace deckle
