#include "state/recipe_key.hpp"

#include <deckle/options.h>
#include <fmt/format.h>

#include <algorithm>

#include "host/byte_access.hpp"
#include "host/executable.hpp"
#include "host/identity.hpp"

namespace deckle {
namespace {

constexpr auto part_fields = [](auto& access, RecipePart& part) {
  return access.text("name", part.name) && access.text("value", part.value);
};

// Tells every value from every other, nested ones too.
void write(ByteWriter& to, const OptionValue& value, const HashOfFile& hash_of_file) {
  to.number("type", value.type);
  to.number("index", value.value.index());
  if (const auto* number = std::get_if<std::int64_t>(&value.value)) to.number("number", *number);
  if (const auto* real = std::get_if<double>(&value.value)) to.number("number", *real);
  if (const auto* flag = std::get_if<bool>(&value.value)) to.number("flag", *flag);
  if (const auto* text = std::get_if<std::string>(&value.value)) {
    to.text("text", *text);
    if (value.type == DK_T_SOURCE && !text->empty()) to.text("bytes", hash_of_file(*text));
  }
  if (const auto* list = std::get_if<OptionValue::List>(&value.value)) {
    to.number("count", list->size());
    for (const OptionValue& item : *list) write(to, item, hash_of_file);
  }
  if (const auto* map = std::get_if<OptionValue::Map>(&value.value)) {
    to.number("count", map->size());
    for (const auto& [key, item] : *map) {
      to.text("key", key);
      write(to, item, hash_of_file);
    }
  }
}

void write(ByteWriter& to, const MetaValue& value) {
  to.number("index", value.value.index());
  if (const auto* text = std::get_if<std::string>(&value.value)) to.text("text", *text);
  if (const auto* flag = std::get_if<bool>(&value.value)) to.number("flag", *flag);
  if (const auto* list = std::get_if<MetaValue::List>(&value.value)) {
    to.number("count", list->size());
    for (const MetaValue& item : *list) write(to, item);
  }
  if (const auto* map = std::get_if<MetaValue::Map>(&value.value)) {
    to.number("count", map->size());
    for (const MetaEntry& entry : *map) {
      to.text("key", entry.key);
      write(to, entry.value);
    }
  }
}

// What takes part in one output, in the order of work.
std::vector<const ComponentUse*> pointers(const std::vector<ComponentUse>& uses) {
  std::vector<const ComponentUse*> made;
  for (const ComponentUse& use : uses) made.push_back(&use);
  return made;
}

}  // namespace

std::string difference(const RecipeParts& before, const RecipeParts& now) {
  std::vector<std::string> names;
  const auto add_missing = [&](const RecipeParts& from, const RecipeParts& in) {
    for (const RecipePart& part : from)
      if (std::find(in.begin(), in.end(), part) == in.end() &&
          std::find(names.begin(), names.end(), part.name) == names.end())
        names.push_back(part.name);
  };
  add_missing(now, before);
  add_missing(before, now);
  constexpr std::size_t most = 3;
  if (names.size() > most) {
    names[most - 1] = fmt::format("{} more", names.size() - most + 1);
    names.resize(most);
  }
  std::string text;
  for (std::size_t k = 0; k < names.size(); ++k)
    text.append(k == 0 ? "" : k + 1 == names.size() ? " and " : ", ").append(names[k]);
  return text.empty() ? text : text + " changed";
}

std::string to_bytes(const RecipeParts& parts) {
  RecipeParts copy = parts;
  std::string bytes;
  ByteWriter(bytes).list("parts", copy, part_fields);
  return bytes;
}

RecipeParts parts_from_bytes(std::string_view bytes) {
  RecipeParts parts;
  ByteReader reader(bytes);
  return reader.list("parts", parts, part_fields) && reader.at_end() ? parts : RecipeParts();
}

ContentHash key_of(const RecipeParts& parts) { return content_hash(to_bytes(parts)); }

std::string name_of_recipe(const ContentHash& key) {
  return "recipe " + hexadecimal({reinterpret_cast<const char*>(key.data()), key.size()});
}

RecipeKeys::RecipeKeys(const Recipe& recipe, const Registry& registry, UseOfDetected use_of_detected,
                       HashOfFile hash_of_file, std::string limits_of_processes)
    : m_recipe(recipe),
      m_registry(registry),
      m_use_of_detected(std::move(use_of_detected)),
      m_hash_of_file(std::move(hash_of_file)),
      m_limits(std::move(limits_of_processes)) {}

const RecipeParts& RecipeKeys::parts(std::size_t output, std::size_t reader, const std::string& detected) {
  return known(output, reader, detected).parts;
}

const ContentHash& RecipeKeys::key(std::size_t output, std::size_t reader, const std::string& detected) {
  return known(output, reader, detected).key;
}

const RecipeKeys::Known& RecipeKeys::known(std::size_t output, std::size_t reader, const std::string& detected) {
  const auto [found, is_new] = m_known.try_emplace({output, reader, detected});
  if (is_new) {
    found->second.parts = make(output, reader, detected);
    found->second.key = key_of(found->second.parts);
  }
  return found->second;
}

RecipeParts RecipeKeys::make(std::size_t output, std::size_t reader, const std::string& detected) {
  RecipeParts parts;
  add_program(parts);
  if (reader != DocumentTask::detect_reader) {
    add(parts, "reader", {&m_recipe.readers.at(reader)});
  } else {
    add_detection(parts);
    const Component found = m_registry.find(Role::reader, detected);
    const Result<ComponentUse> use = found.manifest != nullptr ? m_use_of_detected(found) : ComponentUse();
    if (use && use->component.manifest != nullptr) add(parts, "reader", {&*use});
  }
  add_metadata(parts);
  add(parts, "transforms", pointers(m_recipe.transforms));
  if (output < m_recipe.outputs.size()) {
    const OutputRecipe& made = m_recipe.outputs[output];
    if (made.joined) add(parts, "transforms of joined documents", pointers(m_recipe.collected));
    add(parts, "transforms of the output", pointers(made.transforms));
    add(parts, "exporter", {&made.exporter});
    const Result<std::string> pattern = made.resources.rule.pattern.expand({"{dir}", "{name}.{ext}", "{reader}"});
    parts.push_back({"resources", fmt::format("{} {}", static_cast<int>(made.resources.rule.mode),
                                              pattern ? *pattern : std::string())});
  }
  const CallLimits& limits = m_recipe.limits;
  parts.push_back({"limits", fmt::format("{} {} {} {} {} {}", limits.max_nodes, limits.max_bytes_out,
                                         limits.max_scratch, limits.max_depth, limits.max_ratio, m_limits)});
  return parts;
}

// With what it loads when a text needs it.
void RecipeKeys::add_program(RecipeParts& parts) {
  std::string hashes = m_hash_of_file((own_library_folder() / "deckle-text.so").string());
  for (const std::filesystem::path& object : host_objects()) hashes += ' ' + m_hash_of_file(object.string());
  parts.push_back({"Deckle", hashes});
}

// All that decides which reader a file is for.
void RecipeKeys::add_detection(RecipeParts& parts) {
  std::string all;
  ByteWriter writer(all);
  for (const Component& reader : m_registry.all(Role::reader)) {
    const ComponentManifest& manifest = *reader.manifest;
    writer.text("name", manifest.name);
    writer.plain_list("suffixes", manifest.suffixes);
    for (const Magic& magic : manifest.magic) {
      writer.number("offset", magic.offset);
      writer.number("score", magic.score);
      writer.text("bytes", magic.bytes);
      writer.text("mask", magic.mask);
    }
    if (manifest.has_probe) writer.text("probe", reader.plugin->sha256);
  }
  const ContentHash hash = content_hash(all);
  parts.push_back({"what readers claim", hexadecimal({reinterpret_cast<const char*>(hash.data()), hash.size()})});
}

void RecipeKeys::add_metadata(RecipeParts& parts) const {
  const auto add_all = [&](const char* what, const MetaValue::Map& entries) {
    for (const MetaEntry& entry : entries) {
      std::string value;
      ByteWriter writer(value);
      write(writer, entry.value);
      parts.push_back({fmt::format("{} {}", what, entry.key), std::move(value)});
    }
  };
  add_all("metadata", m_recipe.metadata.defaults);
  add_all("overriding metadata", m_recipe.metadata.overrides);
}

void RecipeKeys::add(RecipeParts& parts, const std::string& role, const std::vector<const ComponentUse*>& uses) {
  std::string names;
  for (const ComponentUse* use : uses) names.append(names.empty() ? "" : " ").append(use->component.manifest->name);
  parts.push_back({role, names});
  for (const ComponentUse* use : uses) add_use(parts, *use);
}

void RecipeKeys::add_use(RecipeParts& parts, const ComponentUse& use) {
  const PluginFile& plugin = *use.component.plugin;
  std::string hashes = plugin.sha256;
  for (const std::filesystem::path& object : plugin.objects) hashes += ' ' + m_hash_of_file(object.string());
  RecipePart library{"plugin " + plugin.manifest.id, std::move(hashes)};
  if (std::find(parts.begin(), parts.end(), library) == parts.end()) parts.push_back(std::move(library));
  const std::vector<OptionSpec>& specs = use.component.manifest->options;
  for (std::size_t k = 0; k < use.options.size() && k < specs.size(); ++k) {
    std::string value;
    ByteWriter writer(value);
    write(writer, use.options[k], m_hash_of_file);
    // Without a default, the component may tell what was said from what was not.
    if (specs[k].default_yaml.empty()) writer.number("set", use.options[k].was_set);
    parts.push_back({fmt::format("option {} of {}", specs[k].name, use.component.manifest->name), std::move(value)});
  }
}

}  // namespace deckle
