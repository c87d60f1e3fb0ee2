// The tables of a document while it is being made; reused from one document to the next.
#pragma once
#include <deckle/document.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "document/pool.hpp"

namespace deckle {

// A section this program does not know, carried along as it is.
struct CarriedSection {
  dk_section header;
  std::string bytes;
};

class Tables {
 public:
  Pool<dk_node> nodes;
  Pool<dk_attr> attrs;
  Pool<dk_span> spans;
  Pool<char> text;
  Pool<dk_name> names;
  Pool<dk_source_record> sources;
  Pool<dk_resource_record> resources;
  Pool<char> blobs;
  std::vector<CarriedSection> carried;

  void clear();
  // Adds a string to the text and gives its offset; 0 for an empty one.
  std::uint32_t add_text(std::string_view string);
  // The index in `names` of a key, or of a kind with its flags; the same for the same name.
  std::uint32_t intern_key(std::string_view name);
  std::uint32_t intern_kind(std::string_view name, std::uint16_t flags);
  // Adds a source or resource; where its strings and bytes lie is for this call to say. intern_: unless an equal one is
  // there.
  std::uint32_t add_source(dk_source_record source, std::string_view name, std::string_view media_type);
  std::uint32_t add_resource(dk_resource_record resource, std::string_view name, std::string_view media_type,
                             std::string_view bytes);
  std::uint32_t intern_source(dk_source_record source, std::string_view name, std::string_view media_type);
  std::uint32_t intern_resource(dk_resource_record resource, std::string_view name, std::string_view media_type,
                                std::string_view bytes);
  std::string_view text_at(std::uint32_t offset, std::uint32_t length) const { return {text.data() + offset, length}; }

 private:
  std::uint32_t intern(std::unordered_map<std::string, std::uint32_t>& known, std::string_view name,
                       std::uint32_t is_kind, std::uint16_t flags);
  std::unordered_map<std::string, std::uint32_t> m_keys, m_kinds;
  std::unordered_map<std::string, std::uint32_t> m_sources, m_resources;  // by all that makes them equal
};

}  // namespace deckle
