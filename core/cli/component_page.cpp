#include "cli/component_page.hpp"

#include <deckle/plugin.h>

#include <fmt/format.h>

#include "cli/plugin_words.hpp"
#include "host/identity.hpp"

namespace deckle {
namespace {

// Texts are indented under their heading, line by line.
void print_text(std::string_view text, std::string_view indent, std::FILE* out) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    fmt::print(out, "{}{}\n", indent, text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

void print_list(std::string_view label, const std::vector<std::string>& items, std::FILE* out) {
  if (!items.empty()) fmt::print(out, "{:<13}{}\n", label, fmt::join(items, ", "));
}

void print_option(const OptionSpec& option, std::FILE* out) {
  fmt::print(out, "  {}: {}", option.name, type_of(option));
  if (has_range(option) && option.type == DK_T_FLOAT) fmt::print(out, ", {} to {}", option.min, option.max);
  else if (has_range(option)) fmt::print(out, ", {} to {}", option.min_i, option.max_i);
  if (!option.unit.empty()) fmt::print(out, " ({})", option.unit);
  if (!option.default_yaml.empty()) fmt::print(out, "; default {}", option.default_yaml);
  if (option.flags & DK_OPT_REQUIRED) fmt::print(out, "; required");
  if (option.flags & DK_OPT_EXPERIMENTAL) fmt::print(out, "; experimental");
  if (option.flags & DK_OPT_DEPRECATED)
    fmt::print(out, "; deprecated{}", option.replaced_by.empty() ? "" : ", use " + option.replaced_by);
  fmt::print(out, "\n");
  print_text(option.doc, "      ", out);
  for (const Choice& choice : option.choices)
    if (!choice.doc.empty()) fmt::print(out, "      {}: {}\n", choice.value, choice.doc);
}

}  // namespace

std::string type_of(const OptionSpec& option) {
  if (option.type == DK_T_LIST) return fmt::format("list of {}", word_of_type(option.elem_type));
  if (option.type == DK_T_MAP) return fmt::format("map to {}", word_of_type(option.elem_type));
  if (option.type != DK_T_ENUM) return word_of_type(option.type);
  std::vector<std::string> values;
  for (const Choice& choice : option.choices) values.push_back(choice.value);
  return fmt::format("one of {}", fmt::join(values, ", "));
}

bool has_range(const OptionSpec& option) {
  if (option.type == DK_T_FLOAT) return option.min <= option.max;
  const bool whole = option.type == DK_T_INT || option.type == DK_T_BYTES || option.type == DK_T_DURATION;
  return whole && option.min_i <= option.max_i;
}

void print_component(const Component& component, std::FILE* out) {
  const ComponentManifest& manifest = *component.manifest;
  fmt::print(out, "{} {}{}{}\n", name_of(manifest.role), manifest.name, manifest.title.empty() ? "" : ": ",
             manifest.title);
  print_text(manifest.doc, "  ", out);
  print_list("suffixes:", manifest.suffixes, out);
  print_list("media types:", manifest.media_types, out);
  print_list("promises:", words_of_promises(manifest.caps), out);
  print_list("expresses:", words_of_kinds(manifest.kinds), out);
  for (const Alias& alias : manifest.aliases)
    fmt::print(out, "{:<13}{} = {} with {{{}}}{}{}\n", "also called:", alias.name, manifest.name, alias.options_yaml,
               alias.doc.empty() ? "" : ": ", alias.doc);
  if (!manifest.options.empty()) fmt::print(out, "options:\n");
  for (const OptionSpec& option : manifest.options) print_option(option, out);
  if (!manifest.codes.empty()) fmt::print(out, "diagnostics:\n");
  for (const CodeSpec& code : manifest.codes)
    fmt::print(out, "  {} ({}): {}\n", code.code, name_of(code.default_severity), code.doc);
  fmt::print(out, "\n");
}

void print_plugin(const PluginFile& plugin, std::FILE* out) {
  const Manifest& manifest = plugin.manifest;
  fmt::print(out, "plugin {} {}\n", manifest.id, manifest.version);
  if (!manifest.vendor.empty()) fmt::print(out, "{:<13}{}\n", "vendor:", manifest.vendor);
  if (!manifest.license.empty()) fmt::print(out, "{:<13}{}\n", "license:", manifest.license);
  if (!manifest.url.empty()) fmt::print(out, "{:<13}{}\n", "address:", manifest.url);
  fmt::print(out, "{:<13}{}  {}\n", "library:", plugin.sha256, plugin.library.string());
  for (const std::filesystem::path& object : plugin.objects) {
    const Result<std::string> hash = sha256_of_file(object);
    fmt::print(out, "{:<13}{}  {}\n", "loads:", hash ? *hash : "(cannot be read)", object.string());
  }
  for (const IdentityPart& part : host_identity())
    fmt::print(out, "{:<13}{}  {}\n", "host:", part.sha256, part.file.string());
}

}  // namespace deckle
