#include "io/mapped_file.hpp"

#include <sys/mman.h>
#include <unistd.h>

#include <csignal>
#include <cstdint>

#include "io/bytes.hpp"

namespace deckle {
namespace {

MappedFile* g_first = nullptr;
struct sigaction g_before {};

// Comes of reading alone, and never while the list is changed.
void answer_bus_error(int number, siginfo_t* info, void*) {
  for (const MappedFile* file = g_first; file != nullptr; file = file->next())
    if (file->fill_with_zeros(info->si_addr)) return;
  sigaction(number, &g_before, nullptr);  // it happens again, and is answered as if this were not here
}

bool watch_bus_errors() {
  struct sigaction action {};
  action.sa_sigaction = answer_bus_error;
  action.sa_flags = SA_SIGINFO | SA_ONSTACK;
  return sigaction(SIGBUS, &action, &g_before) == 0;
}

constexpr std::size_t worth_resting = 4u << 20;

}  // namespace

void FileBytes::rest() const {
  if (m_is_mapped && m_view.size() >= worth_resting)
    madvise(const_cast<char*>(m_view.data()), m_view.size(), MADV_DONTNEED);
}

MappedFile::MappedFile(Descriptor file, void* at, std::size_t size)
    : m_file(std::move(file)), m_at(at), m_size(size), m_next(g_first) {
  [[maybe_unused]] static const bool is_watching = watch_bus_errors();
  if (m_next != nullptr) m_next->m_previous = this;
  g_first = this;
}

MappedFile::~MappedFile() {
  (m_previous != nullptr ? m_previous->m_next : g_first) = m_next;
  if (m_next != nullptr) m_next->m_previous = m_previous;
  munmap(m_at, m_size);
}

bool MappedFile::fill_with_zeros(void* address) const {
  const auto at = reinterpret_cast<std::uintptr_t>(address), begin = reinterpret_cast<std::uintptr_t>(m_at);
  if (at < begin || at >= begin + m_size) return false;
  const std::uintptr_t page = at & ~(static_cast<std::uintptr_t>(sysconf(_SC_PAGESIZE)) - 1);
  return mmap(reinterpret_cast<void*>(page), begin + m_size - page, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED,
              -1, 0) != MAP_FAILED;
}

}  // namespace deckle
