#include "engine/walk.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "io/paths.hpp"

namespace deckle {
namespace {

constexpr std::size_t most_links = 10'000;  // to folders; a few that lead to one another make any number of paths

std::string joined(const std::string& folder, const std::string& name) {
  if (folder.empty()) return name;
  return folder.back() == '/' ? folder + name : folder + "/" + name;
}

bool is_never_looked_at(const std::string& name) { return name == ".deckle" || name.starts_with(".deckle-"); }

// Of what stands in front of the names in a folder.
std::size_t joined_size(const std::string& folder) { return folder.empty() ? 0 : joined(folder, "").size(); }

bool has(const std::vector<Entry>& entries, std::string_view name) {
  return std::any_of(entries.begin(), entries.end(), [&](const Entry& entry) { return entry.name == name; });
}

bool is_same_or_below(const std::string& folder, const std::string& above) {
  return folder == above || folder.starts_with(joined(above, ""));
}

Diagnostic no_file(const std::string& path) {
  Diagnostic made = error("job.no-file", fmt::format("{} matches, but is a pipe, a device, or a link to nothing", path),
                          "it is passed over; 'exclude' says that it is to be");
  made.severity = Severity::warning;
  return made;
}

}  // namespace

bool is_excluded(const JobInput& input, std::string_view path) {
  if (input.root && !input.root->empty()) path.remove_prefix(std::min(path.size(), input.root->size() + 1));
  return std::any_of(input.exclude.begin(), input.exclude.end(),
                     [&](const InputPattern& pattern) { return pattern.glob.matches(path); });
}

Walks::Walks(const std::vector<JobInput>& inputs, const std::string& job_folder, Listing& listing, Files& files)
    : m_inputs(inputs), m_job_folder(job_folder), m_listing(listing), m_files(files) {
  for (std::size_t k = 0; k < inputs.size(); ++k)
    for (const InputPattern& pattern : inputs[k].files) add(k, pattern);
}

void Walks::run(Matches& to) {
  m_matches = &to;
  for (const auto& [key, root] : m_roots) walk(key, root);
  for (const JobInput& input : m_inputs)
    for (const InputPattern& pattern : input.files)
      if (!m_matching.contains(&pattern)) to.idle.push_back(&pattern);
}

void Walks::add(std::size_t index, const InputPattern& pattern) {
  const JobInput& input = m_inputs[index];
  const std::string path = normal_path(joined(input.root.value_or(""), pattern.root));
  const RootKey key{path, input.root.value_or(path), input.respect_gitignore, input.follow_symlinks};
  m_roots[key].push_back({index, &pattern, pattern.root.empty() ? "" : joined(pattern.root, "")});
}

std::string Walks::from_job(const std::string& path) const {
  return path.starts_with('/') ? path : normal_path(joined(m_job_folder, path));
}

void Walks::walk(const RootKey& key, const Root& root) {
  Folder& first = m_waiting.emplace_back();
  first.path = key.folder;
  if (key.respects_ignore_files) first.ignored = ignored_above(key.folder);
  for (const Walker& walker : root) {
    const Glob& glob = walker.pattern->glob;
    first.states.push_back(glob.advance(glob.start(), walker.prefix));
  }
  while (!m_waiting.empty()) {
    Folder folder = std::move(m_waiting.back());
    m_waiting.pop_back();
    const Result<std::vector<Entry>> entries = m_listing.list(from_job(folder.path));
    if (!entries) {
      m_matches->problems.push_back(entries.problem());
      continue;
    }
    m_matches->listed.add(absolute_path(from_job(folder.path)), *entries,
                          m_listing.tells_capitals(from_job(folder.path), *entries));
    if (key.respects_ignore_files && has(*entries, ".gitignore"))
      folder.ignored = with_ignore_file(joined(from_job(folder.path), ".gitignore"),
                                        {IgnoreFile(""), joined_size(folder.path), "", folder.ignored});
    for (const Entry& entry : *entries) visit(key, root, folder, entry);
  }
}

void Walks::visit(const RootKey& key, const Root& root, const Folder& folder, const Entry& entry) {
  const bool is_odd = entry.type == EntryType::other;
  const bool is_file = entry.type == EntryType::file || entry.type == EntryType::linked_file || is_odd;
  const bool is_link = entry.type == EntryType::linked_folder && key.follows_links;
  if ((!is_file && !is_link && entry.type != EntryType::folder) || is_never_looked_at(entry.name)) return;
  Folder below;
  bool goes_on = false;
  std::size_t taken_by = m_inputs.size();
  std::string path = joined(folder.path, entry.name);
  for (std::size_t k = 0; k < root.size(); ++k) {
    const Walker& walker = root[k];
    const Glob& glob = walker.pattern->glob;
    below.states.push_back(glob.advance(folder.states[k], is_file ? entry.name : entry.name + "/"));
    goes_on = goes_on || !below.states.back().empty();
    if (!is_file || !glob.accepts(below.states.back()) || is_excluded(m_inputs[walker.input], path)) continue;
    m_matching.insert(walker.pattern);
    taken_by = std::min(taken_by, walker.input);
  }
  if (is_file ? taken_by == m_inputs.size() : !goes_on) return;
  if (is_ignored(folder, path, !is_file)) return;
  if (is_odd) {
    m_matches->problems.push_back(no_file(path));
    return;
  }
  if (is_file) {
    m_matches->files.push_back(
        {std::move(path), m_matches->number_of_root(key.shown_root), static_cast<std::uint32_t>(taken_by)});
    return;
  }
  below.links_in = folder.links_in;
  if (is_link && !enters_link(folder, path, below)) return;
  below.path = std::move(path);
  below.ignored = folder.ignored;
  m_waiting.push_back(std::move(below));
}

// A link that leads to a folder above itself, by name or by other links, would lead in a circle.
bool Walks::enters_link(const Folder& folder, const std::string& path, Folder& below) {
  const std::string real = m_listing.real_folder(from_job(path));
  below.links_in.push_back(m_listing.real_folder(from_job(folder.path)));
  const bool is_circle = std::any_of(below.links_in.begin(), below.links_in.end(),
                                     [&](const std::string& passed) { return is_same_or_below(passed, real); });
  if (!is_circle && ++m_links_entered <= most_links) return true;
  Diagnostic note = error(is_circle ? "job.link-circle" : "job.link-flood",
                          is_circle ? fmt::format("'{}' leads back to a folder above it and is not followed", path)
                                    : fmt::format("more than {} symbolic links to folders: '{}' and further ones are "
                                                  "not followed",
                                                  most_links, path));
  if (is_circle) note.severity = Severity::note;
  if (is_circle || m_links_entered == most_links + 1) m_matches->problems.push_back(std::move(note));
  return false;
}

// The nearest file that has a rule for it decides.
bool Walks::is_ignored(const Folder& folder, const std::string& path, bool is_folder) const {
  for (const Ignored* level = folder.ignored.get(); level != nullptr; level = level->above.get())
    if (const auto ignores = level->rules.ignores(level->lead + path.substr(level->skipped), is_folder))
      return *ignores;
  return false;
}

std::shared_ptr<const Walks::Ignored> Walks::with_ignore_file(const std::string& file, Ignored level) {
  const Result<FileBytes> bytes = m_files.read(file);
  if (bytes) level.rules = IgnoreFile(bytes->view());
  if (!level.rules.empty()) return std::make_shared<const Ignored>(std::move(level));
  if (!bytes) {
    m_matches->problems.push_back(bytes.problem());
    m_matches->problems.back().severity = Severity::warning;
  }
  return level.above;
}

// From the folder of the repository down to the one above `folder`; none when it lies in no repository.
std::shared_ptr<const Walks::Ignored> Walks::ignored_above(const std::string& folder) {
  const std::string start = m_listing.real_folder(from_job(folder));
  std::vector<std::string> folders;  // with ignore files, from `start` upwards
  for (std::string at = start;; at = folder_of(at)) {
    const Result<std::vector<Entry>> entries = m_listing.list(at);
    if (entries && at != start && has(*entries, ".gitignore")) folders.push_back(at);
    if (entries && has(*entries, ".git")) break;
    if (at == "/") return nullptr;
  }
  std::shared_ptr<const Ignored> made;
  for (auto at = folders.rbegin(); at != folders.rend(); ++at) {
    const std::string lead = joined(start.substr(joined(*at, "").size()), "");
    made = with_ignore_file(joined(*at, ".gitignore"), {IgnoreFile(""), joined_size(folder), lead, made});
  }
  return made;
}

}  // namespace deckle
