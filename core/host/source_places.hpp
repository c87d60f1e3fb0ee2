// From the spans of a document to what people read: file, line, column, the line itself.
#pragma once
#include <deckle/document.h>

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "diagnostics/text_places.hpp"

namespace deckle {

// The sources of one document. Bytes must outlive it.
class SourcePlaces {
 public:
  // The bytes of a file that the document lists and nobody added; nothing when it cannot be had.
  using Opener = std::function<std::optional<std::string_view>(const std::string& name)>;

  // `id`: the number by which the document under construction knows it.
  void add(std::uint32_t id, std::string name, std::string_view bytes);
  void open_with(Opener opener) { m_opener = std::move(opener); }
  // The name of a source of a document under construction that nobody added: a part of a container.
  using Namer = std::function<std::string(std::uint32_t id)>;
  void name_with(Namer namer) { m_namer = std::move(namer); }
  // A span of a source that `document` lists; null: of one that was added by that number. Parts of containers and files
  // whose bytes cannot be had have no line. No file when nobody knows the source.
  Place place(const dk_span& span, const dk_doc* document) const;

 private:
  Place place_of_added(const dk_span& span) const;
  Place place_in(const dk_doc& document, const dk_span& span) const;
  const TextPlaces* places_in(std::string_view name) const;

  Opener m_opener;
  Namer m_namer;
  std::map<std::uint32_t, std::string> m_names;
  std::map<std::string, std::string_view> m_bytes;                  // by name
  mutable std::map<std::string, TextPlaces, std::less<>> m_places;  // by name; made when a place is asked for
};

}  // namespace deckle
