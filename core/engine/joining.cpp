#include "engine/joining.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace deckle {

Joining::Joining(const Recipe& recipe) : m_recipe(recipe) { count_wishes(); }

void Joining::leave(std::size_t output) {
  m_left.insert(output);
  count_wishes();
}

void Joining::take_back(std::size_t output) {
  m_left.erase(output);
  count_wishes();
}

void Joining::forget_documents() {
  m_failed.clear();
  m_skipped = 0;
}

void Joining::count_wishes() {
  m_wants = false;
  m_all_need_all = true;
  for (std::size_t k = 0; k < m_recipe.outputs.size(); ++k) {
    const auto& joined = m_recipe.outputs[k].joined;
    if (!joined || is_left(k)) continue;
    m_wants = true;
    if (joined->skips_failed) m_all_need_all = false;
  }
}

void Joining::add(const InputFile& input, std::uint64_t bytes, Made& made) {
  if (!m_wants) return;
  m_members.push_back(
      {std::move(made.result.document), made.kept.value_or(KeptDocument{}), input.name, input.media_type, bytes});
}

void Joining::add_kept(const KeptMember& member, const std::string& file, std::string media_type) {
  if (m_wants) m_members.push_back({std::nullopt, member.kept, file, std::move(media_type), member.bytes});
}

void Joining::add_failed(const std::string& input) {
  m_failed.push_back(input);
  if (!m_all_need_all) return;
  m_wants = false;
  m_members = {};
}

std::vector<std::size_t> Joining::outputs(bool all_tried, std::vector<Diagnostic>& said) {
  std::vector<std::size_t> written;
  for (std::size_t k = 0; k < m_recipe.outputs.size(); ++k) {
    if (!m_recipe.outputs[k].joined || is_left(k)) continue;
    const JoinedOutput& output = *m_recipe.outputs[k].joined;
    if (!m_failed.empty() && !output.skips_failed)
      said.push_back(not_written(
          output, fmt::format("{} of {} documents failed", m_failed.size(), m_recipe.documents.size() - m_skipped),
          "collect: { on-failure: skip } writes it without them"));
    else if (!all_tried) said.push_back(not_written(output, "the run stopped at a document that failed"));
    else if (m_members.empty()) said.push_back(not_written(output, "there is no document to join"));
    else written.push_back(k);
    if (!written.empty() && written.back() == k && !m_failed.empty()) said.push_back(without(output));
  }
  return written;
}

Diagnostic Joining::not_written(const JoinedOutput& output, std::string why, std::string hint) const {
  return error("join.not-written", fmt::format("{} is not written: {}", output.path, why), std::move(hint));
}

Diagnostic Joining::without(const JoinedOutput& output) const {
  constexpr std::size_t most_named = 10;
  std::string names;
  for (std::size_t k = 0; k < std::min(m_failed.size(), most_named); ++k)
    names.append(k == 0 ? "" : ", ").append(m_failed[k]);
  if (m_failed.size() > most_named) names += fmt::format(" and {} more", m_failed.size() - most_named);
  Diagnostic warning =
      error("join.without", fmt::format("{} is written without {} of {} documents, which failed: {}", output.path,
                                        m_failed.size(), m_recipe.documents.size() - m_skipped, names));
  warning.severity = Severity::warning;
  return warning;
}

DocumentPlaces Joining::places(const std::vector<std::size_t>& outputs) const {
  auto around = std::make_shared<Surroundings>();
  around->root = m_recipe.documents.front().places.around->root;
  std::vector<std::string>& readable = around->readable_folders;
  const Surroundings* last = nullptr;
  for (const DocumentTask& task : m_recipe.documents) {
    if (std::exchange(last, task.places.around.get()) == task.places.around.get()) continue;
    for (const std::string& folder : last->readable_folders)
      if (std::find(readable.begin(), readable.end(), folder) == readable.end()) readable.push_back(folder);
  }
  for (const JoinMember& member : m_members) around->members.push_back(member.file);
  DocumentPlaces places;
  places.outputs.resize(m_recipe.outputs.size());
  for (const std::size_t output : outputs) places.outputs[output] = m_recipe.outputs[output].joined->path;
  places.around = std::move(around);
  return places;
}

}  // namespace deckle
