// Boundaries of graphemes, words, sentences and lines, by ICU's break iterators.
#include <unicode/brkiter.h>

#include <limits>
#include <memory>
#include <string>
#include <vector>

#include "text/functions.hpp"
#include "text/locale.hpp"
#include "text/results.hpp"

namespace deckle::text {
namespace {

using Factory = icu::BreakIterator* (*)(const icu::Locale&, UErrorCode&);

constexpr Factory factories[] = {icu::BreakIterator::createCharacterInstance, icu::BreakIterator::createWordInstance,
                                 icu::BreakIterator::createSentenceInstance, icu::BreakIterator::createLineInstance};

// Making an iterator costs more than using it on a line of text: the last one of each sort is kept. One thread only
// ever calls (rule R5 of the border).
icu::BreakIterator* iterator_for(uint32_t what, dk_str locale) {
  struct Kept {
    std::string locale;
    std::unique_ptr<icu::BreakIterator> iterator;
  };
  static Kept kept[std::size(factories)];
  Kept& slot = kept[what - DK_SEGMENT_GRAPHEME];
  if (slot.iterator == nullptr || slot.locale != view(locale)) {
    UErrorCode error = U_ZERO_ERROR;
    slot.iterator.reset(factories[what - DK_SEGMENT_GRAPHEME](locale_of(locale), error));
    if (U_FAILURE(error)) slot.iterator.reset();
    slot.locale = view(locale);
  }
  return slot.iterator.get();
}

dk_status boundaries(icu::BreakIterator& iterator, dk_str text, std::vector<uint32_t>& found) {
  UErrorCode error = U_ZERO_ERROR;
  UText* const source = utext_openUTF8(nullptr, text.len == 0 ? "" : text.ptr, static_cast<int64_t>(text.len), &error);
  iterator.setText(source, error);
  if (U_SUCCESS(error)) {
    for (int32_t at = iterator.first(); at != icu::BreakIterator::DONE; at = iterator.next()) {
      found.push_back(static_cast<uint32_t>(at));
    }
  }
  static constexpr char16_t nothing[] = u"";  // so that the iterator kept does not point to text that is gone
  UErrorCode ignored = U_ZERO_ERROR;
  UText* const empty = utext_openUChars(nullptr, nothing, 0, &ignored);
  iterator.setText(empty, ignored);
  utext_close(empty);
  utext_close(source);
  return U_FAILURE(error) ? DK_E_INTERNAL : DK_OK;
}

}  // namespace

dk_status segment(const dk_call* call, dk_str text, uint32_t what, dk_str locale, const uint32_t** out,
                  uint32_t* count) noexcept {
  return guarded([&]() -> dk_status {
    *out = nullptr;
    *count = 0;
    if (what < DK_SEGMENT_GRAPHEME || what > DK_SEGMENT_LINE) return DK_E_UNSUPPORTED;
    if (text.len > static_cast<uint64_t>(std::numeric_limits<int32_t>::max())) return DK_E_LIMIT;
    icu::BreakIterator* const iterator = iterator_for(what, locale);
    if (iterator == nullptr) return DK_E_INTERNAL;
    std::vector<uint32_t> found;
    if (const dk_status status = boundaries(*iterator, text, found); status != DK_OK) return status;
    if (found.size() == 1) found.push_back(0);  // empty text still has a first and a last boundary
    auto* copy = scratch_array<uint32_t>(call, found.size());
    if (copy == nullptr) return DK_E_NOMEM;
    std::memcpy(copy, found.data(), found.size() * sizeof(uint32_t));
    *out = copy;
    *count = static_cast<uint32_t>(found.size());
    return DK_OK;
  });
}

}  // namespace deckle::text
