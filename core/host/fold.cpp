#include "host/fold.hpp"

#include <deckle/text.h>
#include <deckle/str.hpp>

#include <algorithm>

#include "host/call_context.hpp"

namespace deckle {
namespace {

std::string composed_and_folded(const dk_text& functions, const dk_call* call, std::string_view text) {
  dk_str composed{}, made{};
  if (functions.nfc(call, str(text), &composed) != DK_OK) return std::string(text);
  if (functions.fold_case(call, composed, &made) != DK_OK) return std::string(text);
  return std::string(made.ptr, static_cast<std::size_t>(made.len));
}

}  // namespace

std::string folded(HostTable& host, std::string_view text) {
  if (std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; })) {
    std::string made(text);
    for (char& c : made)
      if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
    return made;
  }
  const dk_host* const table = host.table();
  const auto* const functions = static_cast<const dk_text*>(table->extension(table, DK_EXT_TEXT));
  if (functions == nullptr) return std::string(text);
  DocumentReport report;
  DocumentContext around;
  around.host = table;
  around.report = &report;
  const ComponentManifest nobody;
  const CallContext context(around, nobody);
  return composed_and_folded(*functions, context.call(), text);
}

}  // namespace deckle
