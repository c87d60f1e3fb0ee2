#include "engine/safe_name.hpp"

#include <algorithm>

#include "engine/media_type.hpp"
#include "job/path_template.hpp"

namespace deckle {
namespace {

constexpr std::size_t longest_name = 100, longest_suffix = 20;

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }
bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

std::string in_small_letters(std::string text) {
  for (char& c : text)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return text;
}

// Between two characters.
void shorten(std::string& text, std::size_t most) {
  if (text.size() <= most) return;
  while (most > 0 && is_continuation(text[most])) --most;
  text.resize(most);
}

}  // namespace

bool is_plain_path(std::string_view path) {
  if (path.empty() || std::any_of(path.begin(), path.end(), is_control)) return false;
  for (std::size_t at = 0; at <= path.size();) {
    const std::size_t end = std::min(path.find('/', at), path.size());
    if (end == at || path[at] == '.') return false;
    at = end + 1;
  }
  return true;
}

std::string safe_name(std::string_view name, std::string_view media_type) {
  const std::size_t step = name.find_last_of("/\\");
  std::string made(step == std::string_view::npos ? name : name.substr(step + 1));
  made.erase(std::remove_if(made.begin(), made.end(), is_control), made.end());
  made.erase(0, made.find_first_not_of(". "));
  if (made.empty()) made = "resource";
  std::string suffix(suffix_of(made));
  std::string stem(stem_of(made));
  if (suffix.empty() || suffix.size() > longest_suffix) {
    stem = made;
    suffix = suffix_of_media_type(media_type);
  } else {
    suffix = "." + suffix;
  }
  shorten(stem, longest_name - longest_suffix - 1);
  return stem.append(suffix);
}

std::string unused_name(const std::string& name, std::set<std::string>& used) {
  const std::string stem(stem_of(name)), suffix = name.substr(stem.size());
  std::string made = name;
  for (int number = 2; !used.insert(in_small_letters(made)).second; ++number)
    made = stem + '-' + std::to_string(number) + suffix;
  return made;
}

}  // namespace deckle
