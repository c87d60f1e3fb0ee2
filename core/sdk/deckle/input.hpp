// What a reader reads: the bytes as they came, or their text with a way back to the bytes.
#pragma once
#include <deckle/text.h>
#include <deckle/call.hpp>
#include <deckle/utf8.hpp>

#include <algorithm>
#include <vector>

namespace deckle {

// All bytes of a source; `storage` holds them when the host could not map them.
inline std::string_view bytes_of(const dk_source& source, std::vector<char>& storage) {
  if (source.mapped) return {reinterpret_cast<const char*>(source.mapped), static_cast<std::size_t>(source.length)};
  storage.resize(static_cast<std::size_t>(source.length));
  std::uint64_t at = 0, got = 1;
  while (at < storage.size() && got > 0) {
    check(source.read_at(source.ctx, at, storage.data() + at, storage.size() - at, &got));
    at += got;
  }
  storage.resize(static_cast<std::size_t>(at));
  return {storage.data(), storage.size()};
}

class Input {
 public:
  Input(const dk_source& source, const Call& call) : m_source(&source), m_call(call) {}

  std::uint32_t source() const { return m_source->id; }
  std::string_view uri() const { return view(m_source->uri); }
  std::string_view bytes() {
    if (!m_bytes.data()) m_bytes = bytes_of(*m_source, m_storage);
    return m_bytes;
  }

  // The input as valid UTF-8 without a byte order mark. Malformed sequences are U+FFFD: see replaced().
  std::string_view text() {
    if (!m_text.data()) decode();
    return m_text;
  }
  // Reads text() in a charset that the input names for itself; to be called before text(). A byte order mark of UTF-8
  // is stronger. False when nobody knows that name: text() then does without it.
  bool decode_as(std::string_view charset) {
    return bytes().substr(0, 3) == "\xEF\xBB\xBF" || decode_by(charset) == DK_OK;
  }
  // How many malformed sequences text() replaced.
  std::uint64_t replaced() const { return m_decoded ? m_decoded->replaced : 0; }
  // Warns, under a code of the component, when text() had to guess a charset or to replace malformed sequences.
  void report_encoding(Call& call, std::string_view code) {
    text();
    if (!m_decoded) return;
    const auto place = [this](std::uint64_t at) {
      return dk_span{source(), static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + 1)};
    };
    if (m_decoded->replaced > 0)
      call.warning(code, place(m_decoded->first_bad), "{} malformed sequences of {} became U+FFFD; the first is here",
                   m_decoded->replaced, view(m_decoded->charset));
    else if (m_decoded->confidence < 100)
      call.warning(code, place(m_first_foreign), "from here on this is not UTF-8; it is read as {}, which is a guess",
                   view(m_decoded->charset));
  }

  // The original bytes of text()[begin, end).
  dk_span span(std::size_t begin, std::size_t end) const { return {source(), origin(begin, false), origin(end, true)}; }

 private:
  void decode() {
    std::string_view raw = bytes();
    if (raw.substr(0, 3) == "\xEF\xBB\xBF") m_skipped = 3;
    raw.remove_prefix(m_skipped);
    const std::size_t valid = utf8::valid_prefix(raw);
    m_first_foreign = valid + m_skipped;
    if (valid == raw.size()) {
      m_text = raw.data() ? raw : std::string_view("");
      return;
    }
    m_skipped = 0;
    check(decode_by({}));
  }
  // Empty: by the host's guess.
  dk_status decode_by(std::string_view charset) {
    const auto* text = m_call.extension<dk_text>(DK_EXT_TEXT);
    if (!text) return DK_E_UNSUPPORTED;
    const std::string_view raw = bytes();
    const dk_status status = text->decode(&m_call.raw(), reinterpret_cast<const std::uint8_t*>(raw.data()), raw.size(),
                                          str(charset), &m_decoded);
    if (status == DK_OK) m_text = m_decoded->text.len ? view(m_decoded->text) : std::string_view("");
    else m_decoded = nullptr;
    return status;
  }

  // Where byte `at` of the text came from. An end belongs to the piece before it.
  std::uint32_t origin(std::size_t at, bool is_end) const {
    if (!m_decoded) return static_cast<std::uint32_t>(at + m_skipped);
    const dk_piece* first = m_decoded->pieces;
    const dk_piece* last = first + m_decoded->piece_count;
    const std::size_t looked_for = is_end && at > 0 ? at - 1 : at;
    const dk_piece* piece = std::upper_bound(first, last, looked_for,
                                             [](std::size_t offset, const dk_piece& p) { return offset < p.text; }) -
                            1;
    const auto length = static_cast<std::uint32_t>(m_source->length);
    const std::uint32_t next = piece + 1 == last ? length : piece[1].source;
    if (piece->scaled) return is_end ? next : piece->source;
    return std::min(piece->source + static_cast<std::uint32_t>(at - piece->text), length);
  }

  const dk_source* m_source;
  Call m_call;
  std::vector<char> m_storage;
  std::string_view m_bytes, m_text;
  std::size_t m_skipped = 0;        // bytes of a byte order mark
  std::size_t m_first_foreign = 0;  // the first byte that is not UTF-8
  const dk_decoded* m_decoded = nullptr;
};

}  // namespace deckle
