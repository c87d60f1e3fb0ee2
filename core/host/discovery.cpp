#include "host/discovery.hpp"

#include <fstream>

#include "host/manifest_cache.hpp"
#include "host/trust.hpp"

namespace deckle {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t most_libraries = 4096;

// The library files that a folder offers, in bytewise order of their names.
std::vector<fs::path> libraries_in(const fs::path& folder) {
  std::vector<fs::path> files;
  if (std::ifstream list(folder / "plugins.list"); list) {
    for (std::string name; std::getline(list, name) && files.size() < most_libraries;)
      if (name.size() > 3 && name.find('/') == std::string::npos) files.push_back(folder / name);
  } else {
    std::error_code failed;
    for (fs::directory_iterator entry(folder, failed), end; !failed && entry != end && files.size() < most_libraries;
         entry.increment(failed))
      if (entry->path().extension() == ".so") files.push_back(entry->path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

// One search under way: what was accepted so far decides what is shadowed.
class Search {
 public:
  explicit Search(const DiscoveryOptions& options)
      : m_options(options), m_cache(options.cache_folder.value_or(cache_folder())) {}

  void look_at(const SearchPlace& place);
  Discovery finish() {
    m_cache.save();
    return std::move(m_found);
  }

 private:
  void look_at_library(const fs::path& file, const std::string& origin);
  Candidate judge(const fs::path& file, const std::string& origin);
  void refuse(const fs::path& file, const std::string& origin, Diagnostic reason) {
    m_found.candidates.push_back({file, origin, Verdict::refused, nullptr, std::move(reason)});
  }
  Result<PluginFile> learn(const fs::path& library);

  Discovery m_found;
  const DiscoveryOptions& m_options;
  ManifestCache m_cache;
  std::map<std::string, fs::path> m_accepted;  // by id
  std::map<fs::path, bool> m_seen;
};

void Search::look_at(const SearchPlace& place) {
  std::error_code failed;
  const fs::path path = fs::canonical(place.path, failed);
  if (failed) {
    if (place.must_exist)
      refuse(fs::absolute(place.path, failed), place.origin,
             error("plugin.no-folder", "there is no such folder or library"));
    return;
  }
  const bool is_folder = fs::is_directory(path, failed);
  const fs::path folder = is_folder ? path : path.parent_path();
  if (const Result<void> trusted = check_trust_above(folder); !trusted)
    return refuse(path, place.origin, trusted.problem());
  if (const Result<void> trusted = check_trust(folder); !trusted) return refuse(path, place.origin, trusted.problem());
  if (!is_folder) return look_at_library(path, place.origin);
  for (const fs::path& file : libraries_in(path)) look_at_library(file, place.origin);
}

void Search::look_at_library(const fs::path& file, const std::string& origin) {
  std::error_code failed;
  // Its folder is a canonical path already.
  const fs::path library = fs::is_symlink(file, failed) ? fs::canonical(file, failed) : file;
  if (failed)
    return refuse(file, origin, error("plugin.unreadable", fmt::format("it cannot be read: {}", failed.message())));
  if (!m_seen.emplace(library, true).second) return;  // the same file by another way is no news
  // A link may lead out of a folder that was found to be in order.
  if (library.parent_path() != file.parent_path()) {
    if (const Result<void> trusted = check_trust_above(library.parent_path()); !trusted)
      return refuse(file, origin, trusted.problem());
    if (const Result<void> trusted = check_trust(library.parent_path()); !trusted)
      return refuse(file, origin, trusted.problem());
  }
  m_found.candidates.push_back(judge(library, origin));
}

Candidate Search::judge(const fs::path& library, const std::string& origin) {
  Candidate candidate{library, origin, Verdict::refused, nullptr, {}};
  const Result<void> trusted = check_trust(library);
  Result<PluginFile> learnt = trusted ? learn(library) : Result<PluginFile>(trusted.problem());
  if (!learnt) {
    candidate.reason = learnt.problem();
    return candidate;
  }
  const auto [first, fresh] = m_accepted.emplace(learnt->manifest.id, library);
  candidate.verdict = fresh ? Verdict::accepted : Verdict::shadowed;
  if (!fresh) {
    candidate.reason = error("plugin.shadowed",
                             fmt::format("{} offers the id {} and comes first", first->second.string(), first->first),
                             "remove one of them; if they are different plugins, one needs another id");
    candidate.reason.severity = Severity::note;
  }
  candidate.plugin = std::make_shared<const PluginFile>(std::move(*learnt));
  return candidate;
}

Result<PluginFile> Search::learn(const fs::path& library) {
  std::error_code failed;
  if (!fs::is_regular_file(library, failed))
    return error("plugin.not-a-library", "it is not a shared library: it is no regular file");
  const Result<std::string> hash = m_cache.hash_of(library);
  if (!hash) return hash.problem();
  std::optional<Result<Described>> known = m_cache.find(*hash);
  if (!known) {
    known = m_options.describe(library, m_options.time_limit_ms);
    // What the machine could not do says nothing about the library.
    if (*known || known->problem().code.rfind("plugin.", 0) == 0) m_cache.keep(*hash, *known);
  }
  if (!*known) return known->problem();
  return PluginFile{library, std::move((*known)->manifest), *hash, std::move((*known)->objects)};
}

}  // namespace

std::string_view name_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::accepted: return "accepted";
    case Verdict::shadowed: return "shadowed";
    case Verdict::refused: return "refused";
  }
  return "";
}

Discovery discover(const std::vector<SearchPlace>& places, const DiscoveryOptions& options) {
  Search search(options);
  for (const SearchPlace& place : places) search.look_at(place);
  return search.finish();
}

Registry Discovery::registry() const {
  Registry::Plugins plugins;
  for (const Candidate& candidate : candidates)
    if (candidate.verdict == Verdict::accepted) plugins.push_back(candidate.plugin);
  return Registry(std::move(plugins));
}

std::vector<Diagnostic> Discovery::problems() const {
  std::vector<Diagnostic> found;
  for (const Candidate& candidate : candidates) {
    if (candidate.verdict != Verdict::refused) continue;
    Diagnostic problem = candidate.reason;
    problem.severity = Severity::warning;
    problem.message = fmt::format("the plugin {} is not used: {}", candidate.library.string(), problem.message);
    found.push_back(std::move(problem));
  }
  return found;
}

}  // namespace deckle
