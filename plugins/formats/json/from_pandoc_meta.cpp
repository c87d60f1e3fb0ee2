// Metadata: {"key": value, ...} with values MetaMap, MetaList, MetaString, MetaBool, MetaInlines, MetaBlocks.
#include "from_pandoc_word.hpp"

#include <unordered_set>

namespace json {

using deckle::Key;
using deckle::Kind;

void FromPandoc::metadata(const std::optional<Value>& meta) {
  if (!meta) return;
  const Task all = entries(*meta);
  open(Kind::metadata, *meta);
  plan({all, close()});
  work();
}

// The entries of a map, no two of which may have the same key.
FromPandoc::Task FromPandoc::entries(const Value& map) {
  std::unordered_set<std::string_view> seen;
  Members(map, "an object: metadata by name").each([&](const Value& key, const Value&) {
    if (!seen.insert(key.string("a key")).second) key.unexpected("every key only once");
  });
  return {Step::meta_entries, map.index() + 1, map.next()};
}

void FromPandoc::meta_entry(const Value& key) { meta_value(Value(m_tape, key.next()), &key); }

void FromPandoc::meta_value(const Value& element, const Value* key) {
  const Tagged node(element, "a metadata value: an object with \"t\" and \"c\"");
  const auto set_key = [&] {
    if (key) m_out.attribute(Key::key, key->string("a key"));
  };
  const auto inner = [&](Kind kind, Task task) {
    open(kind, element);
    set_key();
    plan({task, close()});
  };
  if (node.name == "MetaString") {
    m_out.leaf(Kind::meta_string, node.inner().string("a string"), where(element));
    return set_key();
  }
  if (node.name == "MetaBool") {
    m_out.leaf(Kind::meta_bool, {}, where(element));
    set_key();
    return m_out.attribute(Key::value, node.inner().boolean("true or false"));
  }
  if (m_out.depth() + 8 > m_call.max_depth()) {
    m_call.warning("json.too-deep", where(element), "metadata nested deeper than the limit: read as plain text");
    m_out.leaf(Kind::meta_string, words(element), where(element));
    return set_key();
  }
  if (node.name == "MetaMap") return inner(Kind::meta_map, entries(node.inner()));
  if (node.name == "MetaList")
    return inner(Kind::meta_list, task(Step::meta_values, node.inner().list("a list of metadata values")));
  if (node.name == "MetaInlines")
    return inner(Kind::meta_inlines, task(Step::inlines, node.inner().list("a list of inlines")));
  if (node.name == "MetaBlocks")
    return inner(Kind::meta_blocks, task(Step::blocks, node.inner().list("a list of blocks")));
  element.unexpected("a metadata value: MetaString, MetaInlines, ...");
}

}  // namespace json
