// Lines of text with a prefix for the containers that they stand in: "> " for quotations, spaces for list items.
#pragma once
#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace markdown {

class Lines {
 public:
  // Text without line endings.
  void write(std::string_view text) {
    if (text.empty()) return;
    settle();
    m_out += text;
    m_line_start = false;
  }
  // Begins a container: what follows still stands at the start of a line. Later lines begin with `prefix`.
  void open(std::string_view marker, std::string_view prefix) {
    settle();
    m_out += marker;
    m_line_start = true;
    m_sizes.push_back(m_prefix.size());
    m_prefix += prefix;
  }
  void close() {
    m_prefix.resize(m_sizes.back());
    m_sizes.pop_back();
  }
  // Before the next text: 1, a new line; 2, an empty line. The largest request counts.
  void separate(int lines) {
    if (m_started) m_wanted = std::max(m_wanted, lines);
  }
  void newline() {
    settle();
    end_line();
  }
  // Ends a line whose spaces at the end mean something.
  void newline_verbatim() {
    settle();
    end_line(!m_line_start);
  }
  // Text that may have lines of its own, which are kept as they are.
  void write_lines(std::string_view text) {
    for (auto end = text.find('\n'); end != std::string_view::npos; end = text.find('\n')) {
      settle();
      m_out += text.substr(0, end);
      end_line(end > 0);
      text.remove_prefix(end + 1);
    }
    write(text);
  }

  bool is_empty() const { return !m_started; }
  bool at_line_start() const { return m_line_start || m_wanted > 0; }
  // Whether nothing, or an empty line, stands before what is written next.
  bool is_apart() const { return !m_started || m_wanted > 1; }
  bool is_behind_marker() const { return m_line_start && !m_fresh; }
  char last() const { return at_line_start() || m_out.empty() ? '\n' : m_out.back(); }
  std::size_t size() const { return m_out.size(); }
  std::string& string() { return m_out; }
  const std::string& string() const { return m_out; }
  // For text without line endings that is added to what is returned, at least one byte.
  std::string& text() {
    settle();
    m_line_start = false;
    return m_out;
  }
  const std::string& prefix() const { return m_prefix; }
  std::size_t line_begin() const { return m_line_begin; }
  // Cuts off what was written on this line from `begin` on, and gives it.
  std::string cut(std::size_t begin) {
    std::string text = m_out.substr(begin);
    m_out.resize(begin);
    return text;
  }
  // What stands before this line, and is here no more.
  std::string take_lines_before() {
    std::string taken = m_out.substr(0, m_line_begin);
    m_out.erase(0, std::exchange(m_line_begin, 0));
    return taken;
  }
  void finish() {
    if (m_started && !m_fresh) end_line();
  }

 private:
  void settle() {
    if (m_wanted > 0 && !m_fresh) end_line();
    if (m_wanted > 1) end_line();
    m_wanted = 0;
    if (m_fresh) m_out += m_prefix;
    m_fresh = false;
    m_started = true;
  }
  void end_line(bool keep_spaces = false) {
    if (m_fresh) m_out += m_prefix, keep_spaces = false;
    while (!keep_spaces && m_out.size() > m_line_begin && m_out.back() == ' ') m_out.pop_back();
    m_out += '\n';
    m_line_begin = m_out.size();
    m_fresh = m_line_start = true;
  }

  std::string m_out, m_prefix;
  std::vector<std::size_t> m_sizes;  // of m_prefix, before each container
  std::size_t m_line_begin = 0;
  int m_wanted = 0;
  bool m_started = false;    // something was written
  bool m_fresh = true;       // this line has not even its prefix
  bool m_line_start = true;  // this line has only prefixes and markers
};

}  // namespace markdown
