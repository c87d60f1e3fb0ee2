#include "job/yaml_plain.hpp"

#include <yaml-cpp/mark.h>
#include <yaml-cpp/null.h>

#include <algorithm>
#include <string>
#include <vector>

namespace deckle {
namespace {

constexpr std::size_t longest_key = 128;

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<signed char>(c) < 0; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

// A value on one line, without quotes; `at`: where it begins, with them.
struct Words {
  std::size_t at;
  std::string_view text;
};

// A key with its value or the items of its list.
struct Entry {
  Words key;
  std::vector<Words> values;
  bool is_list = false;
  std::size_t list = 0;  // where it begins
};

class PlainText {
 public:
  explicit PlainText(std::string_view text) : m_text(text) {}

  // False: something is not plain.
  bool read(std::vector<Entry>& entries) {
    while (next_line()) {
      if (m_line.empty()) continue;
      const bool is_item = m_line.front() == ' ' || m_line.front() == '-';
      if (!(is_item ? !entries.empty() && item(entries.back()) : entry(entries))) return false;
    }
    const auto lacks_value = [](const Entry& entry) { return entry.values.empty(); };
    return !entries.empty() && std::none_of(entries.begin(), entries.end(), lacks_value);
  }

 private:
  bool next_line() {
    m_begin = m_end;
    if (m_begin == m_text.size()) return false;
    const std::size_t feed = m_text.find('\n', m_begin);
    m_end = feed == std::string_view::npos ? m_text.size() : feed + 1;
    m_line = m_text.substr(m_begin, std::min(feed, m_text.size()) - m_begin);
    if (feed != std::string_view::npos && m_line.ends_with('\r')) m_line.remove_suffix(1);
    return true;
  }

  bool entry(std::vector<Entry>& entries) {
    const std::size_t colon = m_line.find(':');
    if (colon == std::string_view::npos || colon > longest_key) return false;
    const std::string_view key = m_line.substr(0, colon);
    const auto may_be_in_key = [](char c) {
      return is_letter(c) || is_digit(c) || c == '_' || c == '-' || c == '.' || c == ' ';
    };
    if (key.empty() || !is_letter(key.front()) || key.back() == ' ' || YAML::IsNullString(std::string(key)) ||
        !std::all_of(key.begin(), key.end(), may_be_in_key))
      return false;
    Entry& made = entries.emplace_back();
    made.key = {m_begin, key};
    made.is_list = m_line.find_first_not_of(' ', colon + 1) == std::string_view::npos;
    return made.is_list || (m_line[colon + 1] == ' ' && value(colon + 1, made));
  }

  // All items of a list stand equally far to the right.
  bool item(Entry& list) {
    const std::size_t dash = m_line.find_first_not_of(' ');
    if (!list.is_list || dash == std::string_view::npos || m_line.substr(dash, 2) != "- ") return false;
    if (list.values.empty()) list.list = m_begin + dash, m_indent = dash;
    return dash == m_indent && value(dash + 1, list);
  }

  // What stands in the line from there on.
  bool value(std::size_t from, Entry& to) {
    const std::size_t begin = m_line.find_first_not_of(' ', from);
    if (begin == std::string_view::npos) return false;
    std::string_view text = m_line.substr(begin, m_line.find_last_not_of(' ') + 1 - begin);
    const char quote = text.front();
    if (quote == '"' || quote == '\'') {
      if (text.size() < 2 || text.back() != quote) return false;
      if (text.find_first_of(quote == '"' ? "\"\\" : "'", 1) != text.size() - 1) return false;
      text = text.substr(1, text.size() - 2);
    } else if (!is_plain(text)) {
      return false;
    }
    to.values.push_back({m_begin + begin, text});
    return text.find_first_of("\t\r") == std::string_view::npos;
  }

  static bool is_plain(std::string_view text) {
    const char first = text.front();
    const bool begins_well =
        is_letter(first) || is_digit(first) || std::string_view("/(._+$").find(first) != std::string_view::npos;
    return begins_well && text.find(": ") == std::string_view::npos && text.find(" #") == std::string_view::npos &&
           text.back() != ':' && !YAML::IsNullString(std::string(text));
  }

  std::string_view m_text, m_line;
  std::size_t m_begin = 0, m_end = 0;  // of the line with its end
  std::size_t m_indent = 0;            // of the items of the last list
};

class Events {
 public:
  explicit Events(YAML::EventHandler& to) : m_to(to) {}

  void say(const std::vector<Entry>& entries) {
    m_to.OnDocumentStart(mark(0));
    m_to.OnMapStart(mark(entries.front().key.at), "?", YAML::NullAnchor, YAML::EmitterStyle::Block);
    for (const Entry& entry : entries) {
      scalar(entry.key);
      if (entry.is_list) m_to.OnSequenceStart(mark(entry.list), "?", YAML::NullAnchor, YAML::EmitterStyle::Block);
      for (const Words& value : entry.values) scalar(value);
      if (entry.is_list) m_to.OnSequenceEnd();
    }
    m_to.OnMapEnd();
    m_to.OnDocumentEnd();
  }

 private:
  static YAML::Mark mark(std::size_t at) {
    YAML::Mark made;
    made.pos = static_cast<int>(at);
    return made;
  }
  void scalar(const Words& words) { m_to.OnScalar(mark(words.at), "?", YAML::NullAnchor, std::string(words.text)); }

  YAML::EventHandler& m_to;
};

}  // namespace

bool read_plain_yaml(std::string_view text, YAML::EventHandler& to) {
  std::vector<Entry> entries;
  if (!PlainText(text).read(entries)) return false;
  Events(to).say(entries);
  return true;
}

}  // namespace deckle
