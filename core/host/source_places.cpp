#include "host/source_places.hpp"

#include <algorithm>

namespace deckle {

void SourcePlaces::add(std::uint32_t id, std::string name, std::string_view bytes) {
  m_bytes.insert_or_assign(name, bytes);
  m_places.erase(name);  // those in bytes that went by this name before
  m_names.insert_or_assign(id, std::move(name));
}

// Null when the bytes cannot be had.
const TextPlaces* SourcePlaces::places_in(const std::string& file) const {
  if (const auto made = m_places.find(file); made != m_places.end()) return &made->second;
  std::optional<std::string_view> bytes;
  if (const auto known = m_bytes.find(file); known != m_bytes.end())
    bytes = known->second;
  else if (m_opener)
    bytes = m_opener(file);
  return bytes ? &m_places.try_emplace(file, file, *bytes).first->second : nullptr;
}

namespace {

// A source as the document lists it: the name, and what it is a part of.
bool record_of(const dk_doc& document, std::uint32_t id, dk_source_record& record, std::string& name) {
  if (id >= document.sources.count || document.sources.stride < sizeof record) return false;
  std::copy_n(document.sources.at + std::uint64_t{id} * document.sources.stride, sizeof record,
              reinterpret_cast<std::uint8_t*>(&record));
  if (record.name_off > document.text.count || record.name_len > document.text.count - record.name_off) return false;
  name.assign(reinterpret_cast<const char*>(document.text.at) + record.name_off, record.name_len);
  return true;
}

}  // namespace

Place SourcePlaces::place(const dk_span& span, const dk_doc* document) const {
  Place place;
  place.offset = span.begin;
  dk_source_record record{};
  std::string name;
  bool is_file = document == nullptr;
  if (is_file) {
    const auto known = m_names.find(span.source);
    if (known == m_names.end()) {
      if (m_namer) place.file = m_namer(span.source);
      return place;
    }
    place.file = known->second;
  }
  // Parts name their container before them: book.epub!/chapter.xhtml. Parents come earlier, so this ends.
  for (std::uint32_t id = span.source; document && record_of(*document, id, record, name); id = record.parent) {
    is_file = id == span.source && record.what == DK_SOURCE_FILE;
    place.file = place.file.empty() ? name : name + "!/" + place.file;
    if (record.parent >= id) break;
  }
  const TextPlaces* places = is_file ? places_in(place.file) : nullptr;
  return places ? places->at(span.begin, span.end) : place;
}

}  // namespace deckle
