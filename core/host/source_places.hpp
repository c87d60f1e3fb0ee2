// From the spans of a document to what people read: file, line, column, the line itself.
#pragma once
#include <deckle/document.h>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "diagnostics/text_places.hpp"

namespace deckle {

// The sources of one document. Bytes must outlive it.
class SourcePlaces {
 public:
  void add(std::uint32_t id, std::string name, std::string_view bytes);
  // A span of a source that was added; or of one that `document` (may be null) lists, a part of a container for
  // example: then without a line. No file when nobody knows the source.
  Place place(const dk_span& span, const dk_doc* document) const;
  void clear() { m_sources.clear(); }

 private:
  struct Source {
    std::string name;
    std::string_view bytes;
    mutable std::optional<TextPlaces> places;  // made when the first place is asked for
  };
  std::map<std::uint32_t, Source> m_sources;
};

}  // namespace deckle
