// Decoded text and the map from each of its bytes to the bytes it came from.
//
// A decoder tells its story twice: the first time only sizes are counted, the second time text and map are written into
// memory of exactly these sizes. So no buffer grows, and memory is what the result needs.
#pragma once
#include <deckle/text.h>

#include <cstring>

#include "deckle/utf8.hpp"

namespace deckle::text {

class Transcript {
 public:
  // Bytes taken over as they stand at `source`.
  void same(const uint8_t* bytes, uint64_t length, uint64_t source) {
    if (length == 0) return;
    if (m_scaled || source != m_next_source || m_piece_count == 0) begin_piece(source, false);
    m_next_source = source + length;
    if (m_text != nullptr) std::memcpy(m_text + m_length, bytes, length);
    m_length += length;
  }

  // A character decoded from the bytes at `source`. Several from the same place are one piece.
  void made(char32_t code_point, uint64_t source) {
    if (!m_scaled || source != m_piece_source || m_piece_count == 0) begin_piece(source, true);
    const unsigned length = code_point < 0x80 ? 1 : code_point < 0x800 ? 2 : code_point < 0x10000 ? 3 : 4;
    if (m_text != nullptr) write(code_point, length);
    m_length += length;
  }

  // A malformed sequence at `source`; the replacement character itself is made() as any other.
  void mistake(uint64_t source) {
    if (m_replaced++ == 0) m_first_bad = source;
  }
  void mistakes(uint64_t count, uint64_t first) {
    if (count != 0 && m_replaced == 0) m_first_bad = first;
    m_replaced += count;
  }

  // From now on the same story is written to this memory.
  void rewind(char* text, dk_piece* pieces) {
    *this = Transcript();
    m_text = text;
    m_pieces = pieces;
  }

  uint64_t length() const { return m_length; }
  uint64_t piece_count() const { return m_piece_count; }
  uint64_t replaced() const { return m_replaced; }
  uint64_t first_bad() const { return m_first_bad; }

 private:
  void begin_piece(uint64_t source, bool scaled) {
    if (m_pieces != nullptr) {
      m_pieces[m_piece_count] = {static_cast<uint32_t>(m_length), static_cast<uint32_t>(source), scaled ? 1u : 0u};
    }
    ++m_piece_count;
    m_piece_source = source;
    m_scaled = scaled;
  }

  void write(char32_t c, unsigned length) {
    static constexpr unsigned char marks[] = {0, 0x00, 0xC0, 0xE0, 0xF0};
    char* at = m_text + m_length;
    for (unsigned k = length - 1; k > 0; --k, c >>= 6) at[k] = static_cast<char>(0x80 | (c & 0x3F));
    at[0] = static_cast<char>(marks[length] | c);
  }

  char* m_text = nullptr;
  dk_piece* m_pieces = nullptr;
  uint64_t m_length = 0, m_piece_count = 0;
  uint64_t m_piece_source = 0, m_next_source = 0;
  uint64_t m_replaced = 0, m_first_bad = 0;
  bool m_scaled = false;
};

}  // namespace deckle::text
