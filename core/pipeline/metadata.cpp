#include "pipeline/metadata.hpp"

#include <deckle/str.hpp>

#include <map>

namespace deckle {
namespace {

// Writes values through the builder's face. Its failures stay in the edits, which refuse to be applied then.
// Values come from YAML, whose depth is bounded by its reader.
class Writer {
 public:
  explicit Writer(dk_builder& builder) : m_builder(builder) {}

  void write(const std::string* key, const MetaValue& value) {
    std::visit([&](const auto& held) { put(key, held); }, value.value);
  }

 private:
  void open(std::uint16_t kind, const std::string* key, std::string_view text = {}) {
    m_builder.open(m_builder.ctx, kind, str(text), nullptr);
    if (key != nullptr) m_builder.attr(m_builder.ctx, DK_KEY_KEY, DK_A_STRING, key->data(), key->size());
  }
  void close() { m_builder.close(m_builder.ctx, 1); }

  void put(const std::string* key, const std::string& text) {
    open(DK_KIND_META_STRING, key, text);
    close();
  }
  void put(const std::string* key, bool value) {
    const std::uint32_t raw = value;
    open(DK_KIND_META_BOOL, key);
    m_builder.attr(m_builder.ctx, DK_KEY_VALUE, DK_A_BOOL, &raw, sizeof raw);
    close();
  }
  void put(const std::string* key, const MetaValue::List& list) {
    open(DK_KIND_META_LIST, key);
    for (const MetaValue& item : list) write(nullptr, item);
    close();
  }
  void put(const std::string* key, const MetaValue::Map& map) {
    open(DK_KIND_META_MAP, key);
    for (const auto& [name, value] : map) write(&name, value);
    close();
  }

  dk_builder& m_builder;
};

void add(dk_edits& edits, std::uint32_t node, std::uint32_t place, const std::string& key, const MetaValue& value) {
  dk_builder* content = nullptr;
  if (edits.put(edits.ctx, node, place, &content) == DK_OK) Writer(*content).write(&key, value);
}

}  // namespace

Result<Block> with_metadata(const Block& block, const MetadataRules& rules, EditList& edits,
                            const BuildLimits& limits) {
  if (rules.empty()) return block;
  edits.begin(block, limits);
  const Node metadata = block.document().metadata();
  std::map<std::string_view, std::uint32_t> own;
  for (const Node entry : metadata.children()) own.emplace(entry.string(Key::key), entry.index());
  std::map<std::string_view, bool> overridden;
  for (const auto& [key, value] : rules.overrides) {
    const auto found = own.find(key);
    overridden[key] = true;
    if (found != own.end()) add(*edits.face(), found->second, DK_REPLACE, key, value);
    else add(*edits.face(), metadata.index(), DK_LAST, key, value);
  }
  for (const auto& [key, value] : rules.defaults)
    if (own.count(key) == 0 && overridden.count(key) == 0) add(*edits.face(), metadata.index(), DK_LAST, key, value);
  return edits.apply();
}

}  // namespace deckle
