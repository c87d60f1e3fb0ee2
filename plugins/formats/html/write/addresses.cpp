#include "addresses.hpp"

#include <algorithm>
#include <string>

namespace {

// By name, for there is no end to those that run something: javascript, vbscript, data, blob, filesystem, jar, ...
constexpr std::string_view known_schemes[] = {"http", "https", "ftp",  "ftps", "mailto", "tel",    "sms",
                                              "xmpp", "irc",   "ircs", "news", "nntp",   "gopher", "geo"};
bool is_ignored(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte <= 0x20 || byte == 0x7F;
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::string as_browsers_read(std::string_view text) {
  std::string normal;
  for (char c : text)
    if (!is_ignored(c)) normal += lower(c);
  return normal;
}

bool is_harmless_data(std::string_view type, Follows follows) {
  if (follows == Follows::image) return type.substr(0, 6) == "image/";  // scripts of an SVG do not run in <img>
  return follows == Follows::sound_or_film && (type.substr(0, 6) == "audio/" || type.substr(0, 6) == "video/");
}

}  // namespace

bool is_harmless(std::string_view address, Follows follows) {
  const auto end = address.find_first_of(":/?#");
  if (end == std::string_view::npos || address[end] != ':') return true;
  const std::string scheme = as_browsers_read(address.substr(0, end));
  if (scheme == "data") return is_harmless_data(as_browsers_read(address.substr(end + 1, 16)), follows);
  return std::find(std::begin(known_schemes), std::end(known_schemes), scheme) != std::end(known_schemes);
}
