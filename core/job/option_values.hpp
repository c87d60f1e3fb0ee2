// Option values, typed by what a component declares: from YAML, from K=V on the command line, from presets, from
// defaults. A scalar has the declared type, not the one YAML would guess: `version: 1.10` is a string where a string is
// declared. Bad values are collected, each with its place; none stops the others.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "host/manifest.hpp"
#include "host/option_value.hpp"
#include "job/job_sources.hpp"
#include "job/option_types.hpp"

namespace deckle {

// The options of one component, given in layers; a later one wins: preset, options by format, the options themselves.
class OptionSetter {
 public:
  OptionSetter(const ComponentManifest& component, std::vector<Diagnostic>& problems);

  // The options of an alias.
  void preset(const std::string& options_yaml);
  // A map of options, whose files are relative to where they are named; a null sets nothing, and a null value sets the
  // option back to its default.
  void set(const YamlNode& options, const JobSources& sources);
  // "K=V", or "K" for true. Repeated settings of a list or map add to it. `where`: "--reader-option toc".
  void set_text(std::string_view assignment, const std::string& where);

  // One value for each declared option; what was not set has its default. `where`: the place to show for what is
  // missing.
  OptionValues finish(const Place& where);

 private:
  const OptionSpec* spec_of(std::string_view name, std::size_t& index) const;
  void unknown(std::string_view name, const OptionOrigin& origin, const YamlNode* key);
  void warn_deprecated(const OptionSpec& spec, const OptionOrigin& origin, const YamlNode* key);
  void set_entry(std::string_view name, const YamlNode* key, const YamlNode& value, const OptionOrigin& origin);
  void report(Diagnostic problem, const OptionOrigin& origin, const YamlNode* node);
  OptionValue default_of(const OptionSpec& spec);

  const ComponentManifest& m_component;
  std::vector<Diagnostic>& m_problems;
  OptionValues m_values;
};

// Every option at its default.
OptionValues default_options(const ComponentManifest& component);

}  // namespace deckle
