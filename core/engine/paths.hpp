// Paths as text: nothing here looks at a file, so that a symbolic link means what it means in an address.
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace deckle {

// From "/" on, without "." and ".."; a relative path begins in the working directory. No slash at the end.
std::string absolute_path(std::string_view path);

// Of an absolute path; "/" of "/" itself.
std::string folder_of(const std::string& absolute);

// What follows `folder` in a path below it; both absolute. Empty: the folder itself. Nothing: it lies elsewhere.
std::optional<std::string> below(const std::string& path, const std::string& folder);

// How `path` is called from within `folder`; both absolute. "." is the folder itself.
std::string relative_path(const std::string& path, const std::string& folder);

// An absolute path as somebody in the working directory would say it.
std::string short_path(const std::string& absolute);

// Where a path that stands in the file `from` leads. Absolute, whether there is something or not.
std::string place_of_path(const std::string& from, const std::string& path);

}  // namespace deckle
