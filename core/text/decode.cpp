// Bytes to valid UTF-8 with the map back. UTF-8 and the single-byte charsets are decoded here, all others by ICU.
#include <algorithm>
#include <limits>

#include "text/charset.hpp"
#include "text/converter.hpp"
#include "text/functions.hpp"
#include "text/results.hpp"
#include "text/transcript.hpp"

namespace deckle::text {
namespace {

constexpr uint64_t most = std::numeric_limits<uint32_t>::max();  // offsets are 32 bits wide

const uint8_t* raw(std::string_view bytes, std::size_t at) {
  return reinterpret_cast<const uint8_t*>(bytes.data()) + at;
}

void tell_utf8(std::string_view bytes, std::size_t begin, Transcript& out) {
  for (std::size_t at = begin; at < bytes.size();) {
    const std::size_t valid = utf8::valid_prefix(bytes.substr(at));
    out.same(raw(bytes, at), valid, at);
    at += valid;
    if (at == bytes.size()) break;
    out.mistake(at);
    out.made(utf8::replacement, at);
    at += utf8::decode(bytes, at).length;
  }
}

void tell_single_bytes(std::string_view bytes, const Converter::Table& table, Transcript& out) {
  for (std::size_t at = 0; at < bytes.size();) {
    const std::size_t begin = at;
    while (at < bytes.size()) {
      const auto byte = static_cast<unsigned char>(bytes[at]);
      if (byte >= 0x80 || table[byte] != byte) break;
      ++at;
    }
    out.same(raw(bytes, begin), at - begin, begin);
    for (; at < bytes.size(); ++at) {
      const auto byte = static_cast<unsigned char>(bytes[at]);
      if (byte < 0x80 && table[byte] == byte) break;
      if (table[byte] == utf8::replacement) out.mistake(at);
      out.made(table[byte], at);
    }
  }
}

// Tells the story twice, first to count and then to write.
template <class Story>
dk_status write_down(const dk_call* call, const Story& story, dk_decoded& result, uint32_t mark) {
  Transcript transcript;
  if (!story(transcript)) return DK_E_INTERNAL;
  const uint64_t length = transcript.length();
  const uint64_t pieces = std::max<uint64_t>(transcript.piece_count(), 1);
  if (length > most || pieces > most) return DK_E_LIMIT;
  char* const text = scratch_array<char>(call, length);
  dk_piece* const map = scratch_array<dk_piece>(call, pieces);
  if ((text == nullptr && length != 0) || map == nullptr) return DK_E_NOMEM;
  map[0] = {0, mark, 0};  // what empty text says
  transcript.rewind(text, map);
  if (!story(transcript)) return DK_E_INTERNAL;
  result.text = {text, length};
  result.replaced = transcript.replaced();
  result.first_bad = transcript.first_bad();
  result.piece_count = static_cast<uint32_t>(pieces);
  result.pieces = map;
  return DK_OK;
}

dk_status decode_as(const dk_call* call, std::string_view bytes, const Charset& charset, dk_decoded& result) {
  result.confidence = charset.confidence;
  if (charset.is_utf8()) {
    result.charset = {"UTF-8", 5};
    const auto story = [&](Transcript& out) { return tell_utf8(bytes, charset.mark, out), true; };
    return write_down(call, story, result, charset.mark);
  }
  const Converter converter(charset.name);
  if (!converter.is_open()) return DK_E_CONFIG;
  const dk_status status = give(call, converter.public_name(), &result.charset);
  if (status != DK_OK) return status;
  Converter::Table table;
  if (converter.single_byte_table(table)) {
    const auto story = [&](Transcript& out) { return tell_single_bytes(bytes, table, out), true; };
    return write_down(call, story, result, charset.mark);
  }
  const auto story = [&](Transcript& out) { return converter.run(bytes, charset.mark, out); };
  return write_down(call, story, result, charset.mark);
}

}  // namespace

dk_status decode(const dk_call* call, const uint8_t* bytes, uint64_t len, dk_str charset,
                 const dk_decoded** out) noexcept {
  return guarded([&]() -> dk_status {
    *out = nullptr;
    if (len > most) return DK_E_LIMIT;
    const std::string_view all = view({reinterpret_cast<const char*>(bytes), len});
    const Charset chosen =
        charset.len != 0 ? declared_charset(all, view(charset)) : found_charset(all, utf8::valid_prefix(all));
    if (chosen.name.empty()) return DK_E_CONFIG;
    auto* result = scratch_array<dk_decoded>(call, 1);
    if (result == nullptr) return DK_E_NOMEM;
    *result = {};
    result->size = sizeof(dk_decoded);
    const dk_status status = decode_as(call, all, chosen, *result);
    if (status == DK_OK) *out = result;
    return status;
  });
}

}  // namespace deckle::text
