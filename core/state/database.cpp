#include "state/database.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

namespace deckle {
namespace {

bool blames_file(int code) {
  switch (code & 0xFF) {
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_FORMAT:
    case SQLITE_MISMATCH:
    case SQLITE_SCHEMA:
    case SQLITE_ERROR: return true;  // a table that is not as it was made
    default: return false;
  }
}

}  // namespace

Result<Database> Database::open(const std::string& path) {
  sqlite3* handle = nullptr;
  const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_NOFOLLOW;
  const int code = sqlite3_open_v2(path.c_str(), &handle, flags, nullptr);
  Database made(handle);
  if (code != SQLITE_OK) return made.problem();
  sqlite3_extended_result_codes(handle, 1);
  for (const int setting :
       {SQLITE_DBCONFIG_ENABLE_TRIGGER, SQLITE_DBCONFIG_ENABLE_VIEW, SQLITE_DBCONFIG_TRUSTED_SCHEMA})
    sqlite3_db_config(handle, setting, 0, nullptr);
  sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  return made;
}

Database& Database::operator=(Database&& other) noexcept {
  std::swap(m_handle, other.m_handle);
  return *this;
}

Database::~Database() { sqlite3_close(m_handle); }

Diagnostic Database::problem() const {
  const int code = m_handle == nullptr ? SQLITE_NOMEM : sqlite3_errcode(m_handle);
  return error(blames_file(code) ? "state.damaged" : "state.failed",
               m_handle == nullptr ? sqlite3_errstr(code) : sqlite3_errmsg(m_handle));
}

Result<void> Database::run(const char* sql) {
  return sqlite3_exec(m_handle, sql, nullptr, nullptr, nullptr) == SQLITE_OK ? Result<void>() : problem();
}

Result<std::int64_t> Database::number(const char* sql) {
  sqlite3_stmt* statement = nullptr;
  if (sqlite3_prepare_v2(m_handle, sql, -1, &statement, nullptr) != SQLITE_OK) return problem();
  const bool is_there = sqlite3_step(statement) == SQLITE_ROW;
  const std::int64_t found = is_there ? sqlite3_column_int64(statement, 0) : 0;
  sqlite3_finalize(statement);
  return is_there ? Result<std::int64_t>(found) : problem();
}

Statement::Statement(const Database& database, const char* sql) : m_database(database) {
  sqlite3_prepare_v3(database.handle(), sql, -1, SQLITE_PREPARE_PERSISTENT, &m_statement, nullptr);
}

Statement::~Statement() { sqlite3_finalize(m_statement); }

Statement& Statement::bind(int index, std::string_view bytes) {
  // A null pointer would be NULL, not no bytes.
  const char* at = bytes.empty() ? "" : bytes.data();
  sqlite3_bind_blob64(m_statement, index + 1, at, bytes.size(), SQLITE_STATIC);
  return *this;
}

Result<bool> Statement::step() {
  if (m_statement == nullptr) return m_database.problem();
  const int code = sqlite3_step(m_statement);
  if (code == SQLITE_ROW) return true;
  const int reset = sqlite3_reset(m_statement);
  return code == SQLITE_DONE && reset == SQLITE_OK ? Result<bool>(false) : m_database.problem();
}

std::string_view Statement::bytes(int column) const {
  const auto* at = static_cast<const char*>(sqlite3_column_blob(m_statement, column));
  return at == nullptr ? std::string_view()
                       : std::string_view(at, static_cast<std::size_t>(sqlite3_column_bytes(m_statement, column)));
}

}  // namespace deckle
