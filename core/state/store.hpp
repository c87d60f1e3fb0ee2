// The rows of all earlier runs, in a file. Nothing in it is believed that was not written there so: whatever is wrong
// with the file is "state.damaged" or "state.newer", and the caller begins a new one.
//
// What is put is written in batches, so that a run that is killed loses the last moments of its record alone. A row
// waits until the files that it tells of have rested for the file system's tick: then the next run need not read them.
#pragma once
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "state/database.hpp"
#include "state/packed_rows.hpp"

namespace deckle {

class StateStore {
 public:
  struct Entry {
    RowKey key;
    StateRow row;
  };

  // `job_folder`: where relative paths of rows begin. `is_power_safe`: what commit() has written outlasts a power cut.
  static Result<std::unique_ptr<StateStore>> open(const std::string& file, std::string job_folder, bool is_power_safe);
  StateStore(const StateStore&) = delete;

  // As they were before anything was put: those of an output and what they claimed, and all that are sound.
  Result<PackedRows> rows(const std::string& output);
  Result<PackedRows> claims(const std::string& output);
  Result<std::vector<Entry>> all_rows();
  // Empty when there are none.
  Result<StateAnswers> answers(const RowKey& key);
  // Small texts by name, for what many rows share: see recipe_key.hpp and known_files.hpp.
  Result<std::string> text(std::string_view name);

  // A row alone: what it asked and claimed stays as it is.
  void put(RowKey key, StateRow row);
  void put(RowKey key, StateRow row, const StateAnswers& answers, const StateClaims& claims);
  void remove(const RowKey& key);
  void put_text(std::string_view name, std::string text);
  // What has waited long enough, when there is enough of it; what went wrong is told by commit().
  void commit_rested();
  Result<void> commit();

 private:
  struct Waiting {
    RowKey key;
    std::optional<StateRow> row;  // nothing: it goes
    std::optional<std::string> answers, claims;
    std::int64_t since_ns = 0;
  };

  StateStore(Database database, std::string job_folder)
      : m_database(std::move(database)), m_job_folder(std::move(job_folder)) {}
  Result<void> prepare(bool is_power_safe);
  Result<void> write(std::size_t count);
  struct Statements;
  Result<PackedRows> packed(const char* select_one_output, const std::string& output);
  Result<void> write_one(const Waiting& waiting, Statements& statements);
  void look_again(StateRow& row) const;

  Database m_database;
  std::string m_job_folder;
  std::vector<Waiting> m_waiting;
  std::vector<std::pair<std::string, std::string>> m_texts;
  std::optional<Diagnostic> m_failure;  // the first
};

}  // namespace deckle
