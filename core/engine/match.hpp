// The files that the inputs of a job match. Each root is walked once; folders that no pattern can reach are not opened.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "engine/listed_names.hpp"
#include "io/files.hpp"
#include "io/listing.hpp"
#include "job/job.hpp"

namespace deckle {

struct MatchedFile {
  std::string path;         // relative to the job's folder, normalised
  std::uint32_t root = 0;   // in Matches::roots
  std::uint32_t input = 0;  // the first entry of the job that matches
};

struct Matches {
  std::vector<std::string> roots;  // folders above {dir}: prefixes of paths, or empty
  std::uint32_t number_of_root(const std::string& root);
  std::vector<MatchedFile> files;         // by input, then bytewise by path
  std::vector<Diagnostic> problems;       // folders that cannot be read, names out of their root, what is no file
  std::vector<const InputPattern*> idle;  // patterns that match nothing
  ListedNames listed;                     // in the folders that were read
};

// Symbolic links to files are followed, those to folders where the input says so; `.deckle` and what begins with
// `.deckle-` is never looked at. `files` is asked for .gitignore alone.
Matches match_files(const std::vector<JobInput>& inputs, const std::string& job_folder, Listing& listing, Files& files);

}  // namespace deckle
