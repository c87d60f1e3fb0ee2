#include "reader.hpp"

#include <string>
#include <vector>

namespace {

using deckle::Kind;

// Bytes [begin, end) of the text.
struct Range {
  std::size_t begin, end;
};

class Paragraph {
 public:
  Paragraph(const deckle::Input& in, std::string_view text, deckle::Builder& out)
      : m_in(in), m_text(text), m_out(out) {}

  void add(Range line) { m_lines.push_back(line); }

  void finish() {
    if (m_lines.empty()) return;
    {
      auto paragraph = m_out.paragraph(m_in.span(m_lines.front().begin, m_lines.back().end));
      for (std::size_t k = 0; k < m_lines.size(); ++k) {
        if (k > 0) m_out.leaf(Kind::soft_break, {}, m_in.span(m_lines[k - 1].end, m_lines[k].begin));
        write(m_lines[k]);
      }
    }
    m_lines.clear();
  }

 private:
  // A NUL is no character of a text; it is read as CommonMark reads it.
  void write(Range line) {
    const std::string_view text = m_text.substr(line.begin, line.end - line.begin);
    if (text.find('\0') == std::string_view::npos) return m_out.text(text, m_in.span(line.begin, line.end));
    std::string cleaned;
    for (const char c : text) c == '\0' ? cleaned += "\xEF\xBF\xBD" : cleaned += c;
    m_out.text(cleaned, m_in.span(line.begin, line.end));
  }

  const deckle::Input& m_in;
  std::string_view m_text;
  deckle::Builder& m_out;
  std::vector<Range> m_lines;
};

// The line without white space around it.
Range trimmed(std::string_view text, Range line) {
  while (line.begin < line.end && (text[line.begin] == ' ' || text[line.begin] == '\t')) ++line.begin;
  while (line.end > line.begin && (text[line.end - 1] == ' ' || text[line.end - 1] == '\t')) --line.end;
  return line;
}

}  // namespace

void TextReader::read(deckle::Input& in, deckle::Builder& out, deckle::Call& call) {
  const std::string_view text = in.text();
  in.report_encoding(call, "text.encoding");
  Paragraph paragraph(in, text, out);
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t found = text.find_first_of("\n\r\f", at);
    const std::size_t end = found == std::string_view::npos ? text.size() : found;
    const Range line = trimmed(text, {at, end});
    const bool page_ends = end < text.size() && text[end] == '\f';
    if (line.begin < line.end) paragraph.add(line);
    if (line.begin == line.end || page_ends || opts.paragraphs == Paragraphs::line) paragraph.finish();
    if (page_ends) out.leaf(Kind::page_break, {}, in.span(end, end + 1));
    at = end + (text.substr(end, 2) == "\r\n" ? 2 : 1);
    call.stop_if_cancelled();
  }
  paragraph.finish();
}
