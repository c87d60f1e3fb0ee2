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

ResourceWriter::ResourceWriter(Files& files, const DocumentPlaces& places, RecordedRun& run)
    : m_files(files), m_places(places), m_run(run) {}

// A file that was included lies among those of its document.
std::string ResourceWriter::root_of(const std::string& file) const {
  const std::string own = m_run.root_of(absolute_path(file));
  if (!own.empty()) return own;
  const std::string& root = m_places.around->root;
  return root.empty() ? folder_of(absolute_path(m_places.input)) : absolute_path(root);
}

Result<std::string> ResourceWriter::copy(std::size_t output, const std::string& from, const ReachedFile& file,
                                         const BytesReader& read) {
  const std::string folder = absolute_path(m_run.run().resources(output).folder);
  const std::string relative(below(file.path, root_of(from)).value_or(file.relative));
  if (!is_plain_path(relative)) {
    Diagnostic hidden = error("resource.hidden", fmt::format("{}: files with such a name are not copied", relative),
                              "no step of the path may begin with a dot or hold a control character");
    hidden.severity = Severity::warning;
    return hidden;
  }
  return put(output, folder + '/' + relative, file.path, folder, read);
}

Result<std::string> ResourceWriter::extract(std::size_t output, const std::string& owner, std::string_view name,
                                            std::string_view media_type, const BytesReader& read) {
  Result<std::string> place = place_of_extract(output, name_within_document(owner, name, media_type));
  return place ? put(output, *place, owner, folder_of(*place), read) : place;
}

// By the output's pattern; without one beside the output, in a folder that is called like it.
Result<std::string> ResourceWriter::place_of_extract(std::size_t output, const std::string& name) const {
  const OutputResources& resources = m_run.run().resources(output);
  if (resources.rule.mode != ResourceMode::extract) {
    const std::string main = absolute_path(m_places.outputs.at(output));
    return fmt::format("{}/{}.media/{}", folder_of(main), stem_of(name_of_file(main)), name);
  }
  PathFields fields;
  if (m_places.around->members.empty()) {
    const std::string input = absolute_path(m_places.input);
    const std::string folder = folder_of(input);
    if (const auto dir = below(folder, root_of(input))) fields.dir = *dir;
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

Result<std::string> ResourceWriter::put(std::size_t output, std::string place, const std::string& owner,
                                        const std::string& own_folder, const BytesReader& read) {
  if (place == owner) return place;
  if (m_files.same_file(short_path(place), short_path(owner))) {
    m_run.has_read(place, m_files.read(short_path(place)));  // for as long as it leads there
    return place;
  }
  if (const auto known = m_claimed.find(place); known != m_claimed.end() && known->second.owner == owner) {
    m_run.claim(output, place, owner);
    known->second.outputs.push_back(output);
    return place;
  }
  if (const auto copy = m_run.run().made_at(place, owner)) return put_made(output, std::move(place), owner, *copy);
  // What cannot be read claims nothing.
  const Result<FileBytes> bytes = read();
  if (!bytes) return bytes.problem();
  const std::string holder = m_run.claim(output, place, owner);
  return holder == owner ? put_new(output, std::move(place), owner, own_folder, *bytes)
                         : put_anothers(std::move(place), holder, *bytes);
}

std::string ResourceWriter::put_made(std::size_t output, std::string place, const std::string& owner,
                                     const RunFiles::Copy& copy) {
  m_run.claim(output, place, owner);
  if (copy.source) m_run.has_read(owner, copy.source);
  if (copy.version) m_run.made({MadeFile::Kind::copy, output, place, copy.version});
  return place;
}

// Two files with the same bytes are as good as one.
Result<std::string> ResourceWriter::put_anothers(std::string place, const std::string& holder, const FileBytes& bytes) {
  if (holder.starts_with('/'))
    if (const Result<FileBytes> other = m_run.read(holder); other && other->view() == bytes.view()) return place;
  return collision(place, "the place of another file of this run");
}

Result<std::string> ResourceWriter::put_new(std::size_t output, std::string place, const std::string& owner,
                                            const std::string& own_folder, const FileBytes& bytes) {
  Claimed claimed;
  claimed.owner = owner;
  claimed.outputs = {output};
  if (owner.starts_with('/') && m_run.run().staging().is_recorded) claimed.source = bytes.version();
  if (const Result<void> written = write(place, claimed, own_folder, bytes); !written) return written.problem();
  m_claimed.emplace(place, std::move(claimed));
  return place;
}

Result<void> ResourceWriter::write(const std::string& place, Claimed& claimed, const std::string& own_folder,
                                   const FileBytes& bytes) {
  if (const Result<FileBytes> old = m_files.read(short_path(place))) {
    const bool is_same = old->view() == bytes.view();
    const bool is_authors = (!is_same || m_run.run().staging().is_recorded) && m_run.holds_inputs(own_folder) &&
                            !m_run.run().was_made_before(place, old->view());
    if (is_authors) m_run.has_read(place, old);
    else if (is_same) claimed.there = old->version();
    if (is_same) return {};
    if (is_authors) return collision(place, "there already, among the inputs, and differs");
  }
  if (Result<void> staged = stage(place, claimed, bytes); !staged && !m_failure) m_failure = staged.problem();
  return {};
}

// Once for all documents that are under way, unless the file has changed between them.
Result<void> ResourceWriter::stage(const std::string& place, Claimed& claimed, const FileBytes& bytes) {
  RunFiles::StagedCopy& shared = m_run.run().staged(place, claimed.owner);
  const bool is_same = claimed.source ? shared.source && shared.source->hash == claimed.source->hash : !shared.source;
  if (is_same) claimed.staged = shared.file.lock();
  if (claimed.staged) return {};
  Staging how = m_run.run().staging();
  // A folder may be another's place for a file, and this document may have to give way.
  how.late_below = short_path(absolute_path(m_run.run().resources(claimed.outputs.front()).folder)) + '/';
  Result<std::unique_ptr<StagedOutput>> output = m_files.stage(short_path(place), how);
  if (!output) return output.problem();
  if (Result<void> written = (*output)->write(bytes.view()); !written) return written;
  if (Result<void> finished = (*output)->finish(); !finished) return finished;
  claimed.staged = std::move(*output);
  shared = {claimed.staged, claimed.source};
  return {};
}

Result<std::vector<std::shared_ptr<StagedOutput>>> ResourceWriter::take_staged() {
  if (m_failure) return std::move(*m_failure);
  std::vector<std::shared_ptr<StagedOutput>> staged;
  for (const auto& [place, claimed] : m_claimed)
    if (claimed.staged && !m_run.run().made_at(place, claimed.owner)) staged.push_back(claimed.staged);
  return staged;
}

void ResourceWriter::committed() {
  std::size_t written = 0;
  for (const auto& [place, claimed] : m_claimed) {
    const std::optional<FileVersion> version = claimed.staged ? claimed.staged->version() : claimed.there;
    const bool is_new = m_run.run().made(place, claimed.owner, {version, claimed.source});
    written += is_new && claimed.staged ? 1 : 0;
    const bool is_authors = !claimed.staged && !claimed.there;
    for (const std::size_t output : claimed.outputs)
      if (!is_authors) m_run.made({MadeFile::Kind::copy, output, place, version});
  }
  m_run.run().count_copies(written);
  m_claimed.clear();
}

}  // namespace deckle
