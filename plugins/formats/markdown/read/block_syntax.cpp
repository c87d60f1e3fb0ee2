#include "block_syntax.hpp"

#include "attributes.hpp"
#include "characters.hpp"

namespace markdown {
namespace {

std::uint32_t run_length(std::string_view line, char c) {
  const auto end = line.find_first_not_of(c);
  return static_cast<std::uint32_t>(end == std::string_view::npos ? line.size() : end);
}

bool is_blank_at(std::string_view line, std::size_t at) { return at >= line.size() || is_blank(line[at]); }

}  // namespace

std::uint32_t heading_level(std::string_view line, bool wants_space) {
  const std::uint32_t level = run_length(line, '#');
  if (level > 6) return 0;
  if (is_blank_at(line, level)) return level;
  return wants_space || line[level] == '.' || line[level] == ')' ? 0 : level;  // #. is an item of a list
}

Range heading_text(std::string_view line, std::uint32_t level, bool wants_space) {
  const std::string_view inside = trimmed(line.substr(level));
  const auto begin = static_cast<std::uint32_t>(inside.empty() ? level : inside.data() - line.data());
  std::uint32_t end = begin + static_cast<std::uint32_t>(inside.size());
  std::uint32_t closing = end;
  while (closing > begin && line[closing - 1] == '#') --closing;
  if (closing == begin) return {begin, begin};
  if (is_blank(line[closing - 1]) || (!wants_space && line[closing - 1] != '\\')) end = closing;
  while (end > begin && is_blank(line[end - 1])) --end;
  return {begin, end};
}

std::uint32_t underline_level(std::string_view line) {
  if (line.empty() || (line[0] != '=' && line[0] != '-')) return 0;
  if (!trimmed(line.substr(run_length(line, line[0]))).empty()) return 0;
  return line[0] == '=' ? 1 : 2;
}

bool is_thematic_break(std::string_view line) {
  std::size_t marks = 0;
  for (const char c : line) {
    if (c == line[0]) ++marks;
    else if (!is_blank(c)) return false;
  }
  return marks >= 3;
}

std::optional<Fence> opening_fence(std::string_view line) {
  const std::uint32_t length = run_length(line, line[0]);
  if (length < 3) return {};
  if (line[0] == '`' && line.find('`', length) != std::string_view::npos) return {};
  return Fence{line[0], length, 0};
}

bool is_closing_fence(std::string_view line, const Fence& fence) {
  const std::uint32_t length = run_length(line, fence.mark);
  return length >= fence.length && trimmed(line.substr(length)).empty();
}

std::optional<Range> opening_division(std::string_view line) {
  const std::uint32_t colons = run_length(line, ':');
  if (colons < 3) return {};
  std::uint32_t begin = colons;
  while (is_blank_at(line, begin) && begin < line.size()) ++begin;
  std::uint32_t end = begin;
  if (begin < line.size() && line[begin] == '{') end += attributes_length(line, begin);
  else
    while (end < line.size() && !is_space(line[end]) && line[end] != '{') ++end;
  const std::string_view rest = trimmed(line.substr(end));
  if (end == begin || run_length(rest, ':') != rest.size()) return {};
  return Range{begin, end};
}

bool is_closing_division(std::string_view line) {
  const std::uint32_t colons = run_length(line, ':');
  return colons >= 3 && trimmed(line.substr(colons)).empty();
}

std::optional<Range> footnote_label(std::string_view line) {
  if (line.substr(0, 2) != "[^") return {};
  for (std::uint32_t at = 2; at < line.size(); ++at) {
    const char c = line[at];
    if (c == ']') {
      const bool found = at > 2 && at + 1 < line.size() && line[at + 1] == ':';
      return found ? std::optional<Range>({2, at}) : std::nullopt;
    }
    if (is_space(c) || c == '[' || c == '\0') return {};
  }
  return {};
}

std::optional<std::uint32_t> alert_word(std::string_view line) {
  line = trimmed(line);
  if (line.substr(0, 2) != "[!" || line.back() != ']') return {};
  for (std::uint32_t i = 0; i < std::size(alert_words); ++i)
    if (line.size() == alert_words[i].size() + 3 && has_word_at(line, 2, alert_words[i])) return i;
  return {};
}

Task task_mark(std::string_view line) {
  if (line.size() < 4 || line[0] != '[' || line[2] != ']' || !is_blank(line[3])) return Task::none;
  if (is_blank(line[1])) return Task::open;
  return to_lower(line[1]) == 'x' ? Task::done : Task::none;
}

}  // namespace markdown
