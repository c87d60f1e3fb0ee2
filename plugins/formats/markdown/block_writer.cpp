// Blocks and their parts, except tables.
#include "writer.hpp"

using deckle::Key;
using deckle::Kind;
using deckle::Node;

namespace {

// Whether a list has no space between its items: one of them begins with plain text, or none has a paragraph.
bool is_tight(const Node& list) {
  bool has_paragraph = false;
  for (Node item : list.children()) {
    for (Node block : item.children()) {
      if (block.is(Kind::plain)) return true;
      has_paragraph = has_paragraph || block.is(Kind::paragraph);
    }
  }
  return !has_paragraph;
}

// Whether a heading has line breaks, which only the form with an underline can have.
bool has_break(const Node& heading) {
  for (deckle::Visit visit : heading.walk())
    if (visit.node.is(Kind::soft_break) || visit.node.is(Kind::hard_break)) return true;
  return false;
}

// Whether HTML of this kind goes on to the end of its container, whatever follows: nothing closes it.
bool goes_on(std::string_view html) {
  constexpr struct {
    std::string_view begin, end;
  } kinds[] = {{"<!--", "-->"}, {"<?", "?>"},      {"<![cdata[", "]]>"}, {"<!", ">"},
               {"<pre", "</"},  {"<script", "</"}, {"<style", "</"}};
  std::string lower(html);
  for (char& c : lower) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  for (const auto& kind : kinds)
    if (lower.starts_with(kind.begin)) return lower.find(kind.end, kind.begin.size()) == std::string::npos;
  return false;
}

bool is_quote(const Node& node) { return node.is(Kind::block_quote) || node.is(Kind::admonition); }

std::string_view alert(std::string_view word) {
  if (word == "tip") return "TIP";
  if (word == "important") return "IMPORTANT";
  if (word == "warning") return "WARNING";
  if (word == "caution" || word == "danger") return "CAUTION";
  return "NOTE";
}

}  // namespace

void Writer::begin_block(const Node& node) {
  const bool in_tight_item = !m_lists.empty() && m_lists.back().tight && node.parent().is(Kind::list_item);
  const bool first = node.index() == node.parent().index() + 1 && !node.parent().is(Kind::body);
  // Without an empty line two quotations would be one.
  const bool behind_quote = is_quote(node) && m_last_quote_end == node.index();
  if (!first) m_lines.separate(in_tight_item && !behind_quote ? 1 : 2);
  m_first_line = true;
  m_space = 0;
  if (node.raw().attr_count > 0) attributes_lost(node);
}

bool Writer::enter_block(const Node& node) {
  if (in_cell()) {  // only inlines fit: blocks are parted by line breaks
    if (node.index() != node.parent().index() + 1) m_lines.write("<br />");
    if (!node.text().empty()) m_lines.write(escape::code(node.text()));
    return true;
  }
  begin_block(node);
  switch (node.kind()) {
    case Kind::heading: return heading(node), true;
    case Kind::block_quote: return m_lines.open("> ", "> "), true;
    case Kind::code_block: return code_block(node), false;
    case Kind::raw_block: return raw(node), false;
    case Kind::bullet_list:
    case Kind::ordered_list: return list(node), true;
    case Kind::definition_list: return open_html(node, "<dl>"), true;
    case Kind::table: return table(node), true;
    case Kind::figure: return open_html(node, "<figure>"), true;
    case Kind::thematic_break: return thematic_break(node), false;
    case Kind::page_break:
    case Kind::section_break: return loss(node, "is left out"), false;
    case Kind::admonition: return admonition(node), true;
    case Kind::details: return open_html(node, node.boolean(Key::open) ? "<details open>" : "<details>"), true;
    case Kind::aside: return open_html(node, "<aside>"), true;
    case Kind::line_block:
    case Kind::division:
    case Kind::contents:
    case Kind::page_header:
    case Kind::page_footer: return loss(node, "is written as what it contains"), true;
    default: return true;
  }
}

void Writer::leave_block(const Node& node) {
  if (in_cell()) return;
  switch (node.kind()) {
    case Kind::heading:
      if (m_setext) {
        m_lines.newline();
        m_lines.write(node.level() == 1 ? "===" : "---");
      }
      m_setext = m_in_heading = false;
      break;
    case Kind::block_quote:
    case Kind::admonition:
      m_lines.close();
      m_last_quote_end = node.end();
      break;
    case Kind::bullet_list:
    case Kind::ordered_list:
      m_last_list = {node.parent().index(), node.end(), node.kind(), m_lists.back().mark};
      m_lists.pop_back();
      break;
    case Kind::definition_list: close_html("</dl>"); break;
    case Kind::table:
      if (m_tables.back().html) close_html("</table>");
      m_tables.pop_back();
      break;
    case Kind::figure: close_html("</figure>"); break;
    case Kind::details: close_html("</details>"); break;
    case Kind::aside: close_html("</aside>"); break;
    default: break;
  }
  m_space = 0;
}

bool Writer::enter_part(const Node& node) {
  switch (node.kind()) {
    case Kind::list_item: return item(node), true;
    case Kind::term: return m_lines.separate(2), m_lines.write("<dt>"), m_lines.separate(2), true;
    case Kind::description: return m_lines.separate(2), m_lines.write("<dd>"), m_lines.separate(2), true;
    case Kind::summary: return m_lines.separate(1), m_lines.write("<summary>"), m_lines.separate(2), true;
    case Kind::caption:
      if (in_cell()) return true;
      if (node.parent().is(Kind::figure)) open_html(node, "<figcaption>");
      else if (m_tables.back().html) open_html(node, "<caption>");
      else return false;
      return true;
    case Kind::short_caption:
    case Kind::column:
    case Kind::citation_item: return false;
    case Kind::table_head:
    case Kind::table_body:
    case Kind::table_foot: return true;
    case Kind::row: return row(node), true;
    case Kind::cell: return cell(node), true;
    case Kind::title: m_lines.write("**"); return true;
    case Kind::ruby_text: tag("<rp>(</rp><rt>"); return true;
    default: return true;
  }
}

