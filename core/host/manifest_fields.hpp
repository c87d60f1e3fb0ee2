// The fields of a manifest, named once for every form that it is written in or read from.
//
// An access class has text, bytes, number, plain_list and list, each with the name of a field and its value; a reader
// gives false for what does not have its form. What the values mean is for check_manifest().
#pragma once
#include "host/manifest.hpp"

namespace deckle::fields {

template <class Enum, class Access>
bool enumerated(Access& access, const char* key, Enum& value, std::uint32_t least, std::uint32_t most) {
  auto number = static_cast<std::uint32_t>(value);
  if (!access.number(key, number) || number < least || number > most) return false;
  value = static_cast<Enum>(number);
  return true;
}

inline constexpr auto of_choice = [](auto& access, Choice& choice) {
  return access.text("value", choice.value) && access.text("doc", choice.doc);
};

inline constexpr auto of_option = [](auto& access, OptionSpec& option) {
  return access.text("name", option.name) && access.text("doc", option.doc) &&
         access.text("default", option.default_yaml) && access.text("unit", option.unit) &&
         access.text("since", option.since) && access.text("replaced-by", option.replaced_by) &&
         access.number("type", option.type) && access.number("flags", option.flags) &&
         access.number("elem-type", option.elem_type) && access.number("min", option.min) &&
         access.number("max", option.max) && access.number("min-i", option.min_i) &&
         access.number("max-i", option.max_i) && access.list("choices", option.choices, of_choice);
};

inline constexpr auto of_code = [](auto& access, CodeSpec& code) {
  return access.text("code", code.code) && access.text("doc", code.doc) &&
         enumerated(access, "severity", code.default_severity, 0, 2);
};

inline constexpr auto of_magic = [](auto& access, Magic& magic) {
  return access.number("offset", magic.offset) && access.number("score", magic.score) &&
         access.bytes("bytes", magic.bytes) && access.bytes("mask", magic.mask);
};

inline constexpr auto of_alias = [](auto& access, Alias& alias) {
  return access.text("name", alias.name) && access.text("options", alias.options_yaml) && access.text("doc", alias.doc);
};

inline constexpr auto of_component = [](auto& access, ComponentManifest& component) {
  return enumerated(access, "role", component.role, 1, 3) && access.number("caps", component.caps) &&
         access.text("name", component.name) && access.text("title", component.title) &&
         access.text("doc", component.doc) && access.plain_list("media-types", component.media_types) &&
         access.plain_list("suffixes", component.suffixes) && access.plain_list("kinds", component.kinds) &&
         access.list("magic", component.magic, of_magic) && access.list("aliases", component.aliases, of_alias) &&
         access.list("options", component.options, of_option) && access.list("codes", component.codes, of_code) &&
         access.number("has-probe", component.has_probe);
};

inline constexpr auto of_manifest = [](auto& access, Manifest& manifest) {
  return access.text("id", manifest.id) && access.text("version", manifest.version) &&
         access.text("license", manifest.license) && access.text("vendor", manifest.vendor) &&
         access.text("url", manifest.url) && access.plain_list("notes", manifest.notes) &&
         access.list("components", manifest.components, of_component);
};

inline constexpr auto of_problem = [](auto& access, Diagnostic& problem) {
  return access.text("code", problem.code) && access.text("message", problem.message) &&
         access.text("hint", problem.hint);
};

}  // namespace deckle::fields
