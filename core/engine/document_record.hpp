// What the outputs of one document depended on, and what was made: all that has to be as it was for them to be as good
// as new. Paths are absolute.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/run_files.hpp"
#include "io/file_version.hpp"

namespace deckle {

struct ReadFile {
  std::string path;
  std::optional<FileVersion> version;  // nothing: it could not be read
};

// A file that was looked for below a folder.
struct Look {
  std::string folder, relative;
  std::string problem;  // the code; empty: there is a regular file
};

// What was asked about the plan of the run.
struct PlanQuestion {
  enum class Kind : std::uint8_t {
    input,         // the name of the input that the address `subject` in the file `from` leads to
    link,          // what that address is in the output file `to`
    is_output,     // whether the file `subject` is an output
    asset,         // where the asset `subject` is copied to
    root,          // the root of the input `subject`
    holds_inputs,  // whether an input lies below the folder `subject`
  };
  Kind kind = Kind::input;
  std::string subject, from, to;
  bool operator==(const PlanQuestion&) const = default;
};

constexpr std::size_t all_outputs = static_cast<std::size_t>(-1);

struct PlanAnswer {
  std::size_t output = all_outputs;  // of a link: asked for this one
  PlanQuestion question;
  std::string answer;  // as answer_of() gives it
};

// A place beside the outputs that was wanted for the bytes of an owner, or as a folder; see place_claims.hpp.
struct ClaimedPlace {
  std::size_t output = 0;
  std::string place, owner;
  std::string holder;  // whose it was then: the owner's, when it was granted
};

struct MadeFile {
  enum class Kind : std::uint8_t { main, part, copy };
  Kind kind = Kind::main;
  std::size_t output = 0;
  std::string path;
  std::optional<FileVersion> version;  // nothing: a stream, or another's file by now
};

struct DocumentRecord {
  std::optional<FileVersion> input;  // nothing: it came from a stream, or changed while it was read
  std::vector<ReadFile> read;
  std::vector<Look> looks;
  std::vector<PlanAnswer> answers;
  std::vector<ClaimedPlace> claims;
  std::vector<MadeFile> made;
};

// What the run answers now. `output` counts as in Recipe::outputs.
std::string answer_of(const RunFiles& run, const PlanQuestion& question, std::size_t output);

}  // namespace deckle
