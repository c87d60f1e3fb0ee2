// Forms of text that compare: NFC, folded case, lower case.
#include <unicode/bytestream.h>
#include <unicode/casemap.h>
#include <unicode/locid.h>
#include <unicode/normalizer2.h>

#include <limits>
#include <string>

#include "text/functions.hpp"
#include "text/locale.hpp"
#include "text/results.hpp"

namespace deckle::text {
namespace {

// Runs one of ICU's functions from UTF-8 to UTF-8. An unchanged text is copied too: results belong to the call.
template <class Change>
dk_status changed(const dk_call* call, dk_str text, dk_str* out, const Change& change) noexcept {
  return guarded([&]() -> dk_status {
    *out = {nullptr, 0};
    if (text.len > static_cast<uint64_t>(std::numeric_limits<int32_t>::max())) return DK_E_LIMIT;
    std::string result;
    result.reserve(text.len + text.len / 8);
    icu::StringByteSink<std::string> sink(&result);
    UErrorCode error = U_ZERO_ERROR;
    change(icu::StringPiece(text.ptr, static_cast<int32_t>(text.len)), sink, error);
    if (error == U_MEMORY_ALLOCATION_ERROR) return DK_E_NOMEM;
    if (U_FAILURE(error)) return DK_E_INTERNAL;
    return give(call, result, out);
  });
}

}  // namespace

dk_status nfc(const dk_call* call, dk_str text, dk_str* out) noexcept {
  return changed(call, text, out, [](icu::StringPiece from, icu::ByteSink& sink, UErrorCode& error) {
    const icu::Normalizer2* normalizer = icu::Normalizer2::getNFCInstance(error);
    if (U_SUCCESS(error)) normalizer->normalizeUTF8(0, from, sink, nullptr, error);
  });
}

dk_status fold_case(const dk_call* call, dk_str text, dk_str* out) noexcept {
  return changed(call, text, out, [](icu::StringPiece from, icu::ByteSink& sink, UErrorCode& error) {
    icu::CaseMap::utf8Fold(0, from, sink, nullptr, error);
  });
}

dk_status lower(const dk_call* call, dk_str text, dk_str locale, dk_str* out) noexcept {
  return changed(call, text, out, [&](icu::StringPiece from, icu::ByteSink& sink, UErrorCode& error) {
    icu::CaseMap::utf8ToLower(locale_of(locale).getName(), 0, from, sink, nullptr, error);
  });
}

}  // namespace deckle::text
