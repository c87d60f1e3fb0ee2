#include "text/converter.hpp"

#include <unicode/ucnv_cb.h>
#include <unicode/utf16.h>

#include <algorithm>

namespace deckle::text {
namespace {

constexpr std::size_t chunk_size = 2048;               // source bytes at a time
constexpr std::size_t unit_capacity = 4 * chunk_size;  // no charset of ICU makes more UTF-16 of so many bytes

// The mistakes of one chunk.
struct Mistakes {
  uint64_t count = 0;
  const UChar* first = nullptr;  // the unit that stands for the first of them
};

// Called by ICU for a sequence that is malformed or has no meaning: U+FFFD, counted.
void replace(const void* context, UConverterToUnicodeArgs* args, const char*, int32_t, UConverterCallbackReason reason,
             UErrorCode* error) {
  if (reason > UCNV_IRREGULAR) return;  // not a mistake: the converter is reset, closed or copied
  auto* mistakes = static_cast<Mistakes*>(const_cast<void*>(context));
  if (mistakes->count++ == 0) mistakes->first = args->target;
  *error = U_ZERO_ERROR;
  static constexpr UChar replacement = 0xFFFD;
  ucnv_cbToUWriteUChars(args, &replacement, 1, 0, error);
}

// Takes UTF-16 units with the place of their bytes and writes characters. One character is held back until it is known
// where the next begins: only then is it certain that it came from one equal byte.
class Units {
 public:
  Units(std::string_view bytes, Transcript& out) : m_bytes(bytes), m_out(out) {}

  void add(UChar unit, std::size_t source) {
    source = std::max(source, m_source);  // ICU never steps back, but the map depends on it
    if (U16_IS_TRAIL(unit) && m_lead != 0) {
      hold(static_cast<char32_t>(U16_GET_SUPPLEMENTARY(m_lead, unit)), m_lead_source);
      m_lead = 0;
      return;
    }
    drop_lead();
    if (U16_IS_LEAD(unit)) {
      m_lead = unit;
      m_lead_source = source;
    } else {
      hold(U16_IS_SURROGATE(unit) ? utf8::replacement : unit, source);
    }
  }

  void finish() {
    drop_lead();
    if (m_held) release(m_bytes.size());
  }

 private:
  void drop_lead() {
    if (m_lead != 0) hold(utf8::replacement, m_lead_source);
    m_lead = 0;
  }

  void hold(char32_t code_point, std::size_t source) {
    if (m_held) release(source);
    m_held = true;
    m_code_point = code_point;
    m_source = source;
  }

  void release(std::size_t next) {
    const bool same =
        next == m_source + 1 && m_code_point < 0x80 && static_cast<unsigned char>(m_bytes[m_source]) == m_code_point;
    if (same) {
      m_out.same(reinterpret_cast<const uint8_t*>(m_bytes.data()) + m_source, 1, m_source);
    } else {
      m_out.made(m_code_point, m_source);
    }
  }

  std::string_view m_bytes;
  Transcript& m_out;
  char32_t m_code_point = 0;
  std::size_t m_source = 0, m_lead_source = 0;
  UChar m_lead = 0;
  bool m_held = false;
};

}  // namespace

Converter::Converter(const std::string& name) {
  UErrorCode error = U_ZERO_ERROR;
  m_converter.reset(ucnv_open(name.c_str(), &error));
  if (U_FAILURE(error)) m_converter.reset();
}

std::string_view Converter::public_name() const {
  UErrorCode error = U_ZERO_ERROR;
  const char* name = ucnv_getName(m_converter.get(), &error);
  for (const char* standard : {"MIME", "IANA"}) {
    UErrorCode unknown = U_ZERO_ERROR;
    const char* better = ucnv_getStandardName(name, standard, &unknown);
    if (better != nullptr) return better;
  }
  return name == nullptr ? "" : name;
}

bool Converter::single_byte_table(Table& table) const {
  const UConverterType type = ucnv_getType(m_converter.get());
  if (type != UCNV_SBCS && type != UCNV_LATIN_1 && type != UCNV_US_ASCII) return false;
  for (std::size_t k = 0; k < table.size(); ++k) {
    const char byte = static_cast<char>(k);
    UChar units[8];
    UErrorCode error = U_ZERO_ERROR;
    Mistakes mistakes;
    ucnv_setToUCallBack(m_converter.get(), replace, &mistakes, nullptr, nullptr, &error);
    const int32_t count = ucnv_toUChars(m_converter.get(), units, 8, &byte, 1, &error);
    if (U_FAILURE(error) || count != 1 || U16_IS_SURROGATE(units[0])) return false;
    table[k] = units[0];
  }
  return true;
}

bool Converter::run(std::string_view bytes, std::size_t begin, Transcript& out) const {
  UConverter* const converter = m_converter.get();
  ucnv_resetToUnicode(converter);
  Units writer(bytes, out);
  UChar units[unit_capacity];
  int32_t offsets[unit_capacity];
  std::size_t unfinished = begin;  // where the bytes begin that the converter has read but not used
  for (std::size_t at = begin;;) {
    const std::size_t end = std::min(bytes.size(), at + chunk_size);
    const char* source = bytes.data() + at;
    UChar* target = units;
    UErrorCode error = U_ZERO_ERROR;
    Mistakes mistakes;
    ucnv_setToUCallBack(converter, replace, &mistakes, nullptr, nullptr, &error);
    ucnv_toUnicode(converter, &target, units + unit_capacity, &source, bytes.data() + end, offsets, end == bytes.size(),
                   &error);
    const bool overflow = error == U_BUFFER_OVERFLOW_ERROR;
    if (U_FAILURE(error) && !overflow) return false;
    // A negative offset means a character whose first byte was in an earlier chunk.
    const auto place = [&](std::ptrdiff_t k) {
      return offsets[k] < 0 ? unfinished : at + static_cast<uint32_t>(offsets[k]);
    };
    if (mistakes.count != 0) out.mistakes(mistakes.count, mistakes.first < target ? place(mistakes.first - units) : at);
    for (std::ptrdiff_t k = 0; k < target - units; ++k) writer.add(units[k], place(k));
    at = static_cast<std::size_t>(source - bytes.data());
    error = U_ZERO_ERROR;
    const int32_t pending = ucnv_toUCountPending(converter, &error);
    unfinished = at - std::min(at - begin, static_cast<std::size_t>(std::max(pending, 0)));
    if (at == bytes.size() && !overflow) break;
  }
  writer.finish();
  return true;
}

}  // namespace deckle::text
