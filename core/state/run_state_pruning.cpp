// What the state takes away: files that their document does not make any more, and those of inputs and outputs that are
// gone.
#include <algorithm>

#include "state/run_state.hpp"

namespace deckle {

void RunState::take_away_dropped(Files& files, std::vector<Diagnostic>& said) {
  if (const auto rows = m_store->all_rows())
    take_away(Leftovers(m_paths, m_settings.output_folder).of(m_dropped, *rows), files, said);
  m_store->put_text("dropped", {});
}

void RunState::take_away(const std::vector<std::string>& paths, Files& files, std::vector<Diagnostic>& said) {
  for (const std::string& path : paths) {
    Result<void> removed = files.remove(path);
    if (removed) continue;
    removed.problem().severity = Severity::warning;
    said.push_back(removed.problem());
  }
}

std::set<RowKey> RunState::wanted_rows() const {
  std::set<RowKey> wanted;
  for (std::size_t k = 0; k < m_recipe->outputs.size(); ++k) {
    const OutputRecipe& output = m_recipe->outputs[k];
    if (output.joined) wanted.insert(m_freshness->key_of_joined(k));
    for (std::size_t document = 0; output.joined && document < m_recipe->documents.size(); ++document)
      wanted.insert(m_freshness->key_of_member(document));
    for (std::size_t document = 0; !output.joined && document < m_recipe->documents.size(); ++document)
      wanted.insert(m_freshness->key_of_document(document, k));
  }
  for (std::size_t k = 0; k < m_recipe->copies.size(); ++k) wanted.insert(m_freshness->key_of_copy(k));
  return wanted;
}

bool RunState::is_unwanted(const StateStore::Entry& entry, const std::set<RowKey>& wanted) const {
  if (wanted.contains(entry.key)) return false;
  const auto& outputs = m_recipe->outputs;
  const auto has_name = [&](const OutputRecipe& output) { return output.name == entry.key.output; };
  if (m_settings.is_partial && std::none_of(outputs.begin(), outputs.end(), has_name)) return false;
  const bool is_input_gone = !entry.key.input.empty() && !stamp_of(m_paths.outer(entry.key.input));
  return is_input_gone || entry.row.variant == m_settings.variant;
}

std::vector<std::string> RunState::prunable(std::vector<RowKey>& unwanted) {
  auto rows = m_store->all_rows();
  if (!rows) return {};
  const std::set<RowKey> wanted = wanted_rows();
  std::vector<MadeFile> files;
  std::erase_if(*rows, [&](const StateStore::Entry& entry) {
    if (!is_unwanted(entry, wanted)) return false;
    unwanted.push_back(entry.key);
    files.insert(files.end(), entry.row.made.begin(), entry.row.made.end());
    return true;
  });
  return Leftovers(m_paths, m_settings.output_folder).of(files, *rows);
}

std::vector<std::string> RunState::prunable() {
  std::vector<RowKey> unwanted;
  return m_settings.prunes ? prunable(unwanted) : std::vector<std::string>();
}

void RunState::prune(Files& files, std::vector<Diagnostic>& said) {
  std::vector<RowKey> unwanted;
  m_pruned = prunable(unwanted);
  take_away(m_pruned, files, said);
  for (const RowKey& key : unwanted) m_store->remove(key);
}

}  // namespace deckle
