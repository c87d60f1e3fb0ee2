#include "engine/ignore_file.hpp"

#include <algorithm>

namespace deckle {
namespace {

// Spaces at the end that are not escaped mean nothing.
std::string_view without_end(std::string_view line) {
  while (!line.empty() && (line.back() == ' ' || line.back() == '\r')) {
    if (line.size() > 1 && line[line.size() - 2] == '\\') break;
    line.remove_suffix(1);
  }
  return line;
}

// In the notation of Glob: escapes and braces become sets, `**` beside letters one star.
std::string as_glob(std::string_view rule) {
  std::string made;
  for (std::size_t at = 0; at < rule.size(); ++at) {
    const char c = rule[at];
    const std::size_t set_end = c == '[' ? rule.find(']', at + 2) : std::string_view::npos;
    if (c == '\\' && at + 1 < rule.size()) {
      const char escaped = rule[++at];
      const bool is_special = std::string_view("*?[{").find(escaped) != std::string_view::npos;
      made += is_special ? std::string("[") + escaped + "]" : std::string(1, escaped);
    } else if (c == '{') {
      made += "[{]";
    } else if (set_end != std::string_view::npos) {
      made += rule.substr(at, set_end + 1 - at);
      at = set_end;
    } else if (c == '*') {
      const std::size_t end = std::min(rule.find_first_not_of('*', at), rule.size());
      const bool whole = end - at == 2 && (at == 0 || rule[at - 1] == '/') && (end == rule.size() || rule[end] == '/');
      made += whole ? "**" : "*";
      at = end - 1;
    } else {
      made += c;
    }
  }
  return made;
}

}  // namespace

IgnoreFile::IgnoreFile(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    add(without_end(text.substr(at, end - at)));
    at = end + 1;
  }
}

void IgnoreFile::add(std::string_view line) {
  if (line.empty() || line[0] == '#') return;
  const bool takes_back = line[0] == '!';
  if (takes_back) line.remove_prefix(1);
  const bool folders_only = !line.empty() && line.back() == '/';
  if (folders_only) line.remove_suffix(1);
  const bool is_bound = line.find('/') != std::string_view::npos;
  if (line.starts_with('/')) line.remove_prefix(1);
  if (line.empty()) return;
  Result<Glob> glob = Glob::compile((is_bound ? "" : "**/") + as_glob(line), true);
  if (glob) m_rules.push_back({std::move(*glob), takes_back, folders_only});
}

std::optional<bool> IgnoreFile::ignores(std::string_view path, bool is_folder) const {
  const auto last = std::find_if(m_rules.rbegin(), m_rules.rend(), [&](const Rule& rule) {
    return (is_folder || !rule.folders_only) && rule.glob.matches(path);
  });
  if (last == m_rules.rend()) return std::nullopt;
  return !last->takes_back;
}

}  // namespace deckle
