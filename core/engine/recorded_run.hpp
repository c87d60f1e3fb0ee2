// The files of a run as one document sees them: what it asks and reads is written into its record, if it has one.
#pragma once
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "engine/document_record.hpp"
#include "engine/place_claims.hpp"
#include "engine/run_files.hpp"
#include "io/hash_of_text.hpp"
#include "pipeline/address.hpp"

namespace deckle {

// Where an address of the document leads: found out once, and written down once.
struct Target {
  struct Link {
    std::size_t output;
    std::optional<std::string> address;  // what it is there
    bool is_noted = false;
  };
  std::string_view from, address;  // as it stands in the file at this path
  Lead lead;
  const DocumentPlaces* document = nullptr;  // the input there
  bool is_noted = false;                     // whether it is one
  bool is_missing = false;                   // it was looked for, and there is nothing
  std::vector<Link> links = {};              // those that were asked for
};

class RecordedRun {
 public:
  // `files` and `run` have to outlive it. Unless the run's outputs are recorded, claims alone are written down.
  RecordedRun(Files& files, RunFiles& run) : m_files(files), m_run(run), m_is_on(run.staging().is_recorded) {}
  RecordedRun(const RecordedRun&) = delete;

  RunFiles& run() const { return m_run; }
  // Of a relative address in the file at a path. Stays where it is.
  Target& target(std::string_view from, std::string_view address);
  // Questions about the plan; see RunFiles. The name of the input there, and what the address is in the file `to` of an
  // output, the only one that is asked for.
  std::optional<std::string> input(Target& target);
  bool is_input(Target& target);
  std::optional<std::string> link(Target& target, const std::string& to, std::size_t output);
  bool is_output(const std::string& path);
  std::optional<std::string> place_of_asset(const std::string& path);
  std::string root_of(const std::string& input);
  bool holds_inputs(const std::string& folder);

  Result<FileBytes> read_input(const std::string& path);
  Result<FileBytes> read(const std::string& absolute_path);
  // `path`: the same file by its absolute path.
  Result<void> look(const std::string& folder, const std::string& relative, const std::string& path);
  // Whether the walks of the run tell that a look would find nothing.
  bool is_unlisted(const std::string& folder, std::string_view relative, const std::string& path);
  Result<FileBytes> read_beneath(const std::string& folder, const std::string& relative, const std::string& path);

  // A file on which the document depends.
  void has_read(const std::string& path, const std::optional<FileVersion>& version);
  void has_read(const std::string& path, const Result<FileBytes>& bytes);

  // In which the file `to` of an output lies, an absolute path; good until the next call.
  const std::string& folder_of_output(const std::string& to);

  // A place for the bytes of an owner, and the folders above it. Whose it is; empty: a folder above it is a file.
  std::string claim(std::size_t output, const std::string& place, const std::string& owner);
  void made(MadeFile file);

  // Until resume() nothing is written down: for questions whose answers may not be used.
  void pause() { m_is_on = false; }
  void resume() { m_is_on = m_run.staging().is_recorded; }

  const std::vector<ClaimedPlace>& claims() const { return m_record.claims; }
  // What is known when all is done.
  DocumentRecord take();

 private:
  struct Targets {
    std::string folder;  // of the file in which they stand, an absolute path
    std::unordered_map<std::string, Target, HashOfText, std::equal_to<>> by_address = {};
  };

  void note_input(Target& target);
  void note_look(const std::string& folder, const std::string& relative, const std::string& problem);
  void answered(PlanQuestion::Kind kind, const std::string& subject, const std::string& answer);
  std::string claim_one(std::size_t output, const std::string& place, const std::string& owner);

  Files& m_files;
  RunFiles& m_run;
  bool m_is_on;
  std::string m_input;                                    // its path
  bool m_is_mapped = false;                               // its bytes
  std::map<std::string, Targets, std::less<>> m_targets;  // by file
  std::pair<std::string, std::string> m_folder_of;        // the file that was asked for last, and its folder
  std::unordered_set<std::string> m_known;                // what else is in the record already
  OwnPlaces m_own;
  DocumentRecord m_record;
};

}  // namespace deckle
