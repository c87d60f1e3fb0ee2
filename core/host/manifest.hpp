// What a plugin library offers, as the host keeps it: dk_plugin and all below it, copied into plain values, so that
// nothing of the library need be loaded to know it.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "diagnostics/diagnostic.hpp"

namespace deckle {

enum class Role { reader = 1, transform = 2, exporter = 3 };

struct Choice {
  std::string value, doc;
  bool operator==(const Choice&) const = default;
};

// A declared option; numbers are those of abi/deckle/options.h.
struct OptionSpec {
  std::string name, doc, default_yaml, unit, since, replaced_by;
  std::uint32_t type = 0, flags = 0, elem_type = 0;
  double min = 1, max = 0;  // min > max: no range
  std::int64_t min_i = 1, max_i = 0;
  std::vector<Choice> choices;
  bool operator==(const OptionSpec&) const = default;
};

struct CodeSpec {
  std::string code, doc;
  Severity default_severity = Severity::warning;
  bool operator==(const CodeSpec&) const = default;
};

struct Magic {
  std::uint32_t offset = 0, score = 0;
  std::string bytes, mask;
  bool operator==(const Magic&) const = default;
};

struct Alias {
  std::string name, options_yaml, doc;
  bool operator==(const Alias&) const = default;
};

struct ComponentManifest {
  Role role = Role::reader;
  std::uint32_t caps = 0;
  std::string name, title, doc;
  std::vector<std::string> media_types, suffixes;
  std::vector<std::uint16_t> kinds;
  std::vector<Magic> magic;
  std::vector<Alias> aliases;
  std::vector<OptionSpec> options;
  std::vector<CodeSpec> codes;
  bool has_probe = false;
  bool operator==(const ComponentManifest&) const = default;
};

struct Manifest {
  std::string id, version, license, vendor, url;
  std::vector<ComponentManifest> components;
  std::vector<std::string> notes;  // what was left out of it, and why: a component of an unknown role
  bool operator==(const Manifest&) const = default;
};

std::string_view name_of(Role role);

}  // namespace deckle
