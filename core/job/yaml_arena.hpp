// Nodes made of other nodes: what merging and expansion give. A made node has the place of the node it is made like.
#pragma once
#include <memory_resource>
#include <span>
#include <string_view>

#include "job/yaml_tree.hpp"

namespace deckle {

// Owns what it makes; nothing is freed before it goes. Nodes of other trees that are put into rows have to outlive it.
class YamlArena {
 public:
  YamlNode* copy(const YamlNode& like);
  const YamlNode* scalar(const YamlNode& like, std::string_view value);
  const YamlNode* list(const YamlNode& like, std::span<const YamlNode* const> items);
  // Rows of one length.
  const YamlNode* map(const YamlNode& like, std::span<const YamlNode* const> keys,
                      std::span<const YamlNode* const> items);

 private:
  std::span<const YamlNode* const> keep(std::span<const YamlNode* const> row);

  std::pmr::monotonic_buffer_resource m_memory;
};

}  // namespace deckle
