#include "check/last_input.hpp"

#include <sys/mman.h>

#include <cstring>

namespace deckle::checking {
namespace {

constexpr std::size_t longest = 4u << 20;

}  // namespace

struct LastInput::Shared {
  bool is_in_hand, is_document;
  std::size_t size;
  char bytes[longest];
};

LastInput::LastInput() {
  void* const memory = mmap(nullptr, sizeof(Shared), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  m_shared = memory == MAP_FAILED ? nullptr : static_cast<Shared*>(memory);
}

LastInput::~LastInput() {
  if (m_shared != nullptr) munmap(m_shared, sizeof(Shared));
}

void LastInput::begin(std::string_view bytes, bool is_document) {
  if (m_shared == nullptr || bytes.size() > longest) return;
  std::memcpy(m_shared->bytes, bytes.data(), bytes.size());
  m_shared->size = bytes.size();
  m_shared->is_document = is_document;
  m_shared->is_in_hand = true;
}

void LastInput::end() {
  if (m_shared != nullptr) m_shared->is_in_hand = false;
}

// The process that wrote it ran a plugin, which could write here too.
std::optional<GivenInput> LastInput::taken() const {
  if (m_shared == nullptr || !m_shared->is_in_hand || m_shared->size > longest) return std::nullopt;
  return GivenInput{{m_shared->bytes, m_shared->size}, m_shared->is_document};
}

}  // namespace deckle::checking
