// As much of SQLite as the state needs: a file, statements, values that are bytes.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "diagnostics/result.hpp"

struct sqlite3;
struct sqlite3_stmt;

namespace deckle {

class Database {
 public:
  // A regular file, or none, which is created. SQL in it (triggers, views) is never run.
  static Result<Database> open(const std::string& path);
  Database(Database&& other) noexcept : m_handle(std::exchange(other.m_handle, nullptr)) {}
  Database& operator=(Database&& other) noexcept;
  ~Database();

  Result<void> run(const char* sql);
  // Of a pragma or query of one number.
  Result<std::int64_t> number(const char* sql);
  // The last thing that went wrong; "state.damaged" when the file is to blame, else "state.failed".
  Diagnostic problem() const;
  sqlite3* handle() const { return m_handle; }

 private:
  explicit Database(sqlite3* handle) : m_handle(handle) {}
  sqlite3* m_handle = nullptr;
};

// A prepared statement; the database has to outlive it. All indexes count from 0.
class Statement {
 public:
  Statement(const Database& database, const char* sql);
  Statement(const Statement&) = delete;
  ~Statement();

  // The bytes have to stay until the statement is run.
  Statement& bind(int index, std::string_view bytes);
  // True: a row is there. False: no more, and the statement may be bound again.
  Result<bool> step();
  // Until the next step().
  std::string_view bytes(int column) const;

 private:
  const Database& m_database;
  sqlite3_stmt* m_statement = nullptr;
};

}  // namespace deckle
