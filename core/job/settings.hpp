// What the command line sets in a job, as layers over it: `--set outputs.web.options.toc=true`, `--var title=Guide`.
#pragma once
#include <string>
#include <vector>

#include "job/job_sources.hpp"

namespace deckle {

// "PATH=VALUE": keys with dots between them, numbers for items of lists; the value is YAML, and nothing takes the key
// away; what is no YAML, such as {dir}/{stem}.html, is text. "PATH+=VALUE" adds to a list. Null, and a problem, when it
// is none of these.
const YamlNode* setting_layer(JobSources& sources, const std::string& setting, std::vector<Diagnostic>& problems);

// "NAME=VALUE": the value is text, whatever it looks like. `argument`: "--var".
const YamlNode* variable_layer(JobSources& sources, const std::string& argument, const std::string& variable,
                               std::vector<Diagnostic>& problems);

}  // namespace deckle
