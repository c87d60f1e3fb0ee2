#include "io/content_hash.hpp"

#include <nettle/sha2.h>

#include <algorithm>

namespace deckle {

struct Hasher::State {
  sha256_ctx context;
};

Hasher::Hasher() : m_state(std::make_unique<State>()) { sha256_init(&m_state->context); }
Hasher::Hasher(Hasher&&) noexcept = default;
Hasher& Hasher::operator=(Hasher&&) noexcept = default;
Hasher::~Hasher() = default;

void Hasher::add(std::string_view bytes) {
  sha256_update(&m_state->context, bytes.size(), reinterpret_cast<const std::uint8_t*>(bytes.data()));
}

Sha256 Hasher::sha256() {
  Sha256 digest{};
  sha256_digest(&m_state->context, digest.size(), digest.data());
  return digest;
}

ContentHash Hasher::content_hash() {
  ContentHash made{};
  const Sha256 digest = sha256();
  std::copy_n(digest.begin(), made.size(), made.begin());
  return made;
}

ContentHash content_hash(std::string_view bytes) {
  Hasher hasher;
  hasher.add(bytes);
  return hasher.content_hash();
}

std::string hexadecimal(std::string_view bytes) {
  static constexpr char digits[] = "0123456789abcdef";
  std::string text;
  text.reserve(bytes.size() * 2);
  for (const char byte : bytes) {
    text += digits[static_cast<unsigned char>(byte) >> 4];
    text += digits[static_cast<unsigned char>(byte) & 15];
  }
  return text;
}

}  // namespace deckle
