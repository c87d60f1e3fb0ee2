// A link, image or other address of a document, as the pipeline asks the broker about it.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "diagnostics/diagnostic.hpp"

namespace deckle {

// A resource whose bytes the document carries.
struct HeldResource {
  std::uint32_t index = 0;  // in the document
  std::string_view name, media_type, bytes;
};

struct Reference {
  std::string_view from;     // the file in which it stands; empty: the document's input
  std::string_view address;  // as written
  bool is_resource = false;  // an image or media; else a link
  std::optional<HeldResource> held = {};
  static constexpr std::uint32_t unchecked = UINT32_MAX;
  std::uint32_t number = unchecked;  // among those that Broker::check() was asked for
};

// False: whatever the outputs do, the address stays as it is written and nothing is to be said about it: a link to
// another machine, or to a place in its own document.
bool concerns_files(const Reference& reference);

struct AddressAnswer {
  std::optional<std::string> address;  // nothing: as it is written
  std::optional<Diagnostic> problem;   // a warning that was not given before
};

}  // namespace deckle
