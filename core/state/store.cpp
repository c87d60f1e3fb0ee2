#include "state/store.hpp"

#include <fmt/format.h>

namespace deckle {
namespace {

// To be raised when the form of anything in the file changes.
constexpr std::int64_t form = 5;

constexpr std::int64_t rest_ns = 120'000'000;   // more than a file system's tick
constexpr std::int64_t batch_ns = 400'000'000;  // between two batches
constexpr std::size_t largest_batch = 2000;     // rows

constexpr const char* tables =
    "CREATE TABLE rows(output BLOB, input BLOB, path BLOB, row BLOB, PRIMARY KEY(output, input, path)) WITHOUT ROWID;"
    "CREATE TABLE answers(output BLOB, input BLOB, path BLOB, answers BLOB, PRIMARY KEY(output, input, path)) "
    "WITHOUT ROWID;"
    "CREATE TABLE claims(output BLOB, input BLOB, path BLOB, claims BLOB, PRIMARY KEY(output, input, path)) "
    "WITHOUT ROWID;"
    "CREATE TABLE texts(name BLOB PRIMARY KEY, text BLOB) WITHOUT ROWID;";

Diagnostic damaged(const char* what) { return error("state.damaged", what); }

}  // namespace

Result<std::unique_ptr<StateStore>> StateStore::open(const std::string& file, std::string job_folder,
                                                     bool is_power_safe) {
  Result<Database> database = Database::open(file);
  if (!database) return database.problem();
  std::unique_ptr<StateStore> made(new StateStore(std::move(*database), std::move(job_folder)));
  if (Result<void> prepared = made->prepare(is_power_safe); !prepared) return prepared.problem();
  return made;
}

Result<void> StateStore::prepare(bool is_power_safe) {
  // A lock of the folder keeps others away, so SQLite shares no memory with anybody.
  // Rows of a kilobyte lie whole in large pages, and all of them are read.
  const char* settings = "PRAGMA locking_mode=EXCLUSIVE; PRAGMA cell_size_check=ON; PRAGMA page_size=16384;";
  if (auto done = m_database.run(settings); !done) return done;
  Result<std::int64_t> found = m_database.number("PRAGMA user_version");
  if (!found) return found.problem();
  if (*found > form) return error("state.newer", fmt::format("it has form {}, this program knows {}", *found, form));
  if (auto done = m_database.run("PRAGMA journal_mode=WAL;"); !done) return done;
  if (auto done = m_database.run(is_power_safe ? "PRAGMA synchronous=FULL" : "PRAGMA synchronous=OFF"); !done)
    return done;
  if (*found == form) return {};
  const std::string sql = fmt::format("BEGIN; {} PRAGMA user_version={}; COMMIT;", tables, form);
  return m_database.run(sql.c_str());
}

Result<PackedRows> StateStore::rows(const std::string& output) {
  return packed("SELECT input, path, row FROM rows WHERE output = ? ORDER BY input, path", output);
}

Result<PackedRows> StateStore::claims(const std::string& output) {
  return packed("SELECT input, path, claims FROM claims WHERE output = ? ORDER BY input, path", output);
}

Result<PackedRows> StateStore::packed(const char* select_one_output, const std::string& output) {
  Statement select(m_database, select_one_output);
  select.bind(0, output);
  PackedRows found;
  for (;;) {
    const Result<bool> more = select.step();
    if (!more) return more.problem();
    if (!*more) return found;
    found.add(select.bytes(0), select.bytes(1), select.bytes(2));
  }
}

Result<std::vector<StateStore::Entry>> StateStore::all_rows() {
  Statement select(m_database, "SELECT output, input, path, row FROM rows");
  std::vector<Entry> found;
  for (;;) {
    const Result<bool> more = select.step();
    if (!more) return more.problem();
    if (!*more) return found;
    RowKey key{std::string(select.bytes(0)), std::string(select.bytes(1)), std::string(select.bytes(2))};
    if (std::optional<StateRow> row = row_from_bytes(key, select.bytes(3)))
      found.push_back({std::move(key), std::move(*row)});
  }
}

Result<StateAnswers> StateStore::answers(const RowKey& key) {
  Statement select(m_database, "SELECT answers FROM answers WHERE output = ? AND input = ? AND path = ?");
  const Result<bool> found = select.bind(0, key.output).bind(1, key.input).bind(2, key.path).step();
  if (!found) return found.problem();
  if (!*found) return StateAnswers();
  std::optional<StateAnswers> answers = answers_from_bytes(key, select.bytes(0));
  return answers ? Result<StateAnswers>(std::move(*answers)) : damaged("answers are not as they were written");
}

Result<std::string> StateStore::text(std::string_view name) {
  Statement select(m_database, "SELECT text FROM texts WHERE name = ?");
  const Result<bool> found = select.bind(0, name).step();
  if (!found) return found.problem();
  return std::string(*found ? select.bytes(0) : std::string_view());
}

void StateStore::put(RowKey key, StateRow row) {
  m_waiting.push_back({std::move(key), std::move(row), {}, {}, now_ns()});
}

void StateStore::put(RowKey key, StateRow row, const StateAnswers& answers, const StateClaims& claims) {
  std::string asked = answers.empty() ? std::string() : to_bytes(key, answers);
  std::string claimed = claims.empty() ? std::string() : to_bytes(key, claims);
  m_waiting.push_back({std::move(key), std::move(row), std::move(asked), std::move(claimed), now_ns()});
}

void StateStore::remove(const RowKey& key) {
  m_waiting.push_back({key, std::nullopt, std::string(), std::string(), now_ns()});
}

void StateStore::put_text(std::string_view name, std::string text) { m_texts.emplace_back(name, std::move(text)); }

void StateStore::commit_rested() {
  if (m_waiting.empty()) return;
  const std::int64_t now = now_ns();
  if (m_waiting.size() < largest_batch && now - m_waiting.front().since_ns < batch_ns) return;
  const auto is_young = [&](const Waiting& waiting) { return now - waiting.since_ns < rest_ns; };
  const auto young = std::find_if(m_waiting.begin(), m_waiting.end(), is_young);
  if (Result<void> written = write(static_cast<std::size_t>(young - m_waiting.begin())); !written && !m_failure)
    m_failure = written.problem();
}

Result<void> StateStore::commit() {
  if (Result<void> written = write(m_waiting.size()); !written && !m_failure) m_failure = written.problem();
  return m_failure ? Result<void>(*m_failure) : Result<void>();
}

// One for what there is now and one for what there is no more, of each table.
struct StateStore::Statements {
  struct Table {
    Statement put, remove;
    Table(const Database& database, const std::string& name)
        : put(database, ("INSERT OR REPLACE INTO " + name + " VALUES(?, ?, ?, ?)").c_str()),
          remove(database, ("DELETE FROM " + name + " WHERE output = ? AND input = ? AND path = ?").c_str()) {}
  };
  Table rows, answers, claims;
  explicit Statements(const Database& database)
      : rows(database, "rows"), answers(database, "answers"), claims(database, "claims") {}
};

Result<void> StateStore::write(std::size_t count) {
  if (count == 0 && m_texts.empty()) return {};
  if (Result<void> begun = m_database.run("BEGIN"); !begun) return begun;
  Statements statements(m_database);
  for (std::size_t k = 0; k < count; ++k) {
    if (m_waiting[k].row) look_again(*m_waiting[k].row);
    if (Result<void> written = write_one(m_waiting[k], statements); !written) return written;
  }
  m_waiting.erase(m_waiting.begin(), m_waiting.begin() + static_cast<std::ptrdiff_t>(count));
  for (const auto& [name, text] : m_texts) {
    Statement replace(m_database, "INSERT OR REPLACE INTO texts VALUES(?, ?)");
    if (Result<bool> done = replace.bind(0, name).bind(1, text).step(); !done) return done.problem();
  }
  m_texts.clear();
  return m_database.run("COMMIT");
}

Result<void> StateStore::write_one(const Waiting& waiting, Statements& statements) {
  const auto write = [&](Statements::Table& table, const std::string& value) -> Result<void> {
    Statement& statement = value.empty() ? table.remove : table.put;
    statement.bind(0, waiting.key.output).bind(1, waiting.key.input).bind(2, waiting.key.path);
    if (!value.empty()) statement.bind(3, value);
    const Result<bool> done = statement.step();
    return done ? Result<void>() : done.problem();
  };
  Result<void> done = write(statements.rows, waiting.row ? to_bytes(waiting.key, *waiting.row) : std::string());
  if (done && waiting.answers) done = write(statements.answers, *waiting.answers);
  if (done && waiting.claims) done = write(statements.claims, *waiting.claims);
  return done;
}

void StateStore::look_again(StateRow& row) const {
  const std::int64_t now = now_ns();
  for (MadeFile& file : row.made)
    if (file.version &&
        stamp_of(file.path.starts_with('/') ? file.path : m_job_folder + file.path) == file.version->stamp)
      file.version->looked_at_ns = now;
}

}  // namespace deckle
