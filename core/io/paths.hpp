// Paths as text: nothing here looks at a file, so that a symbolic link means what it means in an address.
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace deckle {

// From "/" on, without "." and ".."; a relative path begins in the working directory. No slash at the end.
std::string absolute_path(std::string_view path);

// With single slashes, none at the end, and without "." components; ".." takes the component before it away, if any.
// Empty: the folder in which a relative path begins.
std::string normal_path(std::string_view path);

// `path` of somebody in `folder`, as somebody in the working directory would say it: configs/../docs/a.md is docs/a.md.
// A slash at its end stays; "." is the working directory itself.
std::string path_from(const std::string& folder, std::string path);

// Whether it is relative and names each folder on its way once: then nothing is left to make normal.
bool is_plain(std::string_view path);

// Of an absolute path; "/" of "/" itself.
std::string folder_of(const std::string& absolute);

// Of any path, with its slash: what stands before the name. "docs/job.yaml" -> "docs/"; a name without a folder: "".
std::string folder_of_file(const std::string& path);

// What stands behind the last slash.
std::string_view name_of_file(std::string_view path);

// What follows `folder` in a path below it, a part of that; both absolute. Empty: the folder itself. Nothing: it lies
// elsewhere.
std::optional<std::string_view> below(std::string_view path, std::string_view folder);

// How `path` is called from within `folder`; both absolute. "." is the folder itself.
std::string relative_path(const std::string& path, const std::string& folder);

// An absolute path as somebody in the working directory would say it.
std::string short_path(const std::string& absolute);

// Where a path that stands in a file of the folder leads. Both are absolute, whether there is something or not.
std::string place_within(const std::string& folder, std::string_view path);

// Whether that is absolute_path(path).
bool lies_at(const std::string& absolute, std::string_view path);

}  // namespace deckle
