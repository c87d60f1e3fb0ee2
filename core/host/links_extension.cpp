#include "host/links_extension.hpp"

#include <deckle/str.hpp>

#include "host/call_context.hpp"

namespace deckle {
namespace {

AddressMap* map_of(const dk_call* call) { return static_cast<CallContext*>(call->ctx)->addresses(); }

dk_status address(const dk_call* call, std::uint32_t node, dk_str written, dk_str* out) noexcept {
  *out = written;
  try {
    if (AddressMap* map = map_of(call)) *out = str(map->address(node, view(written)));
    return DK_OK;
  } catch (...) {
    return DK_E_NOMEM;
  }
}

dk_status content(const dk_call* call, std::uint32_t node, dk_str written, const dk_source** out) noexcept {
  *out = nullptr;
  try {
    if (AddressMap* map = map_of(call)) *out = map->content(node, view(written));
    return DK_OK;
  } catch (...) {
    return DK_E_NOMEM;
  }
}

constexpr dk_links table = {sizeof(dk_links), 0, address, content};

}  // namespace

const dk_links* links_extension() { return &table; }

}  // namespace deckle
