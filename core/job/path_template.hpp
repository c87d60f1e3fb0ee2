// The path of an output, made of what is known of an input before it is read: {dir} {stem} {name} {ext} {path}
// {reader}; and of what is known of the job: {profile} and its vars.
#pragma once
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "diagnostics/result.hpp"

namespace deckle {

struct PathFields {
  std::string dir;   // the folder below the root; empty: the root itself
  std::string name;  // with its suffix
  std::string reader;
  std::string stem = {};  // when it is not that of the name
};

// "a.tar.gz" -> "a.tar" and "gz"; a leading dot begins no suffix.
std::string_view stem_of(std::string_view name);
std::string_view suffix_of(std::string_view name);

struct PathPlaceholder {
  std::string_view name, doc;
};

class PathTemplate {
 public:
  // Unknown placeholders, braces without partner, empty and absolute paths, "..". A problem's where.offset is the byte
  // of the template, its caret_length how many bytes are meant.
  // `values`: further placeholders, which stand for the same in all paths.
  using Values = std::map<std::string, std::string, std::less<>>;
  static Result<PathTemplate> parse(std::string_view text, const Values& values = {});
  // Those of every template.
  static std::span<const PathPlaceholder> placeholders();
  // Whether {name} is one of them.
  static bool is_placeholder(std::string_view name);

  const std::string& text() const { return m_text; }
  bool uses_reader() const;
  // Whether paths end in the name of their file: {name} or {path}.
  bool uses_name() const;
  // Whether one path is for all inputs.
  bool is_constant() const;
  std::string constant_path() const;  // that one
  // What every result begins with, up to its last slash, and ends with.
  std::string leading_folders() const;
  std::string ending() const;

  // Folders are separated by single slashes; "." components are gone. A path that is none is an error.
  Result<std::string> expand(const PathFields& fields) const;

 private:
  enum class Field { literal, dir, stem, name, ext, path, reader };
  struct Part {
    Field field;
    std::string literal;
  };
  std::string m_text;
  std::vector<Part> m_parts;
};

}  // namespace deckle
