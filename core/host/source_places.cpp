#include "host/source_places.hpp"

#include <algorithm>

namespace deckle {

void SourcePlaces::add(std::uint32_t id, std::string name, std::string_view bytes) {
  m_bytes.insert_or_assign(name, bytes);
  m_places.erase(name);  // those in bytes that went by this name before
  m_names.insert_or_assign(id, std::move(name));
}

// Null when the bytes cannot be had.
const TextPlaces* SourcePlaces::places_in(std::string_view name) const {
  if (const auto made = m_places.find(name); made != m_places.end()) return &made->second;
  const std::string file(name);
  std::optional<std::string_view> bytes;
  if (const auto known = m_bytes.find(file); known != m_bytes.end()) bytes = known->second;
  else if (m_opener) bytes = m_opener(file);
  return bytes ? &m_places.try_emplace(file, file, *bytes).first->second : nullptr;
}

namespace {

// A source as the document lists it: the name, and what it is a part of.
bool record_of(const dk_doc& document, std::uint32_t id, dk_source_record& record, std::string_view& name) {
  if (id >= document.sources.count || document.sources.stride < sizeof record) return false;
  std::copy_n(document.sources.at + std::uint64_t{id} * document.sources.stride, sizeof record,
              reinterpret_cast<std::uint8_t*>(&record));
  if (record.name_off > document.text.count || record.name_len > document.text.count - record.name_off) return false;
  name = {reinterpret_cast<const char*>(document.text.at) + record.name_off, record.name_len};
  return true;
}

}  // namespace

Place SourcePlaces::place(const dk_span& span, const dk_doc* document) const {
  return document != nullptr ? place_in(*document, span) : place_of_added(span);
}

Place SourcePlaces::place_of_added(const dk_span& span) const {
  Place place;
  place.offset = span.begin;
  const auto known = m_names.find(span.source);
  if (known == m_names.end()) {
    if (m_namer) place.file = m_namer(span.source);
    return place;
  }
  if (const TextPlaces* places = places_in(known->second)) return places->at(span.begin, span.end);
  place.file = known->second;
  return place;
}

Place SourcePlaces::place_in(const dk_doc& document, const dk_span& span) const {
  Place place;
  place.offset = span.begin;
  dk_source_record record{};
  std::string_view name;
  // Parts name their container before them: book.epub!/chapter.xhtml. Parents come earlier, so this ends.
  for (std::uint32_t id = span.source; record_of(document, id, record, name); id = record.parent) {
    const bool is_file = id == span.source && record.what == DK_SOURCE_FILE;
    if (const TextPlaces* places = is_file && record.parent >= id ? places_in(name) : nullptr)
      return places->at(span.begin, span.end);
    place.file = place.file.empty() ? std::string(name) : std::string(name) + "!/" + place.file;
    if (record.parent >= id) break;
  }
  return place;
}

}  // namespace deckle
