#include "engine/refusals.hpp"

#include <fmt/format.h>

namespace deckle {
namespace {

Diagnostic warning(std::string code, std::string message, std::string hint = {}) {
  Diagnostic made = error(std::move(code), std::move(message), std::move(hint));
  made.severity = Severity::warning;
  return made;
}

bool is_missing(const Diagnostic& reason) { return reason.code == "io.not-found" || reason.code == "io.not-a-folder"; }

std::string hint_for(std::string_view address) {
  return address.find('\\') == std::string_view::npos ? "" : "an address has slashes, no backslashes";
}

}  // namespace

Diagnostic refusal(AddressKind kind, std::string_view address) {
  const std::string what = shortened(address);
  switch (kind) {
    case AddressKind::absolute:
      return warning("resource.absolute", fmt::format("{}: absolute paths are not read", what),
                     "use a path relative to the document");
    case AddressKind::file:
      return warning("resource.file-url", fmt::format("{}: file: addresses are not read", what),
                     "use a path relative to the document");
    default: break;
  }
  return warning("resource.remote", fmt::format("{}: nothing is fetched from other machines", what),
                 "keep a copy beside the document");
}

Diagnostic unreachable(const Diagnostic& reason, std::string_view address) {
  const std::string what = shortened(address);
  if (reason.code == "io.outside")
    return warning("resource.outside", fmt::format("{}: it lies outside of the folders that may be read", what),
                   "allow its folder: run: resources in a job, --resource-path of convert");
  if (is_missing(reason)) return warning("resource.missing", what + ": there is no such file", hint_for(address));
  return warning("resource.unreadable", reason.message, reason.hint);
}

Diagnostic missing_link(const Diagnostic& reason, std::string_view address) {
  const std::string what = shortened(address);
  if (reason.code == "io.is-folder")
    return warning("link.missing", fmt::format("{}: this folder has no index or README among the inputs", what));
  if (is_missing(reason)) return warning("link.missing", what + ": there is no such input or file", hint_for(address));
  return warning("link.missing", reason.message, reason.hint);
}

}  // namespace deckle
