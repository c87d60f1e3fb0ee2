#include "engine/planned_paths.hpp"

#include <functional>
#include <utility>

#include "io/paths.hpp"

namespace deckle {
namespace {

constexpr std::uint32_t all_joined = 0;  // the document of joined outputs, in a table that counts the others from 1

bool is_file(const std::string& path) { return !path.empty() && path != "-"; }

// With all that are above it.
void add_folders(std::unordered_set<std::string>& to, const std::string& path) {
  for (std::string folder = folder_of(path); to.insert(folder).second && folder != "/";) folder = folder_of(folder);
}

std::uint32_t number(std::size_t value) { return static_cast<std::uint32_t>(value); }

}  // namespace

void PlannedPaths::put_in_order() const {
  if (std::exchange(m_is_in_order, true)) return;
  std::size_t files = m_joined.size();
  for (const DocumentPlaces* document : m_documents) files += 1 + document->outputs.size();
  m_slots.resize(files + files / 2 + 1);
  for (std::size_t k = 0; k < m_joined.size(); ++k)
    if (is_file(m_joined[k])) insert(absolute_path(m_joined[k]), all_joined, number(k + 1));
  for (std::size_t k = 0; k < m_documents.size(); ++k) {
    const DocumentPlaces& document = *m_documents[k];
    if (is_file(document.input)) insert(absolute_path(document.input), number(k + 1), 0);
    for (std::size_t output = 0; output < document.outputs.size(); ++output)
      if (is_file(document.outputs[output]))
        insert(absolute_path(document.outputs[output]), number(k + 1), number(output + 1));
  }
}

void PlannedPaths::insert(const std::string& path, std::uint32_t document, std::uint32_t file) const {
  add_folders(file == 0 ? m_input_folders : m_output_folders, path);
  const std::uint64_t hash = std::hash<std::string>()(path);
  std::size_t at = hash % m_slots.size();
  while (m_slots[at].document != Slot::none) at = at + 1 == m_slots.size() ? 0 : at + 1;
  m_slots[at] = {number(hash >> 32), document, file};
}

const std::string& PlannedPaths::path_of(const Slot& slot) const {
  if (slot.document == all_joined) return m_joined[slot.file - 1];
  const DocumentPlaces& document = *m_documents[slot.document - 1];
  return slot.file == 0 ? document.input : document.outputs[slot.file - 1];
}

template <class IsIt>
const PlannedPaths::Slot* PlannedPaths::find(const std::string& path, IsIt is_it) const {
  put_in_order();
  const std::uint64_t hash = std::hash<std::string>()(path);
  for (std::size_t at = hash % m_slots.size(); m_slots[at].document != Slot::none;
       at = at + 1 == m_slots.size() ? 0 : at + 1)
    if (m_slots[at].tag == number(hash >> 32) && is_it(m_slots[at]) && lies_at(path, path_of(m_slots[at])))
      return &m_slots[at];
  return nullptr;
}

const DocumentPlaces* PlannedPaths::document_of(const std::string& input) const {
  const Slot* found = find(input, [](const Slot& slot) { return slot.file == 0; });
  return found == nullptr ? nullptr : m_documents[found->document - 1];
}

bool PlannedPaths::is_output(const std::string& path) const {
  return find(path, [](const Slot& slot) { return slot.file != 0; }) != nullptr;
}

bool PlannedPaths::holds_outputs(const std::string& folder) const {
  put_in_order();
  return m_output_folders.contains(folder);
}

bool PlannedPaths::holds_inputs(const std::string& folder) const {
  put_in_order();
  return m_input_folders.contains(folder);
}

}  // namespace deckle
