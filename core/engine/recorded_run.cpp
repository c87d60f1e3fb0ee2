#include "engine/recorded_run.hpp"

#include "io/paths.hpp"

namespace deckle {
namespace {

// Tells an empty answer from none.
std::string text_of(const std::optional<std::string>& answer) { return answer ? '+' + *answer : std::string(); }

std::optional<std::string> input_at(const RunFiles& run, const std::string& place) {
  const DocumentPlaces* document = run.links().document_at(place);
  return document == nullptr ? std::nullopt : std::optional(document->input);
}

std::optional<std::string> link_to(const RunFiles& run, const std::string& place, std::string_view address,
                                   const std::string& to, std::size_t output) {
  const DocumentPlaces* document = run.links().document_at(place);
  return document == nullptr ? std::nullopt : LinkMap::mapped(*document, address, to, output);
}

}  // namespace

std::string answer_of(const RunFiles& run, const PlanQuestion& asked, std::size_t output) {
  using enum PlanQuestion::Kind;
  switch (asked.kind) {
    case input: return text_of(input_at(run, lead_of(asked.from, asked.subject).place));
    case link: return text_of(link_to(run, lead_of(asked.from, asked.subject).place, asked.subject, asked.to, output));
    case is_output: return run.is_output(asked.subject) ? "+" : "";
    case asset: return text_of(run.place_of_asset(asked.subject));
    case root: return run.root_of(asked.subject);
    case holds_inputs: return run.holds_inputs(asked.subject) ? "+" : "";
  }
  return {};
}

// Each question once. Asking again is as cheap as keeping answers.
void RecordedRun::answered(PlanQuestion question, std::size_t output) {
  std::string key = fmt::format("{}\n{}\n", static_cast<int>(question.kind), output);
  key.append(question.from).append(1, '\n').append(question.to).append(1, '\n').append(question.subject);
  if (!m_known.insert(std::move(key)).second) return;
  std::string answer = answer_of(m_run, question, output);
  m_record.answers.push_back({output, std::move(question), std::move(answer)});
}

std::optional<std::string> RecordedRun::input(const std::string& from, std::string_view address, const Lead& lead) {
  if (lead.path.empty()) return std::nullopt;  // "#section" stays within its document
  if (m_is_on) answered({PlanQuestion::Kind::input, std::string(address), from, {}});
  return input_at(m_run, lead.place);
}

std::optional<std::string> RecordedRun::link(const std::string& from, std::string_view address, const Lead& lead,
                                             const std::string& to, std::size_t output) {
  if (lead.path.empty()) return std::nullopt;
  if (m_is_on) answered({PlanQuestion::Kind::link, std::string(address), from, to}, output);
  return link_to(m_run, lead.place, address, to, output);
}

bool RecordedRun::is_output(const std::string& path) {
  if (m_is_on) answered({PlanQuestion::Kind::is_output, path, {}, {}});
  return m_run.is_output(path);
}

std::optional<std::string> RecordedRun::place_of_asset(const std::string& path) {
  if (m_is_on) answered({PlanQuestion::Kind::asset, path, {}, {}});
  return m_run.place_of_asset(path);
}

std::string RecordedRun::root_of(const std::string& input) {
  if (m_is_on) answered({PlanQuestion::Kind::root, input, {}, {}});
  return m_run.root_of(input);
}

bool RecordedRun::holds_inputs(const std::string& folder) {
  if (m_is_on) answered({PlanQuestion::Kind::holds_inputs, folder, {}, {}});
  return m_run.holds_inputs(folder);
}

Result<void> RecordedRun::look(const std::string& folder, const std::string& relative, const std::string& path) {
  Result<void> there = m_run.look(folder, relative, path);
  if (m_is_on && m_known.insert("look\n" + folder + '\n' + relative).second)
    m_record.looks.push_back({folder, relative, there ? std::string() : there.problem().code});
  return there;
}

Result<FileBytes> RecordedRun::read_input(const std::string& path) {
  Result<FileBytes> bytes = m_files.read(path);
  if (!m_is_on || !bytes) return bytes;
  m_input = path;
  m_is_mapped = bytes->is_mapped();
  m_record.input = bytes->version();
  return bytes;
}

void RecordedRun::has_read(const std::string& path, const std::optional<FileVersion>& version) {
  if (m_is_on && m_known.insert("read\n" + path).second) m_record.read.push_back({path, version});
}

void RecordedRun::has_read(const std::string& path, const Result<FileBytes>& bytes) {
  if (m_is_on && !m_known.contains("read\n" + path))
    has_read(path, bytes ? std::optional(bytes->version()) : std::nullopt);
}

Result<FileBytes> RecordedRun::read(const std::string& absolute_path) {
  Result<FileBytes> bytes = m_files.read(short_path(absolute_path));
  has_read(absolute_path, bytes);
  return bytes;
}

Result<FileBytes> RecordedRun::read_beneath(const std::string& folder, const std::string& relative,
                                            const std::string& path) {
  Result<FileBytes> bytes = m_files.read_beneath(folder, relative);
  has_read(path, bytes);
  return bytes;
}

std::string RecordedRun::claim(std::size_t output, const std::string& place, const std::string& owner) {
  std::string folder = folder_of(place);
  for (; folder != "/" && !m_run.is_planned_folder(folder); folder = folder_of(folder))
    if (claim_one(output, folder, RunFiles::folder_owner) != RunFiles::folder_owner) return {};
  return claim_one(output, place, owner);
}

std::string RecordedRun::claim_one(std::size_t output, const std::string& place, const std::string& owner) {
  std::string holder = m_own.holder(m_run, place, owner);
  if (m_known.insert(fmt::format("claim\n{}\n{}\n{}", output, place, owner)).second)
    m_record.claims.push_back({output, place, owner, holder});
  return holder;
}

void RecordedRun::made(MadeFile file) {
  if (m_is_on) m_record.made.push_back(std::move(file));
}

// A mapped file may change under those who read it; then its hash is of bytes that nobody has seen.
DocumentRecord RecordedRun::take() {
  if (m_record.input && m_is_mapped) {
    const FileVersion& input = *m_record.input;
    const bool was_left_alone = input.stamp.settled(input.looked_at_ns, now_ns());
    if (!was_left_alone || stamp_of(m_input) != input.stamp) m_record.input.reset();
  }
  return std::move(m_record);
}

}  // namespace deckle
