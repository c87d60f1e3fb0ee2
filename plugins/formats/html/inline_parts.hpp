// Small questions about inlines.
#pragma once
#include <deckle/document.hpp>

#include <string_view>

namespace parts {

// kbd, samp, var, abbr and mark are spans with that one class.
inline std::string_view span_tag(const deckle::Node& span) {
  for (std::string_view tag : {"kbd", "samp", "var", "abbr", "mark"})
    if (span.classes() == tag) return tag;
  return "span";
}

// The element for audio, video and anything else, by media type, else by the address's suffix.
inline std::string_view media_tag(const deckle::Node& media) {
  const std::string_view type = media.string(deckle::Key::media_type), url = media.string(deckle::Key::url);
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

}  // namespace parts
