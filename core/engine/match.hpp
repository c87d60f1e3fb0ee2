// The files that the inputs of a job match. Each root is walked once; folders that no pattern can reach are not opened.
#pragma once
#include <string>
#include <vector>

#include "io/listing.hpp"
#include "job/job.hpp"

namespace deckle {

struct MatchedFile {
  std::string path;       // relative to the job's folder, normalised
  std::string root;       // the folder above {dir}: a prefix of path, or empty
  std::size_t input = 0;  // the first entry of the job that matches
};

struct Matches {
  std::vector<MatchedFile> files;         // by input, then bytewise by path
  std::vector<Diagnostic> problems;       // folders that cannot be read
  std::vector<const InputPattern*> idle;  // patterns that match nothing
};

// Symbolic links to files are followed, those to folders are not; `.deckle` and what begins with `.deckle-` is never
// looked at.
Matches match_files(const std::vector<JobInput>& inputs, const std::string& job_folder, Listing& listing);

}  // namespace deckle
