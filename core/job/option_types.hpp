// One value by one declared option: its type, range and choices. What option_values.cpp is made of.
#pragma once
#include <functional>
#include <string>

#include "host/manifest.hpp"
#include "host/option_value.hpp"
#include "job/job_sources.hpp"

namespace deckle {

// Where a value is written: in YAML, or as named.
struct OptionOrigin {
  const JobSources* sources = nullptr;
  std::string where;
};

using OptionReport = std::function<void(Diagnostic, const YamlNode&)>;

// False, and at least one report, when the node is no such value. A single word does for a list of one.
bool option_value(const OptionSpec& spec, const YamlNode& node, const OptionOrigin& origin, const OptionReport& report,
                  OptionValue& to);

// False, 0, "", the first choice, or empty.
OptionValue zero_option_value(const OptionSpec& spec);

}  // namespace deckle
