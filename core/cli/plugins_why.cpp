// `deckle plugins why`: where each plugin was found, why it is taken or not, and who uses it.
#include <fmt/format.h>

#include "cli/plugins_command.hpp"
#include "diagnostics/printable.hpp"

namespace deckle {
namespace {

bool is_named(const Candidate& candidate, std::string_view name) {
  if (candidate.library.filename().string().find(name) != std::string::npos) return true;
  if (!candidate.plugin) return false;
  const Manifest& manifest = candidate.plugin->manifest;
  if (manifest.id == name) return true;
  for (const ComponentManifest& component : manifest.components) {
    if (component.name == name) return true;
    for (const Alias& alias : component.aliases)
      if (alias.name == name) return true;
  }
  return false;
}

// A place once, however much it uses there.
void print_uses(const PluginFile& plugin, const JobUses& job, std::FILE* out) {
  std::vector<std::string> places;
  for (const PluginUse& use : job.uses) {
    if (use.plugin->library != plugin.library) continue;
    std::string place = fmt::format("{}:{}:{}, {}", printable(use.where.file), use.where.line, use.where.column,
                                    use.component.empty() ? "an input without a named reader" : use.component);
    if (std::find(places.begin(), places.end(), place) == places.end()) places.push_back(std::move(place));
  }
  for (const std::string& place : places) fmt::print(out, "  used by:  {}\n", place);
  if (places.empty()) fmt::print(out, "  used by:  nothing in {}\n", printable(job.file));
}

void print_offer(const Manifest& manifest, std::FILE* out) {
  fmt::print(out, "  offers:   {} {}", manifest.id, manifest.version);
  for (const ComponentManifest& component : manifest.components)
    fmt::print(out, "; {} {}", name_of(component.role), component.name);
  fmt::print(out, "\n");
  for (const std::string& note : manifest.notes) fmt::print(out, "  note:     {}\n", note);
}

}  // namespace

int plugins_why(const Discovery& found, std::string_view name, const JobUses* job, std::FILE* out) {
  bool any = false;
  for (const Candidate& one : found.candidates) {
    if (!name.empty() && !is_named(one, name)) continue;
    any = true;
    fmt::print(out, "{}: {}\n  found by: {}\n", name_of(one.verdict), one.library.string(), one.origin);
    if (one.plugin) print_offer(one.plugin->manifest, out);
    if (job != nullptr && one.verdict == Verdict::accepted) print_uses(*one.plugin, *job, out);
    if (one.verdict != Verdict::accepted) fmt::print(out, "  because:  {} [{}]\n", one.reason.message, one.reason.code);
    if (!one.reason.hint.empty()) fmt::print(out, "  hint:     {}\n", one.reason.hint);
  }
  if (!any && name.empty()) fmt::print(out, "no library was found anywhere\n");
  if (!any && !name.empty()) fmt::print(out, "no library that was found is called, or offers, «{}»\n", name);
  return any || name.empty() ? 0 : 2;
}

}  // namespace deckle
