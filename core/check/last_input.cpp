#include "check/last_input.hpp"

#include <sys/mman.h>

#include <chrono>
#include <cstring>

namespace deckle::checking {
namespace {

constexpr std::size_t longest = 4u << 20;

}  // namespace

struct LastInput::Shared {
  bool is_in_hand;
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

void LastInput::begin(std::string_view bytes) {
  if (m_shared == nullptr || bytes.size() > longest) return;
  std::memcpy(m_shared->bytes, bytes.data(), bytes.size());
  m_shared->size = bytes.size();
  m_shared->is_in_hand = true;
}

void LastInput::end() {
  if (m_shared != nullptr) m_shared->is_in_hand = false;
}

// The process that wrote it ran a plugin, which could write here too.
std::string LastInput::bytes() const {
  if (m_shared == nullptr || !m_shared->is_in_hand || m_shared->size > longest) return {};
  return {m_shared->bytes, m_shared->size};
}

std::string smallest(std::string input, const std::function<bool(const std::string& input)>& still_does) {
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(10);
  for (std::size_t piece = input.size() / 2; piece > 0; piece /= 2)
    for (std::size_t at = 0; at < input.size();) {
      if (std::chrono::steady_clock::now() > deadline) return input;
      std::string less = input;
      less.erase(at, piece);
      if (still_does(less)) input = std::move(less);
      else at += piece;
    }
  return input;
}

}  // namespace deckle::checking
