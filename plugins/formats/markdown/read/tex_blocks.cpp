// Raw blocks of TeX: environments, from \begin{name} to its \end{name}, which end a paragraph even within its line; and
// commands that mean a block, where one may begin. Those that follow each other at once are one. What is never closed
// is text.
#include <algorithm>

#include "block_parser.hpp"
#include "block_syntax.hpp"
#include "link_parts.hpp"

namespace markdown {
namespace {

constexpr std::string_view literal_names[] = {"verbatim", "Verbatim", "lstlisting", "minted"};

// Of pages, parts, spaces and definitions; sorted.
constexpr std::string_view block_commands[] = {"addcontentsline",
                                               "appendix",
                                               "author",
                                               "bibliography",
                                               "bigskip",
                                               "centering",
                                               "chapter",
                                               "cleardoublepage",
                                               "clearpage",
                                               "date",
                                               "documentclass",
                                               "hrule",
                                               "include",
                                               "input",
                                               "listoffigures",
                                               "listoftables",
                                               "maketitle",
                                               "medskip",
                                               "newcommand",
                                               "newpage",
                                               "pagebreak",
                                               "pagestyle",
                                               "par",
                                               "paragraph",
                                               "part",
                                               "printbibliography",
                                               "providecommand",
                                               "renewcommand",
                                               "section",
                                               "setcounter",
                                               "setlength",
                                               "smallskip",
                                               "subparagraph",
                                               "subsection",
                                               "subsubsection",
                                               "tableofcontents",
                                               "thispagestyle",
                                               "title",
                                               "usepackage",
                                               "vfill",
                                               "vspace"};

// Behind the brace or bracket that closes the one at `at`, outside of braces; 0 if it is not on this line.
std::size_t behind_argument(std::string_view line, std::size_t at) {
  const char close = line[at] == '{' ? '}' : ']';
  std::size_t depth = 0;
  for (; at < line.size(); ++at) {
    if (line[at] == '\\') {
      ++at;
      continue;
    }
    const bool closes = depth == (close == '}' ? 1 : 0) && line[at] == close;
    if (closes) return at + 1;
    if (line[at] == '{') ++depth;
    if (line[at] == '}' && depth > 0) --depth;
  }
  return 0;
}

// The name in \begin{name} at text[at], or in \end{name}; empty if there is none.
std::string_view name_behind(std::string_view text, std::size_t at, std::string_view command) {
  if (text.substr(at, 1) != "\\" || text.substr(at + 1, command.size()) != command) return {};
  at += 1 + command.size();
  while (at < text.size() && is_blank(text[at])) ++at;
  const auto close = at < text.size() && text[at] == '{' ? text.find_first_of("{}", at + 1) : std::string_view::npos;
  return close == std::string_view::npos || text[close] == '{' ? std::string_view()
                                                               : text.substr(at + 1, close - at - 1);
}

// Counts what begins and ends on the lines of an environment.
class EnvironmentEnd {
 public:
  explicit EnvironmentEnd(std::string_view name)
      : m_name(name), m_comments(std::ranges::find(literal_names, name) == std::end(literal_names)) {}

  // Behind the end, if it is on this line; else 0.
  std::size_t find(std::string_view line) {
    for (auto at = line.find_first_of("\\%"); at < line.size(); at = line.find_first_of("\\%", at)) {
      if (line[at] == '%' && m_comments) return 0;
      if (name_behind(line, at, "begin") == m_name) ++m_depth;
      if (const auto name = name_behind(line, at, "end"); !name.empty() && name == m_name && --m_depth == 0)
        return static_cast<std::size_t>(name.data() - line.data()) + name.size() + 1;
      at += line[at] == '\\' ? 2 : 1;
    }
    return 0;
  }

 private:
  std::string_view m_name;
  bool m_comments;
  std::size_t m_depth = 0;
};

}  // namespace

std::uint32_t block_command_length(std::string_view line) {
  std::size_t end = 1;
  while (end < line.size() && is_letter(line[end])) ++end;
  if (line.empty() || line[0] != '\\' || !std::ranges::binary_search(block_commands, line.substr(1, end - 1))) return 0;
  if (line.substr(end, 1) == "*") ++end;
  for (std::size_t at = end; at < line.size();) {
    at = skip_blanks(line, static_cast<std::uint32_t>(at));
    if (at >= line.size() || (line[at] != '[' && line[at] != '{')) break;
    at = end = behind_argument(line, at);
    if (at == 0) return 0;
  }
  return static_cast<std::uint32_t>(end);
}

// Adds the lines of the environment that `line` begins with, and moves on behind it; false if there is none.
bool BlockParser::take_environment(std::uint32_t& next, Line& line, std::vector<Slice>& lines) {
  const std::string_view name = name_behind(line.rest(), 0, "begin");
  if (name.empty()) return false;
  const std::uint64_t looking_left = m_looking_left;
  EnvironmentEnd end(name);
  for (std::uint32_t begin = line.text(); m_looking_left > 0; begin = line.at()) {
    const std::string_view text = m_source.substr(begin, line.end() - begin);
    if (const std::size_t length = end.find(text)) {
      const auto behind = begin + static_cast<std::uint32_t>(length);
      lines.push_back({begin, behind, 0});
      line.skip(behind - line.at());
      m_looking_left = looking_left;
      return true;
    }
    lines.push_back({begin, line.end(), 0});
    m_looking_left -= std::min<std::uint64_t>(m_looking_left, text.size() + 1);
    if (!look_ahead(next, line)) return false;
  }
  return false;
}

bool BlockParser::has_environment(std::uint32_t begin) {
  std::uint32_t next = m_next;
  Line line = m_line;
  std::vector<Slice> lines;
  line.skip(begin - line.at());
  return take_environment(next, line, lines);
}

bool BlockParser::take_command(Line& line, std::vector<Slice>& lines) const {
  const auto length = block_command_length(line.rest());
  if (length == 0) return false;
  const std::uint32_t begin = line.text();
  lines.push_back({begin, begin + length, 0});
  line.skip(begin + length - line.at());
  return true;
}

BlockParser::Start BlockParser::start_tex() {
  std::uint32_t next = m_next;
  Line line = m_line;
  std::vector<Slice> lines;
  if (!m_extensions.has(Extension::raw_tex) || (in_paragraph() && m_in_formula)) return Start::nothing;
  if (!take_environment(next, line, lines)) {
    lines.clear();
    if (m_leaf == Leaf::paragraph || !take_command(line = m_line, lines)) return Start::nothing;
    next = m_next;
  }
  Line more = line;
  for (std::uint32_t at = next; line.is_blank() && look_ahead(at, more); at = next, more = line) {
    const std::size_t count = lines.size();
    const Line begin = more;
    const std::uint32_t behind = at;
    if (!take_environment(at, more, lines)) {
      lines.resize(count);
      at = behind;
      if (!take_command(more = begin, lines)) break;
    }
    next = at, line = more;
  }
  if (m_leaf == Leaf::paragraph) leaf().number = ended_by_block;
  Block& block = add_block(BlockKind::tex, m_line.text());
  block.end = lines.back().end;
  block.first_line = static_cast<std::uint32_t>(m_tree.lines.size());
  block.line_count = static_cast<std::uint32_t>(lines.size());
  m_tree.lines.insert(m_tree.lines.end(), lines.begin(), lines.end());
  end_parent(block.end);
  m_next = next;
  m_line = line;
  no_blank_line();
  return Start::container;
}

}  // namespace markdown
