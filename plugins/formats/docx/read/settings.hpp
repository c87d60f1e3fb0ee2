// What may be asked of the reader.
#pragma once
#include <cstdint>
#include <deckle/options.hpp>

namespace docx {

enum class TrackChanges : std::uint8_t { accept, reject, all };

struct Settings {
  bool bookmarks = false, comments = false, headers_footers = false, heading_numbers = false, properties = false;
  deckle::Map<std::string_view> style_map;
  TrackChanges track_changes = TrackChanges::accept;
};

}  // namespace docx
