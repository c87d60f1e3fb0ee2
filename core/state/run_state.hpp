// The state of a job during one run: which of its outputs are as good as new, and the record of those that are made.
#pragma once
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "engine/crew.hpp"
#include "io/staging_notes.hpp"
#include "state/folder.hpp"
#include "state/freshness.hpp"
#include "state/joined_record.hpp"
#include "state/leftovers.hpp"
#include "state/recorded_claims.hpp"

namespace deckle {

// What is to be done about one document.
struct DocumentStanding {
  Standing::Kind kind = Standing::Kind::stale;  // stale: `outputs` are
  std::vector<std::size_t> outputs;
  std::vector<std::uint64_t> foreign;      // of each; see Standing
  std::string why;                         // of the first
  std::uint64_t warnings = 0, losses = 0;  // of a document that is not stale, when it was made
};

class RunState {
 public:
  struct Settings {
    std::string folder;                     // where it lies
    std::string job_folder, output_folder;  // where the job and its outputs do: "" or with a slash at the end
    std::string variant;                    // of the job: what chooses among its parts; see unwanted()
    std::string limits;                     // of processes: what else may make a document fail
    bool is_partial = false;                // only some of its outputs are asked for
    bool is_power_safe = false;
    bool is_read_only = false;  // nothing is made, so nothing is written
    bool prunes = false;        // what the recipe does not ask for any more is taken away
    Freshness::Wishes wishes;
  };
  // Null: the folder cannot be had; why is added to `said`, a warning, and the run goes on without. Null without a
  // warning: another run holds it, and `busy` did not want to wait.
  static std::unique_ptr<RunState> open(const Settings& settings, const LockFile::Busy& busy,
                                        std::vector<Diagnostic>& said);

  // Both before anything else. What is given has to outlive it; `run` knows all paths of the recipe.
  void begin(const Recipe& recipe, const Registry& registry, UseOfDetected use_of_detected);
  void look(RunFiles& run, std::vector<Diagnostic>& said);
  Standing output(std::size_t document, std::size_t output) { return m_freshness->document(document, output); }
  // After all have been looked at: the state was damaged, and has been set aside. All are to be looked at again.
  bool is_damaged(std::vector<Diagnostic>& said);
  // All outputs that the document has of its own.
  DocumentStanding document(std::size_t document);
  // Whether the last run with these documents and outputs came to its end, and none has changed anything since: then
  // all claims are answered as they were, unless something is to be made.
  bool is_settled() const { return m_is_settled; }
  // What was claimed for the outputs that the document has of its own, when they were made; and for a joined output.
  std::vector<ClaimedPlace> claims(std::size_t document);
  std::vector<ClaimedPlace> joined_claims(std::size_t output);
  Standing copy(std::size_t copy) { return m_freshness->copy(copy); }
  // The document as joined outputs take it, if it need not be read for them.
  std::optional<KeptMember> member(std::size_t document);
  // What it was found to have then: of a document that is not stale.
  Standing member_when_made(std::size_t document) const;
  // Documents for joined outputs are kept in the state: when one chapter of a book changes the others need not be read.
  // Before they are looked at; has to outlive this.
  void keep_documents(KeptDocuments& documents);
  Standing joined(std::size_t output) { return m_freshness->joined(output); }

  // How its outputs are staged, for as long as this lives.
  Staging staging() {
    return {.is_recorded = true, .is_power_safe = m_settings.is_power_safe, .notes = staging_notes()};
  }
  // What earlier runs had staged when they were killed is gone. Null: this one writes nothing.
  StagingNotes* staging_notes() { return m_notes ? &*m_notes : nullptr; }

  // Outputs that were tried together; `record` is that of their broker.
  void made(const Work& work, const Made& made, const DocumentRecord& record);
  // After all documents.
  void made_joined(const Work& work, const Made& made, const DocumentRecord& record);
  void copied(std::size_t copy, DocumentRecord record);
  // The last: the record is whole, and what nobody wants any more is taken away. `is_whole`: the run came to its end.
  // What could not be written is added to `said`.
  void end(Files& files, bool is_whole, std::vector<Diagnostic>& said);

  // What pruning takes away: files that this job made for inputs or outputs that it no longer has. What a variant of
  // it made, with other profiles, stays as long as the input is there.
  std::vector<std::string> prunable();
  const std::vector<std::string>& pruned() const { return m_pruned; }

 private:
  RunState(const Settings& settings, StateFolder folder, std::unique_ptr<StateStore> store);
  const std::string& hash_of_file(const std::string& path);
  std::string find_hash_of_file(const std::string& path);
  Result<void> load();
  void begin_anew(const Diagnostic& problem, std::vector<Diagnostic>& said);
  StateRow row_of(const Made& made, const DocumentRecord& record, std::size_t output) const;
  static StateAnswers answers_of(const DocumentRecord& record, std::size_t output);
  void put_member(const Work& work, const Made& made, const DocumentRecord& record);
  void drop_documents_if_wasteful();
  bool add_other_members();
  void keep_recipe(const ContentHash& key, const RecipeParts& parts);
  void put(const RowKey& key, StateRow row, const DocumentRecord& record, std::size_t output);
  bool was_made_before(const std::string& place, const ContentHash& hash);
  bool is_unwanted(const StateStore::Entry& entry, const std::set<RowKey>& wanted) const;
  std::set<RowKey> wanted_rows() const;
  std::vector<std::string> prunable(std::vector<RowKey>& unwanted);
  void prune(Files& files, std::vector<Diagnostic>& said);
  void take_away(const std::vector<std::string>& paths, Files& files, std::vector<Diagnostic>& said);
  void take_away_dropped(Files& files, std::vector<Diagnostic>& said);

  Settings m_settings;
  StateFolder m_folder;
  std::unique_ptr<StateStore> m_store;
  StatePaths m_paths;
  KeptDocuments* m_documents = nullptr;  // once they are kept in the state
  std::uint64_t m_used_bytes = 0;        // of these
  KnownFiles m_programs;
  std::map<std::string, std::string> m_hashes;  // of programs, by their paths
  const Recipe* m_recipe = nullptr;
  std::unique_ptr<RecipeKeys> m_keys;
  std::unique_ptr<Freshness> m_freshness;
  std::unique_ptr<RecordedClaims> m_claims;
  bool m_is_settled = false;
  std::function<Result<void>()> m_look;
  std::set<ContentHash> m_kept_recipes;
  JoinedRecord m_joined;            // of the documents that were kept for joined outputs
  std::set<std::size_t> m_members;  // those
  std::set<std::size_t> m_cached;   // and those that need not be read
  std::optional<StagingNotes> m_notes;
  std::vector<std::string> m_pruned;
  std::vector<MadeFile> m_dropped;  // made once, and not of their document any more
  std::optional<std::unordered_map<std::string, ContentHash>> m_made_before;  // by inner path, when it was asked for
};

}  // namespace deckle
