#include "cli/plugin_json.hpp"

#include <deckle/options.h>

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "cli/component_page.hpp"
#include "cli/plugin_words.hpp"
#include "host/manifest_json.hpp"

namespace deckle {
namespace {

using Json = nlohmann::json;

void in_words(Json& json, const OptionSpec& option) {
  json["type"] = word_of_type(option.type);
  if (option.elem_type != 0) json["elem-type"] = word_of_type(option.elem_type);
  if (option.flags != 0) json["flags"] = words_of_flags(option.flags);
  for (const char* key : {"min", "max", "min-i", "max-i"}) json.erase(key);
  if (!has_range(option)) return;
  if (option.type == DK_T_FLOAT) json["min"] = option.min, json["max"] = option.max;
  else json["min"] = option.min_i, json["max"] = option.max_i;
}

void in_words(Json& json, const ComponentManifest& component) {
  json["role"] = name_of(component.role);
  if (component.caps != 0) json["caps"] = words_of_promises(component.caps);
  if (!component.kinds.empty()) json["kinds"] = words_of_kinds(component.kinds);
  for (std::size_t i = 0; i < component.options.size(); ++i) in_words(json["options"][i], component.options[i]);
  for (std::size_t i = 0; i < component.codes.size(); ++i)
    json["codes"][i]["severity"] = name_of(component.codes[i].default_severity);
}

Json plugin_json(const PluginFile& plugin, std::vector<ComponentManifest> components) {
  Manifest shown = plugin.manifest;
  shown.components = std::move(components);
  Json json;
  write_json(json, shown);
  for (std::size_t i = 0; i < shown.components.size(); ++i) in_words(json["components"][i], shown.components[i]);
  json["library"] = plugin.library.string();
  json["sha256"] = plugin.sha256;
  return json;
}

}  // namespace

void print_json(const std::vector<Component>& components, std::FILE* out) {
  Json plugins = Json::array();
  for (auto one = components.begin(); one != components.end();) {
    const PluginFile& plugin = *one->plugin;
    std::vector<ComponentManifest> of_it;
    for (; one != components.end() && one->plugin == &plugin; ++one) of_it.push_back(*one->manifest);
    plugins.push_back(plugin_json(plugin, std::move(of_it)));
  }
  // Names of files are bytes: what is not UTF-8 in them becomes U+FFFD.
  fmt::print(out, "{}\n", plugins.dump(2, ' ', false, Json::error_handler_t::replace));
}

}  // namespace deckle
