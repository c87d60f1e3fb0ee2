#include "engine/resource_writer.hpp"

#include <fmt/format.h>

#include "engine/safe_name.hpp"
#include "io/paths.hpp"

namespace deckle {
namespace {

Diagnostic collision(const std::string& place, std::string_view whose) {
  Diagnostic made =
      error("resource.collision", fmt::format("{} is {}; it is not overwritten", short_path(place), whose),
            "give the output a folder of its own, or another place to this file");
  made.severity = Severity::warning;
  return made;
}

}  // namespace

ResourceWriter::ResourceWriter(Files& files, const DocumentPlaces& places, RunFiles& run)
    : m_files(files), m_places(places), m_run(run) {}

ResourceWriter::~ResourceWriter() {
  for (const std::string& place : m_claimed) m_run.give_back(place);
}

// A file that was included lies among those of its document.
std::string ResourceWriter::root_of(const std::string& file) const {
  const std::string own = m_run.root_of(absolute_path(file));
  if (!own.empty()) return own;
  return m_places.root.empty() ? folder_of(absolute_path(m_places.input)) : absolute_path(m_places.root);
}

Result<std::string> ResourceWriter::copy(std::size_t output, const std::string& from, const ReachedFile& file,
                                         const BytesReader& read) {
  const std::string folder = absolute_path(m_run.resources(output).folder);
  const std::string relative = below(file.path, root_of(from)).value_or(file.relative);
  if (!is_plain_path(relative)) {
    Diagnostic hidden = error("resource.hidden", fmt::format("{}: files with such a name are not copied", relative),
                              "no step of the path may begin with a dot or hold a control character");
    hidden.severity = Severity::warning;
    return hidden;
  }
  return put(folder + '/' + relative, file.path, folder, read);
}

Result<std::string> ResourceWriter::extract(std::size_t output, const std::string& owner, std::string_view name,
                                            std::string_view media_type, const BytesReader& read) {
  Result<std::string> place = place_of_extract(output, name_within_document(owner, name, media_type));
  return place ? put(*place, owner, folder_of(*place), read) : place;
}

// By the output's pattern; without one beside the output, in a folder that is called like it.
Result<std::string> ResourceWriter::place_of_extract(std::size_t output, const std::string& name) const {
  const OutputResources& resources = m_run.resources(output);
  if (resources.rule.mode != ResourceMode::extract) {
    const std::string main = absolute_path(m_places.outputs.at(output));
    return fmt::format("{}/{}.media/{}", folder_of(main), stem_of(name_of_file(main)), name);
  }
  PathFields fields;
  if (m_places.members.empty()) {
    const std::string input = absolute_path(m_places.input);
    if (const auto dir = below(folder_of(input), root_of(input))) fields.dir = *dir;
    fields.stem = stem_of(name_of_file(input));
  } else {  // the joined document is called like its output
    fields.stem = stem_of(name_of_file(absolute_path(m_places.outputs.at(output))));
  }
  fields.name = name;
  Result<std::string> path = resources.rule.pattern.expand(fields);
  return path ? absolute_path(resources.folder) + '/' + *path : path;
}

const std::string& ResourceWriter::name_within_document(const std::string& owner, std::string_view name,
                                                        std::string_view media_type) {
  const auto [known, is_new] = m_names.try_emplace(owner);
  if (is_new) known->second = unused_name(safe_name(name, media_type), m_used_names);
  return known->second;
}

Result<std::string> ResourceWriter::put(std::string place, const std::string& owner, const std::string& own_folder,
                                        const BytesReader& read) {
  if (place == owner || m_files.same_file(short_path(place), short_path(owner))) return place;
  const RunFiles::Claim claim = m_run.claim(place, owner);
  if (claim == RunFiles::Claim::was_made) return place;
  const Result<FileBytes> bytes = read();
  if (claim == RunFiles::Claim::is_anothers) {
    if (!bytes) return bytes.problem();
    // Two files with the same bytes are as good as one.
    const Result<FileBytes> other = m_files.read(short_path(m_run.owner(place)));
    if (other && other->view() == bytes->view()) return place;
    return collision(place, "the place of another file of this run");
  }
  const Result<void> written = bytes ? write(place, own_folder, *bytes) : bytes.problem();
  if (!written) {
    m_run.give_back(place);
    return written.problem();
  }
  m_claimed.push_back(place);
  return place;
}

Result<void> ResourceWriter::write(const std::string& place, const std::string& own_folder, const FileBytes& bytes) {
  if (const Result<FileBytes> old = m_files.read(short_path(place))) {
    if (old->view() == bytes.view()) return {};
    if (m_run.holds_inputs(own_folder)) return collision(place, "there already, among the inputs, and differs");
  }
  const auto stage = [&]() -> Result<void> {
    Result<std::unique_ptr<StagedOutput>> output = m_files.stage(short_path(place));
    if (!output) return output.problem();
    if (Result<void> written = (*output)->write(bytes.view()); !written) return written;
    if (Result<void> finished = (*output)->finish(); !finished) return finished;
    m_staged.push_back(std::move(*output));
    return {};
  };
  if (Result<void> staged = stage(); !staged && !m_failure) m_failure = staged.problem();
  return {};
}

Result<std::vector<std::unique_ptr<StagedOutput>>> ResourceWriter::take_staged() {
  if (m_failure) return std::move(*m_failure);
  m_written = m_staged.size();
  return std::move(m_staged);
}

void ResourceWriter::committed() {
  m_run.count_copies(m_written);
  m_claimed.clear();
}

}  // namespace deckle