void Writer::leave_part(const Node& node) {
  switch (node.kind()) {
    case Kind::list_item: m_lines.close(); return;
    case Kind::term: return close_html("</dt>");
    case Kind::description: return close_html("</dd>");
    case Kind::summary: return close_html("</summary>");
    case Kind::caption:
      if (node.parent().is(Kind::figure)) close_html("</figcaption>");
      else if (m_tables.back().html) close_html("</caption>");
      return;
    case Kind::row: return end_row(node);
    case Kind::cell: return end_cell(node);
    case Kind::line:
      if (!node.is_last_child()) m_lines.write("\\"), m_lines.newline();
      return;
    case Kind::title: m_lines.write("**"), m_lines.separate(2); return;
    case Kind::ruby_text: tag("</rt><rp>)</rp>"); return;
    default: return;
  }
}

void Writer::open_html(const Node& node, std::string_view tags) {
  if (!node.is(Kind::table)) loss(node, "is written as HTML");
  m_lines.separate(2);
  m_lines.write(tags);
  m_lines.separate(2);
}

void Writer::close_html(std::string_view tags) {
  m_lines.separate(2);
  m_lines.write(tags);
  m_lines.separate(2);
}

// Lists of the same type that follow one another need another marker, or they would become one.
void Writer::list(const Node& node) {
  const bool ordered = node.is(Kind::ordered_list);
  List list{is_tight(node), ordered, node.integer(Key::start, 1), '-'};
  if (ordered) list.mark = node.string(Key::delimiter, "period") == "period" ? '.' : ')';
  if (list.number < 0 || list.number + node.subtree() > 999'999'999) {
    loss(node, "begins with a number that Markdown cannot write");
    list.number = 1;
  }
  const std::string_view style = node.string(Key::style, "decimal");
  if (ordered && style != "decimal") loss(node, "is numbered with digits");
  const bool follows =
      m_last_list.parent == node.parent().index() && m_last_list.end == node.index() && m_last_list.kind == node.kind();
  if (follows && !ordered && m_last_list.mark == '-') list.mark = '*';
  if (follows && ordered && m_last_list.mark == list.mark) {
    m_lines.write("<!-- -->");
    m_lines.separate(2);
  }
  m_lists.push_back(list);
}

void Writer::item(const Node& node) {
  List& list = m_lists.back();
  if (node.index() != node.parent().index() + 1) m_lines.separate(list.tight ? 1 : 2);
  std::string marker = list.ordered ? std::to_string(list.number++) : std::string();
  marker += list.mark;
  marker += ' ';
  m_lines.open(marker, std::string(marker.size(), ' '));
  const auto checked = node.find(Key::checked);
  if (!checked) return;
  if (!is_gfm()) return loss(node, "is a task, which is left out");
  m_lines.write(checked->boolean() ? "[x] " : "[ ] ");
  if (!node.has_children()) m_lines.newline_verbatim();  // without its space it is no task
}

void Writer::heading(const Node& node) {
  const int level = node.level();
  m_in_heading = true;
  m_setext = level <= 2 && node.has_children() && has_break(node);
  if (level > 6) loss(node, "is deeper than six levels");
  if (!m_setext) {
    m_lines.write(std::string(static_cast<std::size_t>(level < 1   ? 1
                                                       : level > 6 ? 6
                                                                   : level),
                              '#') +
                  (node.has_children() ? " " : ""));
  }
}

void Writer::code_block(const Node& node) {
  const std::string_view classes = node.classes();
  const std::string_view language = classes.substr(0, classes.find(' '));
  if (language.size() < classes.size()) loss(node, "has more classes than its language");
  const std::string info = escape::info(node.string(Key::info, language));
  const char mark = info.find('`') == std::string::npos ? '`' : '~';
  const std::string fence(std::max<std::size_t>(3, escape::longest_run(node.text(), mark) + 1), mark);
  m_lines.write(fence + info);
  m_lines.newline();
  if (!node.text().empty()) {
    m_lines.write_lines(node.text());
    m_lines.newline_verbatim();
  }
  m_lines.write(fence);
}

void Writer::raw(const Node& node) {
  const std::string_view format = node.string(Key::format);
  if (format != "html" && format != "html5" && format != "html4" && format != "markdown")
    return loss(node, "is in another format and is left out");
  if (node.is(Kind::raw_block) && m_lines.prefix().empty() && goes_on(node.text())) {
    write_notes();  // behind it they would be part of it
    m_lines.separate(2);
  }
  m_lines.write_lines(node.text());
  if (node.is(Kind::raw_block) && node.text().ends_with(' ')) m_lines.newline_verbatim();
}

// Dashes only where they can be neither front matter, nor an underline, nor a list.
void Writer::thematic_break(const Node& node) {
  const bool dashes = node.parent().is(Kind::body) && !m_lines.is_empty();
  m_lines.write(dashes ? "---" : m_lines.is_empty() ? "***" : "___");
}

void Writer::admonition(const Node& node) {
  loss(node, is_gfm() ? "is written as an alert" : "is written as a quotation");
  m_lines.open("> ", "> ");
  const std::string_view word = alert(node.string(Key::admonition));
  m_lines.write(is_gfm() ? "[!" + std::string(word) + "]" : "**" + std::string(word) + "**");
  m_lines.separate(is_gfm() ? 1 : 2);
}
