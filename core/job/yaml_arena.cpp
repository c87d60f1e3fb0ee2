#include "job/yaml_arena.hpp"

#include <algorithm>
#include <cstring>
#include <new>

namespace deckle {

YamlNode* YamlArena::copy(const YamlNode& like) {
  return new (m_memory.allocate(sizeof(YamlNode), alignof(YamlNode))) YamlNode(like);
}

const YamlNode* YamlArena::scalar(const YamlNode& like, std::string_view value) {
  YamlNode* const made = copy(like);
  made->type = YamlType::scalar;
  made->keys = made->items = {};
  made->value = {};
  if (value.empty()) return made;
  char* const kept = static_cast<char*>(m_memory.allocate(value.size(), 1));
  std::memcpy(kept, value.data(), value.size());
  made->value = {kept, value.size()};
  return made;
}

std::span<const YamlNode* const> YamlArena::keep(std::span<const YamlNode* const> row) {
  if (row.empty()) return {};
  auto* const kept = static_cast<const YamlNode**>(m_memory.allocate(row.size_bytes(), alignof(const YamlNode*)));
  std::copy(row.begin(), row.end(), kept);
  return {kept, row.size()};
}

const YamlNode* YamlArena::list(const YamlNode& like, std::span<const YamlNode* const> items) {
  YamlNode* const made = copy(like);
  made->type = YamlType::list;
  made->keys = {};
  made->items = keep(items);
  return made;
}

const YamlNode* YamlArena::map(const YamlNode& like, std::span<const YamlNode* const> keys,
                               std::span<const YamlNode* const> items) {
  YamlNode* const made = copy(like);
  made->type = YamlType::map;
  made->keys = keep(keys);
  made->items = keep(items);
  return made;
}

}  // namespace deckle
