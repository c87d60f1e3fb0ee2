// Attributes, sources and resources of a dump.
#include "base64.hpp"
#include "dump_parser.hpp"
#include "shape.hpp"

#include <limits>

namespace dump {

using deckle::Key;

void DumpParser::attributes(const Item& item) {
  if (!item.attributes) return;
  std::uint64_t seen = 0;
  const dk_yaml& written = *item.attributes;
  if (is_map(written))
    return each_entry(written, [&](const dk_yaml& key, const dk_yaml& value) { attribute(key, value, seen); });
  if (!is_list(written)) unexpected(written, "attributes: a map, or a list of pairs [key, value]");
  for (std::uint32_t i = 0; i < written.count; ++i) {
    const dk_yaml& pair = *written.items[i];
    if (!is_list(pair) || pair.count != 2) unexpected(pair, "a pair [key, value]");
    attribute(*pair.items[0], *pair.items[1], seen);
  }
}

void DumpParser::attribute(const dk_yaml& key, const dk_yaml& value, std::uint64_t& seen) {
  const std::string_view name = string_of(key, "the key of an attribute");
  const deckle::KeyRow* row = deckle::key_named(name);
  std::uint32_t number = 0, type = DK_A_STRING;
  if (row) {
    number = static_cast<std::uint32_t>(row->key), type = row->type;
    const std::uint64_t bit = std::uint64_t{1} << number;
    if (seen & bit) throw Mistake{"dump.unexpected", &key, "the key " + std::string(name) + " only once", {}};
    seen |= bit;
  } else if (name.size() > 1 && name.front() == '+') {
    number = m_out.custom_key(name.substr(1));
  } else if (name.size() > 1 && name.front() == '#') {
    dk_yaml digits = key;
    digits.value = deckle::str(name.substr(1));
    number = number_of<std::uint32_t>(digits, "the number of a key");
    if (number >= DK_KEY_CUSTOM || deckle::row_of(static_cast<Key>(number)))
      unexpected(key, "the number of a key without a name");
  } else {
    throw Mistake{"dump.unknown-name", &key, "there is no key \"" + std::string(name) + "\"",
                  "a key of your own has a plus before its name"};
  }
  if (!is_map(value)) return this->value(number, type, value);
  // Another type than the key's own: {int: 5}
  for (const TypeName& row_of_type : type_names) {
    if (value.count != 1 || row_of_type.name != deckle::view(value.keys[0]->value)) continue;
    if (row && row->type != row_of_type.type)
      throw Mistake{"dump.misplaced", value.keys[0], std::string(name).append(" has another type"), {}};
    return this->value(number, row_of_type.type, *value.items[0]);
  }
  unexpected(value, "a value, or its type and value: {int: 5}");
}

void DumpParser::value(std::uint32_t key_number, std::uint32_t type, const dk_yaml& value) {
  const auto key = static_cast<Key>(key_number);
  switch (type) {
    case DK_A_INT: return m_out.attribute(key, number_of<std::int64_t>(value, "a whole number"));
    case DK_A_BOOL: return m_out.attribute(key, bool_of(value));
    case DK_A_DOUBLE: {
      const std::string_view text = string_of(value, "a number");
      if (text == ".nan") return m_out.attribute(key, std::numeric_limits<double>::quiet_NaN());
      if (text == ".inf") return m_out.attribute(key, std::numeric_limits<double>::infinity());
      if (text == "-.inf") return m_out.attribute(key, -std::numeric_limits<double>::infinity());
      return m_out.attribute(key, number_of<double>(value, "a number"));
    }
    case DK_A_NODE: {
      const auto found = m_labels.find(number_of<std::uint32_t>(value, "the label of a node"));
      if (found == m_labels.end()) throw Mistake{"dump.missing", &value, "no node has this label", {}};
      return m_out.attribute_node(key, found->second);
    }
    case DK_A_RESOURCE: {
      const auto index = number_of<std::uint32_t>(value, "the number of a resource");
      if (index >= m_resources.size()) throw Mistake{"dump.missing", &value, "there is no such resource", {}};
      return m_out.attribute_resource(key, m_resources[index]);
    }
    default: return m_out.attribute(key, string_of(value, "a string"));
  }
}

void DumpParser::sources(const dk_yaml& list) {
  for (std::uint32_t i = 0; i < list.count; ++i) {
    std::string_view name, media_type;
    std::uint32_t what = DK_SOURCE_FILE, parent = DK_NONE, bytes = 0;
    each_entry(map_of(*list.items[i], "a source: {name, kind, bytes}"), [&](const dk_yaml& key, const dk_yaml& value) {
      const std::string_view field = deckle::view(key.value);
      if (field == "name") name = string_of(value, "the name of a source");
      else if (field == "media-type") media_type = string_of(value, "a media type");
      else if (field == "bytes") bytes = number_of<std::uint32_t>(value, "a number of bytes");
      else if (field == "parent") {
        const auto index = number_of<std::uint32_t>(value, "the number of an earlier source");
        if (index >= m_sources.size())
          throw Mistake{"dump.missing", &value, "there is no such source before this one", {}};
        parent = m_sources[index];
      } else if (field == "kind") {
        const std::string_view kind = string_of(value, "file, part, page or generated");
        what = 0;
        for (const SourceKind& row : source_kinds)
          if (row.name == kind) what = row.what;
        if (what == 0)
          throw Mistake{"dump.unknown-name", &value, "there is no such kind of source",
                        "file, part, page or generated"};
      } else
        throw Mistake{"dump.unknown-name", &key, "this says nothing about a source",
                      "name, kind, parent, media-type or bytes"};
    });
    const std::uint32_t made = m_out.source(parent, what, name, media_type, bytes);
    if (made == DK_NONE) throw deckle::Failure{DK_E_LIMIT};
    m_sources.push_back(made);
    m_source_sizes.push_back(bytes);
  }
}

void DumpParser::resources(const dk_yaml& list) {
  for (std::uint32_t i = 0; i < list.count; ++i)
    resource(map_of(*list.items[i], "a resource: {name, media-type, base64}"));
}

void DumpParser::resource(const dk_yaml& map) {
  std::string_view name, media_type;
  std::uint32_t source = DK_NONE;
  std::optional<std::string> bytes;
  const dk_yaml* left_out = nullptr;
  each_entry(map, [&](const dk_yaml& key, const dk_yaml& value) {
    const std::string_view field = deckle::view(key.value);
    if (field == "name") name = string_of(value, "the name of a resource");
    else if (field == "media-type") media_type = string_of(value, "a media type");
    else if (field == "external") bool_of(value);
    else if (field == "bytes" || field == "sha256") string_of(value, "a number of bytes or a hash"), left_out = &map;
    else if (field == "source") {
      const auto index = number_of<std::uint32_t>(value, "the number of a source");
      if (index >= m_sources.size()) throw Mistake{"dump.missing", &value, "there is no such source", {}};
      source = m_sources[index];
    } else if (field == "base64") {
      bytes = from_base64(string_of(value, "base64"));
      if (!bytes) unexpected(value, "base64");
    } else
      throw Mistake{"dump.unknown-name", &key, "this says nothing about a resource",
                    "name, media-type, source, external, base64, bytes or sha256"};
  });
  if (left_out && !bytes)
    m_call.warning("dump.resource-left-out", m_input.span(left_out->begin, left_out->end),
                   "the bytes of \"{}\" are not in the dump", name);
  // An empty resource has a place, but no bytes there.
  const std::string_view contents =
      bytes ? (bytes->empty() ? std::string_view("") : std::string_view(*bytes)) : std::string_view();
  const std::uint32_t made = m_out.resource(name, media_type, source, contents);
  if (made == DK_NONE) throw deckle::Failure{DK_E_LIMIT};
  m_resources.push_back(made);
}

}  // namespace dump
