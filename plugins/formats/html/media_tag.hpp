// The elements for sound and film.
#pragma once
#include <string_view>

// audio, video, or object for anything else: by media type, and without one by the suffix of the address.
inline std::string_view media_tag(std::string_view type, std::string_view url) {
  if (type.substr(0, 6) == "audio/") return "audio";
  if (type.substr(0, 6) == "video/") return "video";
  const auto dot = url.rfind('.');
  const std::string_view suffix = type.empty() && dot != std::string_view::npos ? url.substr(dot) : std::string_view();
  for (std::string_view known : {".mp3", ".ogg", ".oga", ".wav", ".flac", ".m4a", ".opus"})
    if (suffix == known) return "audio";
  for (std::string_view known : {".mp4", ".webm", ".ogv", ".mov", ".m4v"})
    if (suffix == known) return "video";
  return "object";
}
