#include "engine/recorded_run.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "io/paths.hpp"

namespace deckle {
namespace {

// Tells an empty answer from none.
std::string text_of(const std::optional<std::string>& answer) { return answer ? '+' + *answer : std::string(); }

std::string text_of(bool answer) { return answer ? "+" : ""; }

std::optional<std::string> input_at(const DocumentPlaces* document) {
  return document == nullptr ? std::nullopt : std::optional(document->input);
}

std::optional<std::string> link_to(const DocumentPlaces* document, const PlanQuestion& asked, std::size_t output) {
  return document == nullptr ? std::nullopt
                             : LinkMap::mapped(*document, asked.subject, folder_of(absolute_path(asked.to)), output);
}

const DocumentPlaces* document_of(const RunFiles& run, const PlanQuestion& asked) {
  return run.links().document_at(lead_within(folder_of(absolute_path(asked.from)), asked.subject).place);
}

}  // namespace

std::string answer_of(const RunFiles& run, const PlanQuestion& asked, std::size_t output) {
  using enum PlanQuestion::Kind;
  switch (asked.kind) {
    case input: return text_of(input_at(document_of(run, asked)));
    case link: return text_of(link_to(document_of(run, asked), asked, output));
    case is_output: return text_of(run.is_output(asked.subject));
    case asset: return text_of(run.place_of_asset(asked.subject));
    case root: return run.root_of(asked.subject);
    case holds_inputs: return text_of(run.holds_inputs(asked.subject));
  }
  return {};
}

Target& RecordedRun::target(std::string_view from, std::string_view address) {
  auto of_file = m_targets.find(from);
  if (of_file == m_targets.end()) of_file = m_targets.emplace(from, Targets{folder_of(absolute_path(from))}).first;
  auto& targets = of_file->second.by_address;
  if (const auto known = targets.find(address); known != targets.end()) return known->second;
  const auto made = targets.try_emplace(std::string(address)).first;
  Target& target = made->second;
  target.from = of_file->first;
  target.address = made->first;
  target.lead = lead_within(of_file->second.folder, address);
  if (!target.lead.path.empty()) target.document = m_run.links().document_at(target.lead.place);
  return target;
}

void RecordedRun::note_input(Target& target) {
  if (!m_is_on || std::exchange(target.is_noted, true)) return;
  m_record.answers.push_back({all_outputs,
                              {PlanQuestion::Kind::input, std::string(target.address), std::string(target.from), {}},
                              text_of(input_at(target.document))});
}

std::optional<std::string> RecordedRun::input(Target& target) {
  return is_input(target) ? input_at(target.document) : std::nullopt;
}

bool RecordedRun::is_input(Target& target) {
  if (target.lead.path.empty()) return false;  // "#section" stays within its document
  note_input(target);
  return target.document != nullptr;
}

std::optional<std::string> RecordedRun::link(Target& target, const std::string& to, std::size_t output) {
  if (target.lead.path.empty()) return std::nullopt;
  if (target.document == nullptr) {
    note_input(target);
    return std::nullopt;
  }
  const auto is_it = [&](const Target::Link& link) { return link.output == output; };
  auto link = std::find_if(target.links.begin(), target.links.end(), is_it);
  if (link == target.links.end()) {
    target.links.push_back({output, LinkMap::mapped(*target.document, target.address, folder_of_output(to), output)});
    link = target.links.end() - 1;
  }
  if (m_is_on && !std::exchange(link->is_noted, true))
    m_record.answers.push_back({output,
                                {PlanQuestion::Kind::link, std::string(target.address), std::string(target.from), to},
                                text_of(link->address)});
  return link->address;
}

// Most documents have one output, and are asked about it for every link.
const std::string& RecordedRun::folder_of_output(const std::string& to) {
  if (m_folder_of.second.empty() || m_folder_of.first != to) m_folder_of = {to, folder_of(absolute_path(to))};
  return m_folder_of.second;
}

// Each question once.
void RecordedRun::answered(PlanQuestion::Kind kind, const std::string& subject, const std::string& answer) {
  if (!m_is_on) return;
  std::string key(1, static_cast<char>('0' + static_cast<int>(kind)));
  if (m_known.insert(key.append(1, '\n').append(subject)).second)
    m_record.answers.push_back({all_outputs, {kind, subject, {}, {}}, answer});
}

bool RecordedRun::is_output(const std::string& path) {
  const bool is_it = m_run.is_output(path);
  answered(PlanQuestion::Kind::is_output, path, text_of(is_it));
  return is_it;
}

std::optional<std::string> RecordedRun::place_of_asset(const std::string& path) {
  std::optional<std::string> place = m_run.place_of_asset(path);
  answered(PlanQuestion::Kind::asset, path, text_of(place));
  return place;
}

std::string RecordedRun::root_of(const std::string& input) {
  std::string root = m_run.root_of(input);
  answered(PlanQuestion::Kind::root, input, root);
  return root;
}

bool RecordedRun::holds_inputs(const std::string& folder) {
  const bool holds = m_run.holds_inputs(folder);
  answered(PlanQuestion::Kind::holds_inputs, folder, text_of(holds));
  return holds;
}

Result<void> RecordedRun::look(const std::string& folder, const std::string& relative, const std::string& path) {
  Result<void> there = m_run.look(folder, relative, path);
  if (m_is_on) note_look(folder, relative, there ? std::string() : there.problem().code);
  return there;
}

bool RecordedRun::is_unlisted(const std::string& folder, std::string_view relative, const std::string& path) {
  if (!m_run.is_unlisted(path)) return false;
  if (m_is_on) note_look(folder, std::string(relative), "io.not-found");
  return true;
}

void RecordedRun::note_look(const std::string& folder, const std::string& relative, const std::string& problem) {
  if (m_known.insert("look\n" + folder + '\n' + relative).second) m_record.looks.push_back({folder, relative, problem});
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
