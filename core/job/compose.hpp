// From a job file to one tree: the bases that it extends, itself, the profiles asked for, what the command line sets,
// in this order; then `${...}` expanded. What the tree means is for read_job to say.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "io/files.hpp"
#include "job/job_sources.hpp"

namespace deckle {

struct JobRequest {
  std::string path;                    // the job file
  std::vector<std::string> profiles;   // in the order in which they are laid over the job
  std::vector<std::string> settings;   // "PATH=VALUE": outputs.web.options.toc=true; the value is YAML
  std::vector<std::string> variables;  // "NAME=VALUE"
};

struct ComposedJob {
  std::string path;
  std::shared_ptr<JobSources> sources;  // keeps the tree
  // Without `extends` and `profiles`, with outputs as a map, and with the var `profile`: the names of those chosen,
  // "print-draft", or "default". Null when a text could not be read; there is at least one
  // error among the problems then.
  const YamlNode* root = nullptr;
  std::vector<std::string> profiles;  // all that the job and its bases have, in the order in which they appear
  std::vector<Diagnostic> problems;
};

ComposedJob compose_job(Files& files, const JobRequest& request);

}  // namespace deckle
