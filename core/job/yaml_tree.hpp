// YAML as one tree in which every key and value knows its bytes of the text. The reader of jobs, front matter, dumps.
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace deckle {

enum class YamlType : std::uint8_t { null, scalar, list, map };
enum class YamlStyle : std::uint8_t { plain, quoted, block };  // block: literal or folded

struct YamlNode {
  YamlType type = YamlType::null;
  YamlStyle style = YamlStyle::plain;
  // Without properties (tag, anchor). A null that is not written is an empty range behind what precedes it. A block
  // ends behind its last letter. An alias has its own range, and for the rest is what it stands for.
  std::uint32_t begin = 0, end = 0;
  std::uint32_t weight = 1;                // nodes from here down, aliases expanded
  std::uint32_t height = 0;                // levels of lists and maps from here down
  std::uint16_t source = 0;                // which text `begin` and `end` are of, where trees of several are merged
  std::string_view value;                  // of a scalar, without quotes and escapes; of a null as written
  std::string_view tag;                    // as written: "!!str"
  std::span<const YamlNode* const> keys;   // of a map: scalars, no two equal
  std::span<const YamlNode* const> items;  // of a list or map

  bool is_null() const { return type == YamlType::null; }
  bool is_scalar() const { return type == YamlType::scalar; }
  bool is_list() const { return type == YamlType::list; }
  bool is_map() const { return type == YamlType::map; }
  const YamlNode* find(std::string_view key) const;  // of a map, or null
};

struct YamlLimits {
  std::uint32_t max_depth = 64;         // levels of lists and maps; 480 at most
  std::uint32_t max_expanded = 10'000;  // nodes that aliases stand for
  std::uint64_t max_bytes = 4u << 20;
  bool only_document = false;                      // another document behind the first is a problem
  const volatile std::uint32_t* cancel = nullptr;  // reading ends when it is not zero any more
};

struct YamlProblem {
  std::string code, message, hint;
  std::uint64_t begin = 0, end = 0;
  std::uint64_t related_begin = 0, related_end = 0;  // equal: nothing related
};

// Keeps its nodes, their values and children; not the text.
class YamlTree {
 public:
  YamlTree(std::shared_ptr<const void> memory, const YamlNode* root) : m_memory(std::move(memory)), m_root(root) {}
  const YamlNode& root() const { return *m_root; }

 private:
  std::shared_ptr<const void> m_memory;
  const YamlNode* m_root;
};

struct YamlResult {
  std::optional<YamlTree> tree;
  // When there is no tree: a mistake in the grammar, which ends reading, and before it the keys that stand twice in
  // maps that were read whole, at most a hundred, in the order of the text.
  std::vector<YamlProblem> problems;
};

// The first document of the text; a null when there is none. Every node gets the number of the source.
YamlResult read_yaml(std::string_view text, const YamlLimits& limits = {}, std::uint16_t source = 0);

}  // namespace deckle
