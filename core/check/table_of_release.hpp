// A table of the border as a host of another release has it, at the end of memory that may be read: a plugin that reads
// a field that is not there ends its process.
#pragma once
#include <deckle/links.h>
#include <sys/mman.h>

#include <cstring>
#include <new>

#include "check/other_host.hpp"

namespace deckle::checking {

// Bytes of a table in the first release. All of revision 1 are what they were, but for those named here.
template <class Table>
constexpr std::size_t first_size = sizeof(Table);
template <>
inline constexpr std::size_t first_size<dk_links> = offsetof(dk_links, content);
template <>
inline constexpr std::size_t first_size<dk_builder> = offsetof(dk_builder, extend);

class EndOfMemory {
 public:
  explicit EndOfMemory(std::size_t size) : m_size(size) {
    m_pages = mmap(nullptr, 2 * page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (m_pages == MAP_FAILED) throw std::bad_alloc();
    mprotect(static_cast<char*>(m_pages) + page, page, PROT_NONE);
  }
  ~EndOfMemory() { munmap(m_pages, 2 * page); }
  EndOfMemory(const EndOfMemory&) = delete;
  void* at() const { return static_cast<char*>(m_pages) + page - m_size; }

 private:
  static constexpr std::size_t page = 65536;  // of the largest pages that arm64 has
  std::size_t m_size;
  void* m_pages;
};

template <class Table>
class TableOf {
 public:
  TableOf(Release release, const Table& known)
      : m_size(release == Release::later ? sizeof known + unknown : first_size<Table>), m_memory(m_size) {
    std::memset(m_memory.at(), 0xA5, m_size);
    std::memcpy(m_memory.at(), &known, std::min(m_size, sizeof known));
    table().size = static_cast<std::uint32_t>(m_size);
    if constexpr (requires { known.flags; })
      if (release == Release::later) table().flags = 0xFFFFFFFFu;
  }
  // Only as far as its size says.
  Table& table() const { return *static_cast<Table*>(m_memory.at()); }

 private:
  static constexpr std::size_t unknown = 16;  // bytes of fields that nobody knows
  std::size_t m_size;
  EndOfMemory m_memory;
};

}  // namespace deckle::checking
