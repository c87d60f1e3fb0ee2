// Which outputs are as good as new, by what the state knows of them; and why the others are not.
#pragma once
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "engine/recipe.hpp"
#include "io/staging_notes.hpp"
#include "state/known_files.hpp"
#include "state/recipe_key.hpp"
#include "state/state_paths.hpp"
#include "state/store.hpp"

namespace deckle {

// Why something is made of which nothing is known.
constexpr std::string_view never_made = "it is new";

struct Standing {
  enum class Kind : std::uint8_t {
    stale,    // to be made
    fresh,    // as it was made
    failed,   // it failed, and nothing has changed that could help
    skipped,  // nothing reads its input, and that is all right
  };
  Kind kind = Kind::stale;
  std::string why;  // of what is stale: "docs/a.md changed"
  // Of what is stale: what stands under its name is none of this job's work, or was edited since; its inode. 0: it is
  // not there, or as it was made.
  std::uint64_t foreign = 0;
  std::uint64_t warnings = 0, losses = 0;  // of what is not stale, when it was made
};

class Freshness {
 public:
  struct Wishes {
    bool is_forced = false;       // everything is stale
    bool retries_failed = false;  // what failed is
  };
  // All have to outlive it. `run` is asked about the plan only when that has changed. `notes`, of runs that were
  // killed, may be null.
  Freshness(const Recipe& recipe, RecipeKeys& keys, StateStore& store, RunFiles& run, StatePaths paths,
            const Wishes& wishes, const StagingNotes* notes);

  // All rows of the recipe's outputs, and those of copies. Anything else has to wait for it.
  Result<void> load();
  Standing document(std::size_t document, std::size_t output);
  Standing copy(std::size_t copy);
  Standing joined(std::size_t output);
  // The document itself, as joined outputs take it.
  Standing member(std::size_t document);

  RowKey key_of_document(std::size_t document, std::size_t output) const;
  RowKey key_of_copy(std::size_t copy) const;
  RowKey key_of_joined(std::size_t output) const;
  RowKey key_of_member(std::size_t document) const;
  // Nothing: there is none.
  std::optional<StateRow> row(const RowKey& key) const;
  // A row was not as it was written: the state cannot be trusted to be whole.
  bool is_damaged() const { return m_is_damaged; }
  const ContentHash& plan() const { return m_plan; }
  ContentHash places(std::size_t document, std::size_t output) const;
  ContentHash places_of_member(std::size_t document) const;
  ContentHash places_of_joined(std::size_t output) const;
  // Of all the readers that the members of a joined document have; see JoinedRecord.
  RecipeParts parts_of_joined(std::size_t output, const std::string& readers) const;
  // Of what was asked, only the answers that are the same now count.
  bool answers_hold(const RowKey& key, std::size_t output);

 private:
  using Why = std::string;  // empty: it is fresh
  Standing judge(const RowKey& key, const std::function<Why(StateRow& row, bool& refreshed)>& check);
  Why check_document(std::size_t document, std::size_t output, const RowKey& key, StateRow& row, bool& refreshed);
  Why check_recipe(std::size_t document, std::size_t output, const StateRow& row);
  Why check_plan(std::size_t document, std::size_t output, const RowKey& key, StateRow& row, bool& refreshed);
  Why difference_from(const StateRow& row, const RecipeParts& now);
  Why check_joined(std::size_t output, const RowKey& key, StateRow& row, bool& refreshed);
  Why check_member(std::size_t document, const RowKey& key, StateRow& row, bool& refreshed);
  Why check_input(const std::string& input, StateRow& row, bool& refreshed);
  Why check_files(StateRow& row, bool& refreshed);
  Why check_made(StateRow& row, bool& refreshed);
  Standing stale(std::string why, const RowKey& key, std::optional<StateRow>& row);

  const Recipe& m_recipe;
  RecipeKeys& m_keys;
  StateStore& m_store;
  RunFiles& m_run;
  StatePaths m_paths;
  Wishes m_wishes;
  const StagingNotes* m_notes;
  ContentHash m_plan;
  KnownFiles m_files;
  std::map<std::string, PackedRows> m_rows;  // by the names of outputs
  mutable bool m_is_damaged = false;
};

}  // namespace deckle
