#include "document/tables.hpp"

#include <initializer_list>

namespace deckle {
namespace {

// Numbers and strings as one string that differs when any of them does.
std::string joined(std::initializer_list<std::uint64_t> numbers, std::string_view name, std::string_view media_type) {
  std::string key(reinterpret_cast<const char*>(numbers.begin()), numbers.size() * sizeof(std::uint64_t));
  const std::uint64_t length = name.size();
  key.append(reinterpret_cast<const char*>(&length), sizeof length);
  return key.append(name).append(media_type);
}

std::string key_of(const dk_source_record& source, std::string_view name, std::string_view media_type) {
  return joined({source.parent, source.what, source.bytes}, name, media_type);
}

// Of the bytes only a hash: whoever finds the key compares them.
std::string key_of(const dk_resource_record& resource, std::string_view name, std::string_view media_type,
                   std::string_view bytes) {
  return joined({resource.source, resource.flags, bytes.size(), std::hash<std::string_view>()(bytes)}, name,
                media_type);
}

}  // namespace

void Tables::clear() {
  nodes.clear(), attrs.clear(), spans.clear(), text.clear(), names.clear(), sources.clear(), resources.clear(),
      blobs.clear();
  carried.clear();
  m_keys.clear(), m_kinds.clear(), m_sources.clear(), m_resources.clear();
}

std::uint32_t Tables::add_text(std::string_view string) {
  if (string.empty()) return 0;
  const auto offset = static_cast<std::uint32_t>(text.size());
  text.append(string.data(), string.size());
  return offset;
}

std::uint32_t Tables::intern_key(std::string_view name) { return intern(m_keys, name, 0, 0); }

std::uint32_t Tables::intern_kind(std::string_view name, std::uint16_t flags) {
  return intern(m_kinds, name, 1, flags);
}

std::uint32_t Tables::intern(std::unordered_map<std::string, std::uint32_t>& known, std::string_view name,
                             std::uint32_t is_kind, std::uint16_t flags) {
  const auto [at, is_new] = known.try_emplace(std::string(name), static_cast<std::uint32_t>(names.size()));
  if (is_new) names.push({add_text(name), static_cast<std::uint32_t>(name.size()), is_kind, flags});
  return at->second;
}

std::uint32_t Tables::add_source(dk_source_record source, std::string_view name, std::string_view media_type) {
  const auto index = static_cast<std::uint32_t>(sources.size());
  source.name_off = add_text(name), source.name_len = static_cast<std::uint32_t>(name.size());
  source.media_off = add_text(media_type), source.media_len = static_cast<std::uint32_t>(media_type.size());
  sources.push(source);
  m_sources.try_emplace(key_of(source, name, media_type), index);
  return index;
}

std::uint32_t Tables::add_resource(dk_resource_record resource, std::string_view name, std::string_view media_type,
                                   std::string_view bytes) {
  const auto index = static_cast<std::uint32_t>(resources.size());
  resource.name_off = add_text(name), resource.name_len = static_cast<std::uint32_t>(name.size());
  resource.media_off = add_text(media_type), resource.media_len = static_cast<std::uint32_t>(media_type.size());
  resource.bytes_off = bytes.empty() ? 0 : blobs.size(), resource.bytes_len = bytes.size();
  blobs.append(bytes.data(), bytes.size());
  resources.push(resource);
  m_resources.try_emplace(key_of(resource, name, media_type, bytes), index);
  return index;
}

std::uint32_t Tables::intern_source(dk_source_record source, std::string_view name, std::string_view media_type) {
  const auto known = m_sources.find(key_of(source, name, media_type));
  return known == m_sources.end() ? add_source(source, name, media_type) : known->second;
}

std::uint32_t Tables::intern_resource(dk_resource_record resource, std::string_view name, std::string_view media_type,
                                      std::string_view bytes) {
  const auto known = m_resources.find(key_of(resource, name, media_type, bytes));
  const bool is_equal = known != m_resources.end() &&
                        std::string_view(blobs.data() + resources[known->second].bytes_off, bytes.size()) == bytes;
  return is_equal ? known->second : add_resource(resource, name, media_type, bytes);
}

}  // namespace deckle
