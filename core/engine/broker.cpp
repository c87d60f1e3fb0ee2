#include "engine/broker.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "engine/address.hpp"

namespace deckle {
namespace {

namespace fs = std::filesystem;

std::string folder_of(const std::string& path) { return fs::path(path).parent_path().string(); }

Diagnostic refusal(AddressKind kind, std::string_view address) {
  const std::string what = shortened(address);
  switch (kind) {
    case AddressKind::absolute:
      return error("resource.absolute", fmt::format("{}: absolute paths are not read", what),
                   "use a path relative to the document");
    case AddressKind::file:
      return error("resource.file-url", fmt::format("{}: file: addresses are not read", what),
                   "use a path relative to the document");
    default: break;
  }
  return error("resource.remote", fmt::format("{}: nothing is fetched from other machines", what),
               "keep a copy beside the document");
}

// Reasons of the file system in the words of a document.
Diagnostic unreadable(const Diagnostic& reason, std::string_view address) {
  if (reason.code == "io.outside")
    return error("resource.outside",
                 fmt::format("{}: it lies outside of the folder that may be read", shortened(address)));
  if (reason.code == "io.not-found")
    return error("resource.missing", fmt::format("{}: there is no such file", shortened(address)));
  return error("resource.unreadable", reason.message, reason.hint);
}

// A name that a plugin gives to a part: relative, and nothing in it leads away.
bool is_safe_part(std::string_view name) {
  if (name.empty() || name.size() > 1024 || name.front() == '/' || name.back() == '/') return false;
  if (name.find('\0') != std::string_view::npos || name.find("//") != std::string_view::npos) return false;
  for (const fs::path& step : fs::path(name))
    if (step == ".." || step == ".") return false;
  return true;
}

}  // namespace

LocalBroker::LocalBroker(Files& files, DocumentPlaces places, const LinkMap* links)
    : m_files(files), m_places(std::move(places)), m_links(links) {
  if (m_places.input_name.empty()) m_places.input_name = m_places.input == "-" ? "standard input" : m_places.input;
}

// The folder of a file that the document was read from, as it is called below the readable folder. Where it lies is
// checked when something is read there.
std::string LocalBroker::folder_below(const std::string& file) const {
  const std::string& path = file.empty() || file == m_places.input_name ? m_places.input : file;
  if (path == "-") return {};
  return fs::path(folder_of(path)).lexically_relative(m_places.readable_folder).string();
}

Result<InputFile> LocalBroker::open_input() {
  Result<FileBytes> bytes = m_places.input == "-" ? m_files.read_standard_input() : m_files.read(m_places.input);
  if (!bytes) return bytes.problem();
  return InputFile{m_places.input_name, std::string(media_type_of(m_places.input)), std::move(*bytes)};
}

Result<InputFile> LocalBroker::resolve(const std::string& from, std::string_view address) {
  const AddressKind kind = kind_of_address(address);
  std::string target(address);
  std::string path;
  if (kind == AddressKind::relative) {
    const std::string folder = folder_below(from);
    path = path_of_address(address);
    if (!folder.empty()) path = folder + '/' + path;
    target = path;
  }
  if (const auto known = m_granted.find(target); known != m_granted.end()) return known->second;
  if (m_refused.count(target) != 0) return error("", "");
  Result<InputFile> answer = [&]() -> Result<InputFile> {
    if (kind == AddressKind::relative) return read_beneath(address, path);
    if (kind != AddressKind::data) return refusal(kind, address);
    Result<DataUrl> url = read_data_url(address, m_places.max_data_url);
    if (!url) return url.problem();
    return InputFile{shortened(address), url->media_type, FileBytes(std::move(url->bytes))};
  }();
  if (answer) {
    m_granted.emplace(target, *answer);
    return answer;
  }
  m_refused.insert(target);
  Diagnostic refused = answer.problem();
  refused.severity = Severity::warning;  // whether the document can do without is for the plugin to say
  return refused;
}

Result<InputFile> LocalBroker::read_beneath(std::string_view address, const std::string& path) {
  if (m_places.readable_folder.empty())
    return error("resource.outside", fmt::format("{}: a document from {} may read no further file", shortened(address),
                                                 m_places.input_name));
  if (path.empty() || path.back() == '/' || path.find('\0') != std::string::npos)
    return error("resource.missing", fmt::format("{}: this names no file", shortened(address)));
  Result<FileBytes> bytes = m_files.read_beneath(m_places.readable_folder, path);
  if (!bytes) return unreadable(bytes.problem(), address);
  const std::string name = (fs::path(m_places.readable_folder) / path).lexically_normal().string();
  return InputFile{name, std::string(media_type_of(path)), std::move(*bytes)};
}

Result<InputFile> LocalBroker::reopen(const std::string& name) {
  if (!is_input(name)) return read_beneath(name, fs::path(name).lexically_relative(m_places.readable_folder).string());
  Result<FileBytes> bytes = m_files.read(name);
  if (!bytes) return bytes.problem();
  return InputFile{name, std::string(media_type_of(name)), std::move(*bytes)};
}

bool LocalBroker::is_input(const std::string& path) const {
  const std::vector<std::string>& members = m_places.members;
  return path == m_places.input || std::find(members.begin(), members.end(), path) != members.end();
}

// Under whatever name: links lead there too.
bool LocalBroker::lies_at_input(const std::string& path) const {
  const auto is_it = [&](const std::string& input) { return m_files.same_file(path, input); };
  if (is_joined()) return std::any_of(m_places.members.begin(), m_places.members.end(), is_it);
  return m_places.input != "-" && is_it(m_places.input);
}

std::optional<std::string> LocalBroker::input(const std::string& from, std::string_view address) const {
  const std::string* found = m_links == nullptr ? nullptr : m_links->input(from, address);
  return found == nullptr ? std::nullopt : std::optional(*found);
}

std::optional<std::string> LocalBroker::link(std::size_t index, const std::string& from, std::string_view address) {
  if (m_links == nullptr) return std::nullopt;
  const std::string& file = from.empty() || from == m_places.input_name ? m_places.input : from;
  const std::string& to = m_places.outputs.at(index);
  auto mapped = m_links->mapped(file, address, to, index);
  if (mapped || !is_joined()) return mapped;
  // What stood in several folders stands in one now: addresses lead to where they led.
  const std::string path = kind_of_address(address) == AddressKind::relative ? path_of_address(address) : "";
  if (path.empty()) return std::nullopt;
  return address_between(to, (fs::path(file).parent_path() / path).string(), address);
}

Result<StagedOutput*> LocalBroker::stage(std::size_t index) {
  const std::string& path = m_places.outputs.at(index);
  if (path == "-") return keep(m_files.standard_output(), false);
  if (!m_places.may_replace_input && lies_at_input(path))
    return error("io.output-is-input", fmt::format("{} is the input itself; it is not overwritten", path));
  Result<std::unique_ptr<StagedOutput>> output = m_files.stage(path);
  if (!output) return output.problem();
  return keep(std::move(*output), false);
}

Result<StagedOutput*> LocalBroker::stage_part(std::size_t index, std::string_view name) {
  if (!is_safe_part(name))
    return error("output.part-name",
                 fmt::format("\"{}\" cannot be the name of a part: it must be relative, without \"..\"", name));
  const std::string& main = m_places.outputs.at(index);
  if (main == "-")
    return error("output.part-to-stream",
                 fmt::format("the output has a further file, {}, and standard output has no place for it", name),
                 "name an output file with -o");
  const std::string path = (fs::path(folder_of(main)) / name).string();
  if (!m_part_paths.insert(path).second || path == main)
    return error("output.part-twice", fmt::format("{} is written twice by one document", path));
  // A document may have thousands of parts, a process has not as many descriptors.
  if (Result<void> finished = finish_open(true); !finished) return finished.problem();
  Result<std::unique_ptr<StagedOutput>> output = m_files.stage(path);
  if (!output) return output.problem();
  return keep(std::move(*output), true);
}

Result<StagedOutput*> LocalBroker::keep(std::unique_ptr<StagedOutput> output, bool is_part) {
  m_staged.push_back({std::move(output), is_part, false});
  return m_staged.back().output.get();
}

Result<void> LocalBroker::commit() {
  if (Result<void> finished = finish_open(false); !finished) return finished;
  std::stable_partition(m_staged.begin(), m_staged.end(), [](const Staged& staged) { return staged.is_part; });
  for (std::size_t i = 0; i < m_staged.size(); ++i)
    if (Result<void> done = m_staged[i].output->commit(i + 1 < m_staged.size()); !done)
      return revert_before(i, done.problem());
  m_staged.clear();
  return {};
}

// What has appeared goes again; what cannot go is told with the reason of it all.
Diagnostic LocalBroker::revert_before(std::size_t failed, Diagnostic problem) {
  while (failed-- > 0)
    if (const Result<void> reverted = m_staged[failed].output->revert(); !reverted)
      problem.related.push_back({{}, reverted.problem().message});
  return problem;
}

Result<void> LocalBroker::finish_open(bool parts_only) {
  // From the end: all but the last part are finished already, and nothing is gone through twice.
  for (auto staged = m_staged.rbegin(); staged != m_staged.rend(); ++staged) {
    if (parts_only && staged->is_part && staged->finished) break;
    if (staged->finished || (parts_only && !staged->is_part)) continue;
    if (Result<void> done = staged->output->finish(); !done) return done;
    staged->finished = true;
  }
  return {};
}

}  // namespace deckle
