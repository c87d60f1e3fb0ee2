// One layer of a job laid over another: maps merge, everything else is replaced, `key+` appends to a list, null takes
// away. A base, the job on it, a profile and `--set` are all layers.
#pragma once
#include <string>
#include <vector>

#include "job/job_sources.hpp"
#include "job/yaml_tree.hpp"

namespace deckle {

// What lies `below` (null: nothing) with `above` on it: maps, or what stands in place of one by mistake. Besides:
// - a layer that names another exporter for an output inherits none of that output's options;
// - a list of outputs is a map of them, named by their exporters, "html", "html-2";
// - over a list, a map of numbers from `set_layer` changes the items of these numbers (from 0).
// Nulls stay, for what they take away may come from a still lower layer.
class LayerMerge {
 public:
  enum class Additions { made, kept };  // kept: `key+` stays a key, for what is going to be a layer itself
  explicit LayerMerge(YamlArena& arena, Additions additions = Additions::made)
      : m_arena(arena), m_keeps_additions(additions == Additions::kept) {}

  const YamlNode* merged(const YamlNode* below, const YamlNode& above);
  // Sources from this number on are of the command line.
  void set_layers_from(std::uint16_t source) { m_first_set = source; }
  // Items that --set names and that are not there.
  const std::vector<const YamlNode*>& missing_items() const { return m_missing_items; }

 private:
  class Rows;
  const YamlNode* maps(const YamlNode* below, const YamlNode& above, bool is_job = false);
  const YamlNode* value(const YamlNode* below, const YamlNode& above);
  const YamlNode* appended(const YamlNode* below, const YamlNode& above);
  const YamlNode* items(const YamlNode& below, const YamlNode& above);
  const YamlNode* outputs(const YamlNode* below, const YamlNode& above);
  const YamlNode* output(const YamlNode* below, const YamlNode& above);

  YamlArena& m_arena;
  bool m_keeps_additions;
  std::uint32_t m_first_set = UINT32_MAX;
  std::vector<const YamlNode*> m_missing_items;
};

// A list of outputs as a map of names; other nodes as they are.
const YamlNode& named_outputs(const YamlNode& outputs, YamlArena& arena);

// Two layers that are to be laid over one another, in either order, with different results: the values of the first
// place where that is so.
struct Contradiction {
  const YamlNode *one = nullptr, *other = nullptr;
  std::string path;  // "outputs.web.path"
};
std::vector<Contradiction> contradictions(const YamlNode& one, const YamlNode& other);

}  // namespace deckle
