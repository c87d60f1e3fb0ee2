#include "job/merge.hpp"

#include <fmt/format.h>

#include <map>
#include <unordered_map>

#include "job/scalars.hpp"

namespace deckle {
namespace {

bool appends(std::string_view key) { return key.size() > 1 && key.back() == '+'; }

bool equal(const YamlNode& one, const YamlNode& other) {
  if (&one == &other) return true;
  if (one.type != other.type || one.items.size() != other.items.size()) return false;
  if (one.is_scalar()) return one.value == other.value;
  for (std::size_t k = 0; k < one.items.size(); ++k) {
    if (one.is_map() && one.keys[k]->value != other.keys[k]->value) return false;
    if (!equal(*one.items[k], *other.items[k])) return false;
  }
  return true;
}

bool names_another_exporter(const YamlNode& below, const YamlNode& above) {
  const YamlNode *const old = below.find("exporter"), *const now = above.find("exporter");
  return old != nullptr && now != nullptr && !equal(*old, *now);
}

}  // namespace

// The rows of a map under construction; keys are found at once however many there are.
class LayerMerge::Rows {
 public:
  explicit Rows(const YamlNode* below) {
    if (below == nullptr || !below->is_map()) return;
    for (std::size_t k = 0; k < below->keys.size(); ++k) put(below->keys[k], below->items[k]);
  }

  const YamlNode* find(std::string_view key) const {
    const auto known = m_index.find(key);
    return known == m_index.end() ? nullptr : m_items[known->second];
  }

  void put(const YamlNode* key, const YamlNode* item) {
    const auto [known, is_new] = m_index.try_emplace(key->value, m_keys.size());
    if (is_new) {
      m_keys.push_back(key);
      m_items.push_back(item);
    } else {
      m_keys[known->second] = key;
      m_items[known->second] = item;
    }
  }

  const YamlNode* map(const YamlNode& like, YamlArena& arena) const { return arena.map(like, m_keys, m_items); }

 private:
  std::vector<const YamlNode*> m_keys, m_items;
  std::unordered_map<std::string_view, std::size_t> m_index;
};

const YamlNode* LayerMerge::merged(const YamlNode* below, const YamlNode& above) {
  return above.is_map() ? maps(below, above, true) : &above;
}

const YamlNode* LayerMerge::maps(const YamlNode* below, const YamlNode& above, bool is_job) {
  Rows rows(below);
  for (std::size_t k = 0; k < above.keys.size(); ++k) {
    const YamlNode* key = above.keys[k];
    const YamlNode& item = *above.items[k];
    const bool adds = !m_keeps_additions && appends(key->value);
    if (adds) key = m_arena.scalar(*key, key->value.substr(0, key->value.size() - 1));
    const YamlNode* const old = rows.find(key->value);
    rows.put(key, is_job && key->value == "outputs" ? outputs(old, item)
                  : adds                            ? appended(old, item)
                                                    : value(old, item));
  }
  return rows.map(above, m_arena);
}

const YamlNode* LayerMerge::value(const YamlNode* below, const YamlNode& above) {
  if (!above.is_map()) return &above;
  if (below != nullptr && below->is_list() && above.source >= m_first_set) return items(*below, above);
  return maps(below, above);
}

// What is no list counts as a list of one.
const YamlNode* LayerMerge::appended(const YamlNode* below, const YamlNode& above) {
  std::vector<const YamlNode*> all;
  for (const YamlNode* part : {below, &above}) {
    if (part == nullptr || part->is_null()) continue;
    if (part->is_list()) all.insert(all.end(), part->items.begin(), part->items.end());
    else all.push_back(part);
  }
  return m_arena.list(above, all);
}

const YamlNode* LayerMerge::items(const YamlNode& below, const YamlNode& above) {
  std::vector<const YamlNode*> all(below.items.begin(), below.items.end());
  for (std::size_t k = 0; k < above.keys.size(); ++k) {
    const auto number = int_of(above.keys[k]->value);
    if (!number || *number < 0 || static_cast<std::uint64_t>(*number) >= all.size()) {
      m_missing_items.push_back(above.keys[k]);
      continue;
    }
    const YamlNode*& item = all[static_cast<std::size_t>(*number)];
    item = value(item, *above.items[k]);
  }
  return m_arena.list(below, all);
}

const YamlNode* LayerMerge::outputs(const YamlNode* below, const YamlNode& above) {
  const YamlNode& named = named_outputs(above, m_arena);
  if (!named.is_map()) return &named;
  Rows rows(below);
  for (std::size_t k = 0; k < named.keys.size(); ++k)
    rows.put(named.keys[k], output(rows.find(named.keys[k]->value), *named.items[k]));
  return rows.map(named, m_arena);
}

const YamlNode* LayerMerge::output(const YamlNode* below, const YamlNode& above) {
  if (!above.is_map()) return &above;
  if (below == nullptr || !below->is_map() || !names_another_exporter(*below, above)) return maps(below, above);
  Rows without_options(nullptr);
  for (std::size_t k = 0; k < below->keys.size(); ++k)
    if (below->keys[k]->value != "options") without_options.put(below->keys[k], below->items[k]);
  return maps(without_options.map(*below, m_arena), above);
}

const YamlNode& named_outputs(const YamlNode& outputs, YamlArena& arena) {
  if (!outputs.is_list()) return outputs;
  std::vector<const YamlNode*> keys;
  std::map<std::string, int, std::less<>> used;
  for (const YamlNode* output : outputs.items) {
    const YamlNode* const exporter = output->is_map() ? output->find("exporter") : nullptr;
    const YamlNode& like = exporter != nullptr ? *exporter : *output;
    std::string name(exporter != nullptr && exporter->is_scalar() ? exporter->value : "output");
    if (const int times = ++used[name]; times > 1) name += fmt::format("-{}", times);
    keys.push_back(arena.scalar(like, name));
  }
  return *arena.map(outputs, keys, outputs.items);
}

static void compare(const YamlNode& one, const YamlNode& other, const std::string& path,
                    std::vector<Contradiction>& found) {
  if (!one.is_map() || !other.is_map()) {
    if (!equal(one, other)) found.push_back({&one, &other, path});
    return;
  }
  std::unordered_map<std::string_view, const YamlNode*> of_one;
  for (std::size_t k = 0; k < one.keys.size(); ++k) of_one.emplace(one.keys[k]->value, one.items[k]);
  for (std::size_t k = 0; k < other.keys.size(); ++k) {
    const std::string_view key = other.keys[k]->value;
    const auto same = of_one.find(key);
    if (same == of_one.end() || appends(key)) continue;
    compare(*same->second, *other.items[k], path.empty() ? std::string(key) : fmt::format("{}.{}", path, key), found);
  }
}

std::vector<Contradiction> contradictions(const YamlNode& one, const YamlNode& other) {
  std::vector<Contradiction> found;
  compare(one, other, {}, found);
  return found;
}

}  // namespace deckle
