#include "host/scratch.hpp"

#include <algorithm>
#include <new>

namespace deckle {

bool ScratchArena::grow(std::uint64_t wanted) {
  if (wanted > m_limit || m_total > m_limit - wanted) return false;
  const std::uint64_t usual = std::min(std::max(first_block, m_total), m_limit - m_total);
  const std::uint64_t size = std::max(wanted, usual);
  std::unique_ptr<std::byte[]> bytes(new (std::nothrow) std::byte[size]);
  if (!bytes) return false;
  m_blocks.push_back({std::move(bytes), size});
  m_total += size;
  m_used = 0;
  return true;
}

void* ScratchArena::take(std::uint64_t bytes, std::uint32_t align) {
  if (m_has_room && !m_has_room()) return nullptr;
  if (align == 0 || align > 64 || (align & (align - 1)) != 0 || bytes > m_limit) return nullptr;
  for (int attempt = 0; attempt < 2; ++attempt) {
    if (!m_blocks.empty()) {
      Block& last = m_blocks.back();
      const auto base = reinterpret_cast<std::uintptr_t>(last.bytes.get());
      const std::uint64_t at = ((base + m_used + align - 1) & ~std::uint64_t{align - 1}) - base;
      if (at <= last.size && bytes <= last.size - at) {
        m_used = at + bytes;
        return last.bytes.get() + at;
      }
    }
    if (attempt == 0 && !grow(bytes + align)) return nullptr;
  }
  return nullptr;
}

void ScratchArena::clear() {
  if (m_blocks.size() > 1) m_blocks.resize(1);
  if (!m_blocks.empty() && m_blocks.front().size > 16 * first_block) m_blocks.clear();
  m_total = m_blocks.empty() ? 0 : m_blocks.front().size;
  m_used = 0;
}

}  // namespace deckle
