#include "host/links_extension.hpp"

#include <cstring>

#include "host/call_context.hpp"

namespace deckle {
namespace {

dk_status address(const dk_call* call, std::uint32_t node, dk_str written, dk_str* out) noexcept {
  *out = written;
  try {
    const AddressMap* map = static_cast<CallContext*>(call->ctx)->addresses();
    if (!map || written.len == 0) return DK_OK;
    const auto mapped = map->address(node, {written.ptr, static_cast<std::size_t>(written.len)});
    if (!mapped) return DK_OK;
    auto* kept = static_cast<char*>(call->scratch(call->ctx, mapped->size() + 1, 1));
    if (!kept) return DK_E_NOMEM;
    std::memcpy(kept, mapped->data(), mapped->size());
    *out = {kept, mapped->size()};
    return DK_OK;
  } catch (...) {
    return DK_E_NOMEM;
  }
}

constexpr dk_links table = {sizeof(dk_links), 0, address};

}  // namespace

const dk_links* links_extension() { return &table; }

}  // namespace deckle
