#include "host/source_places.hpp"

#include <algorithm>

namespace deckle {

void SourcePlaces::add(std::uint32_t id, std::string name, std::string_view bytes) {
  m_sources.insert_or_assign(id, Source{std::move(name), bytes, {}});
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
  if (const auto known = m_sources.find(span.source); known != m_sources.end()) {
    const Source& source = known->second;
    if (!source.places) source.places.emplace(source.name, source.bytes);
    return source.places->at(span.begin, span.end);
  }
  // Parts name their container before them: book.epub!/chapter.xhtml. Parents come earlier, so this ends.
  Place place;
  place.offset = span.begin;
  dk_source_record record{};
  std::string name;
  for (std::uint32_t id = span.source; document && record_of(*document, id, record, name); id = record.parent) {
    place.file = place.file.empty() ? name : name + "!/" + place.file;
    if (record.parent >= id) break;
    if (const auto outer = m_sources.find(record.parent); outer != m_sources.end()) {
      place.file = outer->second.name + "!/" + place.file;
      break;
    }
  }
  return place;
}

}  // namespace deckle
