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

bool may_be_in_key(char c) { return is_letter(c) || is_digit(c) || c == '_' || c == '-' || c == '.' || c == ' '; }

// A value on one line, without quotes; `at`: where it begins, with them.
struct Words {
  std::size_t at;
  std::string_view text;
};

// A key with its value, or with the items of its list.
struct Entry {
  enum class Form { words, lines, brackets };
  Words key;
  Form form = Form::words;
  std::size_t list = 0;  // where it begins
  std::vector<Words> values = {};
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
  static constexpr std::size_t npos = std::string_view::npos;

  bool next_line() {
    m_begin = m_end;
    if (m_begin == m_text.size()) return false;
    const std::size_t feed = m_text.find('\n', m_begin);
    m_end = feed == npos ? m_text.size() : feed + 1;
    m_line = m_text.substr(m_begin, std::min(feed, m_text.size()) - m_begin);
    if (feed != npos && m_line.ends_with('\r')) m_line.remove_suffix(1);
    return true;
  }

  bool entry(std::vector<Entry>& entries) {
    const std::size_t colon = m_line.find(':');
    if (colon == npos || colon > longest_key) return false;
    const std::string_view key = m_line.substr(0, colon);
    if (key.empty() || !is_letter(key.front()) || key.back() == ' ' || YAML::IsNullString(std::string(key)) ||
        !std::all_of(key.begin(), key.end(), may_be_in_key))
      return false;
    Entry& made = entries.emplace_back(Entry{{m_begin, key}});
    const std::size_t begin = m_line.find_first_not_of(' ', colon + 1), end = m_line.find_last_not_of(' ') + 1;
    if (begin == npos) {
      made.form = Entry::Form::lines;
      return true;
    }
    if (begin == colon + 1) return false;
    return m_line[begin] == '[' ? brackets(begin, end, made) : value(begin, end, made);
  }

  // A list between them.
  bool brackets(std::size_t begin, std::size_t end, Entry& list) {
    if (m_line[--end] != ']') return false;
    list.form = Entry::Form::brackets;
    list.list = m_begin + begin;
    while (begin < end) {
      const std::size_t from = m_line.find_first_not_of(' ', begin + 1);
      begin = std::min(m_line.find(',', begin + 1), end);
      if (from >= begin) return false;
      const std::size_t behind = m_line.find_last_not_of(' ', begin - 1) + 1;
      const std::string_view words = m_line.substr(from, behind - from);
      const bool is_quoted = words.front() == '"' || words.front() == '\'';
      if (!is_quoted && !std::all_of(words.begin(), words.end(), may_be_in_key)) return false;
      if (!value(from, behind, list)) return false;
    }
    return true;
  }

  // All items of a list stand equally far to the right.
  bool item(Entry& list) {
    const std::size_t dash = m_line.find_first_not_of(' ');
    if (list.form != Entry::Form::lines || dash == npos || m_line.substr(dash, 2) != "- ") return false;
    if (list.values.empty()) list.list = m_begin + dash, m_indent = dash;
    const std::size_t begin = m_line.find_first_not_of(' ', dash + 1);
    return dash == m_indent && begin != npos && value(begin, m_line.find_last_not_of(' ') + 1, list);
  }

  // What stands there in the line, without spaces around it.
  bool value(std::size_t begin, std::size_t end, Entry& to) {
    std::string_view text = m_line.substr(begin, end - begin);
    const char quote = text.front();
    if (quote == '"' || quote == '\'') {
      if (text.size() < 2 || text.back() != quote) return false;
      if (text.find_first_of(quote == '"' ? "\"\\" : "'", 1) != text.size() - 1) return false;
      text = text.substr(1, text.size() - 2);
    } else if (!is_plain(text)) {
      return false;
    }
    to.values.push_back({m_begin + begin, text});
    return text.find_first_of("\t\r") == npos;
  }

  static bool is_plain(std::string_view text) {
    const char first = text.front();
    const bool begins_well = is_letter(first) || is_digit(first) || std::string_view("/(._+$").find(first) != npos;
    return begins_well && text.find(": ") == npos && text.find(" #") == npos && text.back() != ':' &&
           !YAML::IsNullString(std::string(text));
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
      const bool is_list = entry.form != Entry::Form::words;
      if (is_list) m_to.OnSequenceStart(mark(entry.list), "?", YAML::NullAnchor, YAML::EmitterStyle::Block);
      for (const Words& value : entry.values) scalar(value);
      if (is_list) m_to.OnSequenceEnd();
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
