// A BCP 47 tag as ICU's locale; what is no tag gives the root locale, never that of the machine.
#pragma once
#include <deckle/base.h>
#include <unicode/locid.h>

namespace deckle::text {

inline icu::Locale locale_of(dk_str tag) {
  if (tag.len == 0 || tag.len > 100) return icu::Locale::getRoot();
  UErrorCode error = U_ZERO_ERROR;
  icu::Locale locale = icu::Locale::forLanguageTag({tag.ptr, static_cast<int32_t>(tag.len)}, error);
  return U_FAILURE(error) || locale.isBogus() ? icu::Locale::getRoot() : locale;
}

}  // namespace deckle::text
