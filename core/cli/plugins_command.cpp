#include "cli/plugins_command.hpp"

#include <deckle/kinds.h>
#include <deckle/plugin.h>

#include <fmt/format.h>

#include <algorithm>

#include <nlohmann/json.hpp>

#include "cli/component_page.hpp"
#include "cli/plugin_json.hpp"
#include "diagnostics/nearest.hpp"

namespace deckle {
namespace {

using Row = std::vector<std::string>;

std::string join(const std::vector<std::string>& words) { return fmt::format("{}", fmt::join(words, " ")); }

// Columns as wide as their widest cell; the last one is as it is.
void print_table(const std::vector<Row>& rows, std::FILE* out) {
  std::vector<std::size_t> widths;
  for (const Row& row : rows) {
    widths.resize(std::max(widths.size(), row.size()));
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], row[i].size());
  }
  for (const Row& row : rows) {
    std::string line;
    for (std::size_t i = 0; i < row.size(); ++i) line += fmt::format("{:<{}}  ", row[i], widths[i]);
    line.erase(line.find_last_not_of(' ') + 1);
    fmt::print(out, "{}\n", line);
  }
}

void add_all(const PluginFile& plugin, std::vector<Component>& to) {
  for (const ComponentManifest& component : plugin.manifest.components) to.push_back({&plugin, &component, {}});
}

// All of the plugin of that id, or what the roles have under that name.
std::vector<Component> called(const Registry& registry, std::string_view name) {
  std::vector<Component> found;
  if (const PluginFile* plugin = registry.with_id(name)) return add_all(*plugin, found), found;
  for (Role role : {Role::reader, Role::transform, Role::exporter})
    if (const Component component = registry.find(role, name); component.manifest) found.push_back(component);
  return found;
}

struct Kind {
  unsigned number, category, content;
  const char *name, *fallback;
};

#define DK_NAME_OF(symbol, word, number, name, flags, content, fallback) {number, flags, content, name, #fallback},
const Kind kinds[] = {DK_KINDS(DK_NAME_OF)};
#undef DK_NAME_OF

const char* category_name(unsigned flags) {
  switch (flags & DK_CATEGORY) {
    case DK_BLOCK: return "block";
    case DK_INLINE: return "inline";
    case DK_META: return "metadata";
    default: return "part";
  }
}

const char* content_name(unsigned content) {
  static constexpr const char* names[] = {"nothing",
                                          "text",
                                          "blocks",
                                          "inlines",
                                          "items",
                                          "terms, descriptions",
                                          "lines",
                                          "caption, columns, rows",
                                          "rows",
                                          "cells",
                                          "short caption, blocks",
                                          "caption, blocks",
                                          "title, blocks",
                                          "summary, blocks",
                                          "citation items, inlines",
                                          "prefix, suffix",
                                          "ruby parts",
                                          "metadata by key",
                                          "metadata",
                                          "metadata, body"};
  return content < std::size(names) ? names[content] : "?";
}

// BLOCK_QUOTE, as the table says it, is block-quote to people.
std::string kind_name(std::string symbol) {
  for (char& letter : symbol)
    letter = letter == '_' ? '-' : static_cast<char>(letter >= 'A' && letter <= 'Z' ? letter - 'A' + 'a' : letter);
  return symbol;
}

}  // namespace

int plugins_list(const Discovery& found, bool json, std::FILE* out) {
  const Registry registry = found.registry();
  if (json) {
    std::vector<Component> all;
    for (const auto& plugin : registry.plugins()) add_all(*plugin, all);
    print_json(all, out);
    return 0;
  }
  std::vector<Row> rows{{"NAME", "ROLE", "PLUGIN", "VERSION", "SUFFIXES", "ALSO CALLED"}};
  for (Role role : {Role::reader, Role::exporter, Role::transform})
    for (const Component& one : registry.all(role)) {
      std::vector<std::string> aliases;
      for (const Alias& alias : one.manifest->aliases) aliases.push_back(alias.name);
      rows.push_back({one.manifest->name, std::string(name_of(role)), one.plugin->manifest.id,
                      one.plugin->manifest.version, join(one.manifest->suffixes), join(aliases)});
    }
  print_table(rows, out);
  for (const Verdict verdict : {Verdict::refused, Verdict::shadowed})
    if (const auto count = std::count_if(found.candidates.begin(), found.candidates.end(),
                                         [&](const Candidate& one) { return one.verdict == verdict; }))
      fmt::print(out, "\n{} {}; `deckle plugins why` says why.\n", count, name_of(verdict));
  return 0;
}

int plugins_show(const Discovery& found, std::string_view name, bool json, std::FILE* out, std::FILE* problems) {
  const Registry registry = found.registry();
  const std::vector<Component> shown = called(registry, name);
  if (!shown.empty() && json) print_json(shown, out);
  for (std::size_t i = 0; i < shown.size() && !json; ++i) {
    print_component(shown[i], out);
    if (i + 1 == shown.size() || shown[i + 1].plugin != shown[i].plugin) print_plugin(*shown[i].plugin, out);
  }
  if (!shown.empty()) return 0;
  Nearest nearest(name);
  for (Role role : {Role::reader, Role::transform, Role::exporter})
    if (const std::string near = registry.nearest(role, name); !near.empty()) nearest.offer(near);
  fmt::print(problems, "no plugin offers «{}» {}\n", name, did_you_mean(nearest.best()));
  return 2;
}

int plugins_kinds(bool json, std::FILE* out) {
  nlohmann::json as_json = nlohmann::json::array();
  std::vector<Row> rows{{"KIND", "NUMBER", "CATEGORY", "HOLDS", "TREATED AS"}};
  for (const Kind& kind : kinds) {
    const std::string fallback = kind_name(kind.fallback);
    rows.push_back({kind.name, fmt::format("0x{:04x}", kind.number), category_name(kind.category),
                    content_name(kind.content), fallback == kind.name ? "" : fallback});
    as_json.push_back({{"kind", kind.name},
                       {"number", kind.number},
                       {"category", category_name(kind.category)},
                       {"leaf", (kind.category & DK_LEAF) != 0},
                       {"holds", content_name(kind.content)},
                       {"fallback", fallback}});
  }
  if (json) fmt::print(out, "{}\n", as_json.dump(2));
  else print_table(rows, out);
  return 0;
}

}  // namespace deckle
