// Addresses as documents write them: what kind they are, and what stands in a data URL.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "diagnostics/result.hpp"

namespace deckle {

enum class AddressKind {
  relative,  // "images/a.png"
  absolute,  // "/etc/passwd", "//host/x"
  data,      // "data:image/png;base64,..."
  file,      // "file:///x"
  remote,    // any other scheme
};
AddressKind kind_of_address(std::string_view address);

// %41 -> A; what is no escape stays as it is.
std::string percent_decoded(std::string_view text);
// For the path of an address: all but letters, digits, -._~ and slashes is escaped.
std::string percent_encoded(std::string_view path);

// A path as text: bytes that are no UTF-8 are escaped; all else stays as it is.
std::string readable_path(const std::string& path);

// The path that a relative address means: without query and fragment, decoded.
std::string path_of_address(std::string_view address);

// Where a relative address leads, as it stands in a file of a folder, an absolute path.
struct Lead {
  std::string path;   // that it means; empty: a place in the file itself
  std::string place;  // the same as an absolute path, whether there is something or not
};
Lead lead_within(const std::string& folder, std::string_view address);

// The address of what lies at the absolute path `target` in a file of the folder, an absolute path too: relative, with
// the query and the fragment of `written`.
std::string address_from(const std::string& folder, const std::string& target, std::string_view written);

struct DataUrl {
  std::string media_type;  // "text/plain" when none is given
  std::string bytes;
};
// RFC 2397. More than `limit` bytes, and base64 that is none, are refused.
Result<DataUrl> read_data_url(std::string_view address, std::uint64_t limit);

// In base64; a media type that is none becomes application/octet-stream.
std::string write_data_url(std::string_view media_type, std::string_view bytes);

// An address for a message: data URLs can be megabytes long.
std::string shortened(std::string_view address);

}  // namespace deckle
