// Names for files that come out of documents, whatever the document calls them.
#pragma once
#include <set>
#include <string>
#include <string_view>

namespace deckle {

// Whether every step of a relative path may be written because a document says so: none is empty or begins with a dot,
// none holds a control byte.
bool is_plain_path(std::string_view path);

// One plain name: the last step of `name`, without control bytes and leading dots, at most 100 bytes long. What has no
// suffix gets that of the media type, what has no name is "resource".
std::string safe_name(std::string_view name, std::string_view media_type);

// `name`, or when it is used already name-2, name-3, ... before its suffix; upper and lower case are the same.
std::string unused_name(const std::string& name, std::set<std::string>& used);

}  // namespace deckle
