#include "process/work_notes.hpp"

#include <sys/mman.h>

#include <algorithm>
#include <cstring>

#include "diagnostics/printable.hpp"

namespace deckle {

WorkNotes::WorkNotes(std::size_t slots) : m_slots(slots) {
  void* at = mmap(nullptr, slots * sizeof(Note), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (at != MAP_FAILED) m_notes = static_cast<Note*>(at);
}

WorkNotes::~WorkNotes() {
  if (m_notes != nullptr) munmap(m_notes, m_slots * sizeof(Note));
}

void WorkNotes::entered(const ComponentManifest& component) {
  if (m_notes == nullptr) return;
  char* to = m_notes[m_own].text;
  const std::string_view role = name_of(component.role);
  const std::size_t length = std::min(component.name.size(), sizeof(Note::text) - role.size() - 2);
  std::memcpy(to, role.data(), role.size());
  to[role.size()] = ' ';
  std::memcpy(to + role.size() + 1, component.name.data(), length);
  to[role.size() + 1 + length] = '\0';
  m_notes[m_own].is_inside = 1;
}

void WorkNotes::left() {
  if (m_notes != nullptr) m_notes[m_own].is_inside = 0;
}

std::string WorkNotes::last_at_work(std::size_t slot) const {
  if (m_notes == nullptr || slot >= m_slots) return {};
  Note copy;
  std::memcpy(&copy, &m_notes[slot], sizeof copy);
  const std::string text = printable({copy.text, strnlen(copy.text, sizeof copy.text)});
  return text.empty() ? text : "the " + text;
}

std::string WorkNotes::at_work(std::size_t slot) const {
  const std::string last = last_at_work(slot);
  if (last.empty()) return "the host";
  return m_notes[slot].is_inside != 0 ? last : "the host, after " + last + ",";
}

void WorkNotes::clear(std::size_t slot) {
  if (m_notes != nullptr && slot < m_slots) m_notes[slot].text[0] = '\0';
}

}  // namespace deckle
