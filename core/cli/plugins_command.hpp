// `deckle plugins`: what was found, what it offers, and why something was not taken. Made from manifests alone.
#pragma once
#include <cstdio>
#include <string_view>

#include "host/discovery.hpp"
#include "job/plugin_uses.hpp"

namespace deckle {

// Each gives the program's exit code.
int plugins_list(const Discovery& found, bool json, std::FILE* out);
// `name`: a component, an alias, or a plugin id.
int plugins_show(const Discovery& found, std::string_view name, bool json, std::FILE* out, std::FILE* problems);
// What a job makes of the plugins.
struct JobUses {
  std::string file;
  std::vector<PluginUse> uses;
};
// `name`: a plugin id, a component or part of a library's file name; empty: all. `job` may be null.
int plugins_why(const Discovery& found, std::string_view name, const JobUses* job, std::FILE* out);
// The vocabulary of documents as a table.
int plugins_kinds(bool json, std::FILE* out);

}  // namespace deckle
