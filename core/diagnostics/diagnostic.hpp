// One type for everything that can be said about a document, a job or the run itself.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace deckle {

enum class Severity { note = 0, warning = 1, error = 2 };

std::string_view name_of(Severity severity);

// A place in something that a person can open. Lines and columns count from 1; columns count characters; 0: unknown.
// A part of a container, and a source that only a dump tells of, have an offset alone.
// `excerpt` is the line itself, `caret` the range to mark in it, in characters counted from 0.
struct Place {
  std::string file;  // as the user named it; "container!/part" inside a container
  std::uint32_t line = 0, column = 0;
  std::uint64_t offset = 0;  // bytes from the start of the file
  std::string excerpt;
  std::uint32_t caret_begin = 0, caret_length = 0;
  bool operator==(const Place&) const = default;
};

struct Related {
  Place where;
  std::string text;
};

struct Fix {
  Place where;
  std::uint64_t begin = 0, end = 0;  // bytes of the file to replace
  std::string replacement;
};

struct Diagnostic {
  Severity severity = Severity::error;
  std::string code;  // stable: "job.unknown-key"
  std::string message;
  std::string hint;       // what to do about it; may be empty
  Place where;            // an empty file: no place
  std::string component;  // the plugin component that said it; empty: the host
  std::vector<Related> related;
  std::vector<Fix> fixes;
};

inline Diagnostic error(std::string code, std::string message, std::string hint = {}) {
  Diagnostic made;
  made.code = std::move(code);
  made.message = std::move(message);
  made.hint = std::move(hint);
  return made;
}

}  // namespace deckle
