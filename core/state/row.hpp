// What the state knows of one output of one input: what it was made of and what was made.
//
// As bytes a row is as long as it has to be, and begins with a checksum over itself and its key: rows are read by every
// run, and whatever became of the file in which they lie, none of them is believed that was not written so.
#pragma once
#include <compare>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/document_record.hpp"
#include "engine/kept_documents.hpp"

namespace deckle {

// All three name what they did when the row was made; paths are relative to the job's folder where they lie below it.
constexpr const char* members_of_joined = "\n";  // no output has such a name

struct RowKey {
  std::string output;  // its name; empty: a file that is copied; members_of_joined: the document itself
  std::string input;   // empty: all documents, joined
  std::string path;    // of the main file
  auto operator<=>(const RowKey&) const = default;
};

// A document among those that are kept for joined outputs. Nothing is believed of it that has not these bytes.
struct CachedBlock {
  KeptDocument kept;
  ContentHash hash{};
};

struct StateRow {
  enum class Status : std::uint8_t {
    done,
    failed,   // by what the row knows: as long as nothing changes it fails again
    skipped,  // no reader knows the input, and such inputs are passed over
    unlucky,  // by circumstance: the next run tries again
  };
  Status status = Status::unlucky;
  ContentHash recipe{};  // see recipe_key.hpp
  ContentHash plan{};    // of the run whose answers the row holds, or that gave the same ones
  ContentHash places{};  // of the document: its names and what it may reach
  std::string variant;   // of the job: profiles and settings of the command line
  std::string reader;    // that was detected; empty when the recipe names it
  std::uint64_t warnings = 0, losses = 0;
  std::optional<FileVersion> input;
  std::optional<CachedBlock> block;  // of a member of joined outputs
  std::vector<ReadFile> read;
  std::vector<Look> looks;
  std::vector<MadeFile> made;  // of a failed document: what its last success left
};

// What it asked of the plan, read only when the plan has changed.
using StateAnswers = std::vector<PlanAnswer>;
// What it claimed when it was made, read only by a run that makes or misses something. Owners that are files, and
// places, are named as files of rows are.
using StateClaims = std::vector<ClaimedPlace>;

std::string to_bytes(const RowKey& key, const StateRow& row);
std::string to_bytes(const RowKey& key, const StateAnswers& answers);
std::string to_bytes(const RowKey& key, const StateClaims& claims);
// Nothing: these are not the bytes that were written under this key.
std::optional<StateRow> row_from_bytes(const RowKey& key, std::string_view bytes);
std::optional<StateAnswers> answers_from_bytes(const RowKey& key, std::string_view bytes);
std::optional<StateClaims> claims_from_bytes(const RowKey& key, std::string_view bytes);

}  // namespace deckle
