// The functions behind the table of deckle.text/1 (abi/deckle/text.h states what each of them does), one file each.
#pragma once
#include <deckle/text.h>

namespace deckle::text {

dk_status decode(const dk_call* call, const uint8_t* bytes, uint64_t len, dk_str charset,
                 const dk_decoded** out) noexcept;
dk_status nfc(const dk_call* call, dk_str text, dk_str* out) noexcept;
dk_status fold_case(const dk_call* call, dk_str text, dk_str* out) noexcept;
dk_status lower(const dk_call* call, dk_str text, dk_str locale, dk_str* out) noexcept;
dk_status segment(const dk_call* call, dk_str text, uint32_t what, dk_str locale, const uint32_t** out,
                  uint32_t* count) noexcept;
uint64_t width(dk_str text) noexcept;
uint32_t category(uint32_t code_point) noexcept;

}  // namespace deckle::text

extern "C" DK_EXPORT const dk_text* deckle_text_extension(void);
