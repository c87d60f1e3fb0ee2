// Results lie in the scratch memory of the call.
#pragma once
#include <deckle/host.h>

#include <cstring>
#include <string_view>

#include "diagnostics/guarded.hpp"

namespace deckle::text {

// Room for `count` values; null when there is none, also for none.
template <class T>
T* scratch_array(const dk_call* call, uint64_t count) {
  if (count > UINT64_MAX / sizeof(T)) return nullptr;
  return static_cast<T*>(call->scratch(call->ctx, count * sizeof(T), alignof(T)));
}

inline dk_status give(const dk_call* call, std::string_view text, dk_str* out) {
  *out = {nullptr, 0};
  if (text.empty()) return DK_OK;
  char* copy = scratch_array<char>(call, text.size());
  if (copy == nullptr) return DK_E_NOMEM;
  std::memcpy(copy, text.data(), text.size());
  *out = {copy, text.size()};
  return DK_OK;
}

inline std::string_view view(dk_str text) {
  return text.len == 0 ? std::string_view() : std::string_view(text.ptr, text.len);
}

using deckle::guarded;

}  // namespace deckle::text
