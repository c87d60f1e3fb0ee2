// What stands for bytes: SHA-256, cut to half where nobody but Deckle compares it. Processors compute it at more than
// a gigabyte a second, so nothing weaker is worth its doubts.
#pragma once
#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace deckle {

using ContentHash = std::array<std::uint8_t, 16>;
using Sha256 = std::array<std::uint8_t, 32>;

// Bytes in pieces.
class Hasher {
 public:
  Hasher();
  Hasher(Hasher&&) noexcept;
  Hasher& operator=(Hasher&&) noexcept;
  ~Hasher();
  void add(std::string_view bytes);
  // Begins anew.
  Sha256 sha256();
  ContentHash content_hash();

 private:
  struct State;
  std::unique_ptr<State> m_state;
};

ContentHash content_hash(std::string_view bytes);
std::string hexadecimal(std::string_view bytes);

}  // namespace deckle
