// Code, formulas and raw text within lines: what no escape reaches.
#include "../read/block_syntax.hpp"
#include "../read/characters.hpp"
#include "kinds.hpp"
#include "writer.hpp"

using deckle::Key;
using deckle::Kind;
using deckle::Node;

namespace markdown {
namespace {

bool is_break(const Node& node) { return node.is(Kind::soft_break) || node.is(Kind::hard_break); }

// Whether a text is one tag, comment or other piece of HTML that is read as such within a line.
bool is_inline_html(std::string_view text) {
  const auto ends_with = [text](std::size_t from, std::string_view end) {
    return text.find(end, from) + end.size() == text.size();
  };
  if (text.starts_with("<!--")) return ends_with(4, "-->") || text == "<!-->" || text == "<!--->";
  if (text.starts_with("<?")) return ends_with(2, "?>");
  if (text.starts_with("<![CDATA[")) return ends_with(9, "]]>");
  if (text.starts_with("<!") && text.size() > 2 && is_letter(text[2])) return ends_with(2, ">");
  return text.starts_with('<') && html_tag_length(text, 0) == text.size();
}

bool is_span_tag(std::string_view tag) { return has_word_at(tag, 1, "span") || has_word_at(tag, 1, "/span"); }

// Whether a backslash at the end would take the meaning of what follows.
bool ends_with_escape(std::string_view text) { return (text.size() - (text.find_last_not_of('\\') + 1)) % 2 == 1; }

}  // namespace

void Writer::code_span(const Node& node) {
  const bool is_empty = node.text().empty();  // pandoc leaves out a space
  if (is_empty && !has(Extension::pandoc_rules)) return loss(node, "is empty and is left out");
  part_from_code();
  m_lines.write(is_empty ? "` `" : code(node.text()));
  if (has(Extension::inline_code_attributes)) m_lines.write(attributes(node, m_context));
  m_code_end = m_lines.size();
}

// Backticks would run into those that end what stands before.
void Writer::part_from_code() {
  const bool is_behind_code = m_lines.last() == '`' && m_code_end == m_lines.size();
  if (is_behind_code && has(Extension::inline_code_attributes)) m_lines.write("{}");
}

void Writer::math(const Node& node) {
  const bool display = node.boolean(Key::display);
  const std::string_view formula = node.text();
  const bool bare = !formula.empty() && !is_space(formula.front()) && !is_space(formula.back());
  if (has(Extension::tex_math_dollars) && (display || bare) && formula.find('$') == std::string_view::npos) {
    m_lines.write(display ? "$$" : "$");
    m_lines.write_lines(formula);
    if (!display && ends_with_escape(formula)) m_lines.write(" ");  // which is no part of it
    m_lines.write(display ? "$$" : "$");
    // No digit stands behind a formula.
    const std::string_view behind = node.is_last_child() ? std::string_view() : node.next().text();
    m_code_next = !behind.empty() && is_digit(behind[0]) && node.next().is(Kind::text);
    return;
  }
  loss(node, "is written between dollar signs");
  m_lines.write(display ? "$$" : "$`");
  m_lines.write_lines(formula);
  m_lines.write(display ? "$$" : "`$");
}

// Whether pandoc makes a span of a tag, or ends the paragraph before it.
bool Writer::is_read_apart_in_line(std::string_view tag) const {
  if (has(Extension::native_spans) && is_span_tag(tag)) return true;
  const std::string_view name = tag.starts_with("<!") || tag.starts_with("<?") ? "" : html_tag_name(tag);
  if (!has(Extension::markdown_in_html_blocks)) return false;
  const bool begins_block = m_first_line && m_lines.at_line_start();
  return is_block_element(name) || is_same_name(name, "div") || (begins_block && may_be_block_element(name));
}

// Whether what stands behind a command of TeX would be a part of it: a letter that was a number, or what may be an
// argument. Marks behind a word want its last character as a number, which a command has not.
bool Writer::goes_on_with_command(const Node& command) const {
  if (command.text().ends_with('*')) return true;  // which is a part of it before an argument only
  if (command.is_last_child()) return !m_open.empty() && m_open.back().end.starts_with('*');
  const std::string_view behind = command.next().text();
  if (!command.next().is_leaf()) return true;
  return !behind.empty() && (std::string_view("@*{").find(behind[0]) != std::string_view::npos ||
                             (is_alphanumeric(behind[0]) && is_alphanumeric(command.text().back())));
}

void Writer::raw_inline(const Node& node) {
  const std::string_view format = node.string(Key::format);
  const bool is_read_so = is_html(format) ? is_inline_html(node.text()) && !is_read_apart_in_line(node.text())
                                          : format == "markdown" || (format == "tex" && has(Extension::raw_tex));
  const bool loses_space = node.text().ends_with(' ') && (node.is_last_child() || is_break(node.next()));
  const bool begins_block = m_first_line && m_lines.at_line_start() && block_command_length(node.text()) > 0;
  const bool is_other = format == "tex" && (begins_block || goes_on_with_command(node));
  if ((!is_read_so || loses_space || is_other) && has(Extension::raw_attribute)) return raw_code(node);
  if (!is_read_so) loss(node, is_html(format) ? "is no HTML within a line" : "is in another format and is left out");
  else if (is_html(format) && begins_html_block(node)) loss(node, "is read as the beginning of a block");
  if (is_read_so || is_html(format)) write_inline_lines(node.text());
}

// Spaces at the ends are not read.
void Writer::raw_code(const Node& node) {
  const std::string_view text = node.text();
  if (has(Extension::pandoc_rules) && trimmed(text).size() < text.size()) loss(node, "loses the spaces at its ends");
  if (text.find('\n') != std::string_view::npos) loss(node, "is written in one line");
  part_from_code();
  m_lines.write((text.empty() ? "` `" : code(text)) + "{=" + std::string(node.string(Key::format)) + "}");
}

// Lines of a paragraph: indented so far, a line that would begin a block does not.
void Writer::write_inline_lines(std::string_view text) {
  for (auto end = text.find('\n'); end != std::string_view::npos; end = text.find('\n')) {
    m_lines.write(text.substr(0, end));
    m_lines.newline_verbatim();
    text.remove_prefix(end + 1);
    if (!text.empty() && !is_letter(text[0])) m_lines.write("    ");
  }
  m_lines.write(text);
}

// Whether a tag stands where it begins a block: at the beginning of a line, or alone in the first one.
bool Writer::begins_html_block(const Node& tag) const {
  std::string_view rest = tag.text();
  for (bool at_start = m_lines.at_line_start();; at_start = true) {
    const auto end = std::min(rest.find('\n'), rest.size());
    const int kind = at_start && rest.starts_with('<') ? html_block_kind(rest.substr(0, end)) : 0;
    if (kind > 0 && kind < 7) return true;
    if (kind == 7 && m_first_line && (tag.is_last_child() || is_break(tag.next()))) return true;
    if (end == rest.size()) return false;
    rest.remove_prefix(end + 1);
  }
}

}  // namespace markdown
