// What may be asked of the reader.
#pragma once
#include <cstdint>

namespace docx {

enum class TrackChanges : std::uint8_t { accept, reject, all };

struct Settings {
  TrackChanges track_changes = TrackChanges::accept;
};

}  // namespace docx
