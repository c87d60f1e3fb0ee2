#include "engine/media_type.hpp"

namespace deckle {
namespace {

struct Known {
  std::string_view suffix, type;
};
// The first suffix of a type is the one that it gives.
constexpr Known known[] = {
    {"png", "image/png"},     {"jpg", "image/jpeg"},     {"jpeg", "image/jpeg"},       {"gif", "image/gif"},
    {"svg", "image/svg+xml"}, {"webp", "image/webp"},    {"avif", "image/avif"},       {"bmp", "image/bmp"},
    {"tiff", "image/tiff"},   {"tif", "image/tiff"},     {"emf", "image/emf"},         {"wmf", "image/wmf"},
    {"mp3", "audio/mpeg"},    {"ogg", "audio/ogg"},      {"oga", "audio/ogg"},         {"opus", "audio/ogg"},
    {"wav", "audio/wav"},     {"flac", "audio/flac"},    {"m4a", "audio/mp4"},         {"mp4", "video/mp4"},
    {"m4v", "video/mp4"},     {"webm", "video/webm"},    {"ogv", "video/ogg"},         {"mov", "video/quicktime"},
    {"css", "text/css"},      {"html", "text/html"},     {"js", "text/javascript"},    {"pdf", "application/pdf"},
    {"md", "text/markdown"},  {"txt", "text/plain"},     {"json", "application/json"}, {"yaml", "application/yaml"},
    {"csv", "text/csv"},      {"xml", "application/xml"}};

}  // namespace

std::string_view media_type_of(std::string_view path) {
  const std::size_t dot = path.rfind('.');
  if (dot == std::string_view::npos) return {};
  std::string suffix(path.substr(dot + 1));
  for (char& c : suffix)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  for (const Known& one : known)
    if (one.suffix == suffix) return one.type;
  return {};
}

std::string suffix_of_media_type(std::string_view type) {
  for (const Known& one : known)
    if (one.type == type) return std::string(".").append(one.suffix);
  return {};
}

}  // namespace deckle
