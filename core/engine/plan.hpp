// What a job is going to do, before anything is read: every document with its reader, every output with its path.
#pragma once
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "engine/claims.hpp"
#include "engine/listed_names.hpp"
#include "io/files.hpp"
#include "io/listing.hpp"
#include "job/job.hpp"

namespace deckle {

struct PlannedOutput {
  const JobOutput* output = nullptr;
  std::string path;  // relative to the job's folder
};

struct PlannedDocument {
  std::string path;        // relative to the job's folder, normalised
  std::uint32_t root = 0;  // the part of it that {dir} does not show, in Plan::roots
  const JobInput* input = nullptr;
  std::vector<PlannedOutput> outputs;  // its own, in the order of the job's outputs
};

// A file that is copied unchanged: `from` relative to the job's folder, `to` as outputs are.
struct PlannedCopy {
  std::string from, to;
  Place where;  // of the entry of the job that wants it
};

// Documents in the order of the job's inputs, those of one input in bytewise order of their paths.
struct Plan {
  std::vector<std::string> roots;
  std::vector<PlannedDocument> documents;
  std::vector<PlannedOutput> joined;  // one file for all documents
  std::vector<PlannedCopy> copies;
  ListedNames listed;  // all that planning saw
  std::vector<Diagnostic> problems;
  bool nothing_matched = false;  // then problems has the error "job.nothing-matched"
  bool has_errors() const;
};

// What planning looks at.
struct PlanContext {
  std::string job_folder, output_folder;  // "" is the working directory, else with a slash at the end
  Listing& listing;
  Files& files;
  // The name of the reader that would take a file (path relative to the job's folder); empty when none does. Asked only
  // where an output's path needs it, or where files without a reader are to be copied.
  std::function<std::string(const std::string& path)> reader_of;
  Claims::Fold fold;  // empty: names that differ are never taken for one
};

// The job has to outlive the plan.
Plan make_plan(const Job& job, const PlanContext& context);

}  // namespace deckle
