#include "job/option_schema.hpp"

#include <deckle/options.h>
#include <fmt/format.h>

#include "job/yaml_tree.hpp"

namespace deckle {
namespace {

using Kind = SchemaWord::Kind;

bool is_scalar(std::uint32_t type) { return type >= DK_T_BOOL && type < DK_T_LIST; }

Kind kind_of(std::uint32_t type) {
  switch (type) {
    case DK_T_BOOL: return Kind::flag;
    case DK_T_INT: return Kind::whole;
    case DK_T_FLOAT: return Kind::number;
    case DK_T_ENUM: return Kind::choice;
    case DK_T_BYTES: return Kind::bytes;
    case DK_T_DURATION: return Kind::duration;
    default: return Kind::text;
  }
}

SchemaWord word_of(const OptionSpec& option, std::uint32_t type) {
  SchemaWord word{kind_of(type), option.choices, nullptr, nullptr, {}};
  const bool whole = type == DK_T_INT || type == DK_T_BYTES || type == DK_T_DURATION;
  if (whole && option.min_i <= option.max_i) word.least = option.min_i, word.most = option.max_i;
  if (type == DK_T_FLOAT && option.min <= option.max) word.least = option.min, word.most = option.max;
  if (word.kind != Kind::choice) word.choices.clear();
  return word;
}

// A list may be written as one of its items.
Json schema_of_type(const OptionSpec& option, std::uint32_t element) {
  SchemaWord word = word_of(option, is_scalar(option.type) ? option.type : element);
  Json item = schema_of(word);
  if (option.type == DK_T_MAP) return {{"type", {"object", "null"}}, {"additionalProperties", std::move(item)}};
  word.besides = {"null"};
  if (option.type == DK_T_LIST) word.besides.emplace_back("array");
  Json schema = schema_of(word);
  if (option.type == DK_T_LIST) schema["items"] = std::move(item);
  return schema;
}

Json default_of(const OptionSpec& option, const YamlNode& node, std::uint32_t element) {
  if (node.is_scalar()) return json_of(kind_of(is_scalar(option.type) ? option.type : element), node.value);
  Json made = node.is_map() ? Json::object() : node.is_list() ? Json::array() : Json();
  for (std::size_t k = 0; k < node.items.size(); ++k) {
    Json item = default_of(option, *node.items[k], element);
    if (node.is_map()) made[std::string(node.keys[k]->value)] = std::move(item);
    else made.push_back(std::move(item));
  }
  return made;
}

Json option_schema(const OptionSpec& option) {
  const std::uint32_t element =
      is_scalar(option.elem_type) ? option.elem_type : static_cast<std::uint32_t>(DK_T_STRING);
  Json schema = schema_of_type(option, element);
  std::string doc = option.doc;
  if (!option.unit.empty()) doc += fmt::format(" In {}.", option.unit);
  if (option.flags & DK_OPT_REQUIRED) doc += " Required, here or in a layer below.";
  if (option.flags & DK_OPT_EXPERIMENTAL) doc += " Experimental.";
  describe(schema, doc);
  if (!option.default_yaml.empty())
    if (const YamlResult read = read_yaml(option.default_yaml); read.tree && !read.tree->root().is_null())
      schema["default"] = default_of(option, read.tree->root(), element);
  if (option.flags & DK_OPT_DEPRECATED) {
    schema["deprecated"] = true;
    if (!option.replaced_by.empty()) schema["deprecationMessage"] = fmt::format("use {}", option.replaced_by);
  }
  return schema;
}

}  // namespace

Json options_schema(const ComponentManifest& component) {
  Json properties = Json::object();
  for (const OptionSpec& option : component.options) {
    if (option.type < DK_T_BOOL || option.type > DK_T_MAP) continue;  // jobs cannot set it
    properties[option.name] = option_schema(option);
    if (option.type == DK_T_LIST) {
      Json& added = properties[option.name + "+"] = properties[option.name];
      added.erase("default");
      describe(added, fmt::format("Items for the end of `{}`, as bases and profiles leave it.", option.name));
    }
  }
  Json schema;
  describe(schema, component.doc);
  schema["properties"] = std::move(properties);
  schema["additionalProperties"] = false;
  return schema;
}

}  // namespace deckle
