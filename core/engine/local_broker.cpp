#include "engine/local_broker.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "engine/media_type.hpp"
#include "io/paths.hpp"

namespace deckle {

LocalBroker::LocalBroker(Files& files, DocumentPlaces places, RunFiles& run)
    : m_files(files), m_places(std::move(places)), m_run(files, run), m_references(files, m_places, m_run) {}

std::unique_ptr<LocalBroker> LocalBroker::renewed() const {
  return std::make_unique<LocalBroker>(m_files, m_places, m_run.run());
}

Result<InputFile> LocalBroker::open_input() {
  Result<FileBytes> bytes = m_places.input == "-" ? m_files.read_standard_input() : m_run.read_input(m_places.input);
  if (!bytes) return bytes.problem();
  m_input = bytes->stamp();
  return InputFile{m_references.input_name(), std::string(media_type_of(m_places.input)), std::move(*bytes)};
}

Result<InputFile> LocalBroker::resolve(const std::string& from, std::string_view address) {
  return m_references.read(from, address);
}

Result<InputFile> LocalBroker::reopen(const std::string& name) {
  if (!is_input(name)) return m_references.reopen(name);
  Result<FileBytes> bytes = m_files.read(name);
  if (!bytes) return bytes.problem();
  return InputFile{name, std::string(media_type_of(name)), std::move(*bytes)};
}

bool LocalBroker::is_input(const std::string& path) const {
  const std::vector<std::string>& members = m_places.around->members;
  return path == m_places.input || std::find(members.begin(), members.end(), path) != members.end();
}

// Under whatever name: links lead there too.
bool LocalBroker::replaces_input(const StagedOutput& staged, const std::string& path) const {
  if (m_input && path != m_places.input && !staged.may_replace(*m_input)) return false;
  const auto is_it = [&](const std::string& input) { return m_files.same_file(path, input); };
  if (is_joined() && !m_files.same_file(path, path)) return false;  // there is nothing
  if (is_joined()) return std::any_of(m_places.around->members.begin(), m_places.around->members.end(), is_it);
  return m_places.input != "-" && is_it(m_places.input);
}

std::optional<std::string> LocalBroker::input(const std::string& from, std::string_view address) const {
  if (kind_of_address(address) != AddressKind::relative) return std::nullopt;
  return m_run.input(m_run.target(from, address));
}

AddressAnswer LocalBroker::address(std::size_t index, const Reference& reference) {
  return m_references.address(index, reference);
}

Result<std::optional<InputFile>> LocalBroker::content(std::size_t index, const Reference& reference) {
  return m_references.content(index, reference);
}

std::vector<std::optional<Diagnostic>> LocalBroker::check(const std::vector<Reference>& references) {
  std::vector<std::optional<Diagnostic>> problems(references.size());
  if (is_joined() || !m_run.run().looks_at_addresses()) return problems;
  for (std::size_t k = 0; k < problems.size(); ++k) problems[k] = m_references.check(references[k]);
  return problems;
}

Result<StagedOutput*> LocalBroker::stage(std::size_t index) {
  const std::string& path = m_places.outputs.at(index);
  if (path == "-") return keep({m_files.standard_output(), MadeFile::Kind::main, index, path});
  Result<StagedOutput*> staged = stage(MadeFile::Kind::main, index, path);
  if (staged && !m_places.around->may_replace_input && replaces_input(**staged, path))
    return error("io.output-is-input", fmt::format("{} is the input itself; it is not overwritten", path));
  return staged;
}

Result<StagedOutput*> LocalBroker::stage_part(std::size_t index, std::string_view name) {
  Result<std::string> path = m_parts.add(m_places.outputs.at(index), name);
  if (!path) return path.problem();
  // A document may have thousands of parts, a process has not as many descriptors.
  if (Result<void> finished = finish_open(true); !finished) return finished.problem();
  return stage(MadeFile::Kind::part, index, *path);
}

Result<StagedOutput*> LocalBroker::stage(MadeFile::Kind kind, std::size_t index, const std::string& path) {
  Result<std::unique_ptr<StagedOutput>> output = m_files.stage(path, m_run.run().staging());
  if (!output) return output.problem();
  return keep({std::move(*output), kind, index, path});
}

Result<StagedOutput*> LocalBroker::keep(Staged staged) {
  m_staged.push_back(std::move(staged));
  return m_staged.back().output.get();
}

Result<void> LocalBroker::commit() {
  auto resources = m_references.writer().take_staged();
  if (!resources) return resources.problem();
  for (auto& resource : *resources) m_staged.push_back({std::move(resource), MadeFile::Kind::copy, 0, {}, true});
  if (Result<void> finished = finish_open(false); !finished) return finished;
  std::stable_partition(m_staged.begin(), m_staged.end(), [](const Staged& staged) { return staged.is_part(); });
  for (std::size_t i = 0; i < m_staged.size(); ++i)
    if (Result<void> done = m_staged[i].output->commit(i + 1 < m_staged.size()); !done)
      return revert_before(i, done.problem());
  m_references.writer().committed();
  settle(m_run.run(), m_run.claims());
  for (const Staged& staged : m_staged)
    if (staged.kind != MadeFile::Kind::copy)
      m_run.made({staged.kind, staged.index, absolute_path(staged.path), staged.output->version()});
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
    if (parts_only && staged->is_part() && staged->finished) break;
    if (staged->finished || (parts_only && !staged->is_part())) continue;
    if (Result<void> done = staged->output->finish(); !done) return done;
    staged->finished = true;
  }
  return {};
}

}  // namespace deckle
