// Blocks and their parts, except lists and tables; gaps.cpp says what stands between them.
#include <algorithm>

#include "../read/characters.hpp"
#include "kinds.hpp"
#include "writer.hpp"

using deckle::Key;
using deckle::Kind;
using deckle::Node;

namespace markdown {
namespace {

// Whether HTML of this kind goes on to the end of its container, whatever follows: nothing closes it.
bool goes_on(std::string_view html) {
  const int kind = kind_of_html(html);
  return kind > 0 && kind < 6 && html_block_end(kind, html) == 0;
}

constexpr std::string_view alerts[] = {"note", "tip", "important", "warning", "caution"};

bool is_alert(std::string_view word) {
  return std::find(std::begin(alerts), std::end(alerts), word) != std::end(alerts);
}

// The word of the alert that comes next to an admonition.
std::string alert(std::string_view word) {
  std::string name(word == "danger" ? "caution" : is_alert(word) ? word : "note");
  for (char& c : name) c = static_cast<char>(c - 'a' + 'A');
  return name;
}

// The image of a figure that is nothing but an image with a caption of one line of text.
std::optional<Node> only_image(const Node& figure) {
  const std::optional<Node> caption = figure.child(Kind::caption);
  if (!caption || has_attributes(figure) || has_attributes(*caption)) return {};
  if (caption->is_last_child() || !caption->has_children()) return {};
  const Node said = *caption->children().begin(), content = caption->next();
  if (!is_text(said) || !said.is_last_child()) return {};
  if (!is_text(content) || !content.is_last_child() || !content.has_children()) return {};
  const Node image = *content.children().begin();
  return image.is(Kind::image) && image.is_last_child() ? std::optional(image) : std::nullopt;
}

std::optional<Node> last_block(const Node& node) {
  std::optional<Node> last;
  for (const Node child : node.children()) last = child;
  return last;
}

// Whether nothing but text is right before the end of a block, so that no empty line need part them.
bool ends_with_text(const Node& node) {
  const std::optional<Node> last = last_block(node);
  return !last || last->is(Kind::paragraph) || last->is(Kind::plain) || last->is(Kind::code_block) || last->is_inline();
}

bool may_have_attributes(const Node& node, const Context& context) {
  switch (node.kind()) {
    case Kind::heading: return context.has(Extension::header_attributes);
    case Kind::code_block: return true;  // it tells of its own
    case Kind::division: return context.has(Extension::fenced_divs);
    case Kind::table: return context.has(Extension::table_attributes) && node.child(Kind::caption).has_value();
    default: return false;
  }
}

}  // namespace

void Writer::begin_block(const Node& node) {
  const bool at_top = node.parent().is(Kind::body) && m_context.options.reference_location != Placement::document;
  if (at_top && (m_context.options.reference_location == Placement::block || node.is(Kind::heading)))
    write_definitions();
  const auto is_unseen = [this](const Node& block) {
    return is_text(block) && block.has_children() && is_unseen_from(*block.children().begin());
  };
  std::optional<Node> before = block_before(node);
  while (before && is_unseen(*before)) before = block_before(*before);
  if (before) m_lines.separate(is_right_behind(node, *before) ? 1 : 2);
  else if (node.parent().is(Kind::body)) m_lines.separate(2);
  // The line before it, with the word of an alert, is one of the same paragraph.
  m_first_line = before || !node.parent().is(Kind::admonition) || !has(Extension::alerts);
  m_space = 0;
  if (node.raw().attr_count > 0 && has_attributes(node) && !may_have_attributes(node, m_context))
    loss(node, "has attributes, which are left out");
}

bool Writer::enter_block(const Node& node) {
  begin_block(node);
  switch (node.kind()) {
    case Kind::heading: return heading(node), true;
    case Kind::block_quote: return m_lines.open("> ", "> "), true;
    case Kind::code_block: return code_block(node), false;
    case Kind::raw_block: return raw_block(node), false;
    case Kind::bullet_list:
    case Kind::ordered_list: return list(node), true;
    case Kind::definition_list: return definition_list(node), true;
    case Kind::line_block:
      if (!has(Extension::line_blocks)) loss(node, "is written as lines of a paragraph");
      return true;
    case Kind::table: return table(node);
    case Kind::figure: return figure(node);
    case Kind::thematic_break: return thematic_break(node), false;
    case Kind::page_break:
    case Kind::section_break: return loss(node, "is left out"), false;
    case Kind::admonition: return admonition(node), true;
    case Kind::division: return division(node, ""), true;
    case Kind::details: return block_element(node, "details", node.boolean(Key::open) ? " open" : ""), true;
    case Kind::aside: return block_element(node, "aside"), true;
    case Kind::contents:
    case Kind::page_header:
    case Kind::page_footer: return block_element(node, ""), true;
    default: return true;
  }
}

void Writer::leave_block(const Node& node) {
  if (node.is(Kind::table)) --m_html_tables;
  if (const auto last = node.is(Kind::division) ? last_block(node) : std::nullopt; last && last->is(Kind::plain))
    loss(*last, "becomes a paragraph in a division");
  if (end_block(node)) return;
  switch (node.kind()) {
    case Kind::heading: end_heading(node); break;
    case Kind::block_quote:
    case Kind::admonition: m_lines.close(); break;
    case Kind::bullet_list:
    case Kind::ordered_list: end_list(node); break;
    case Kind::definition_list: m_last_list = {node.parent().index(), node.end(), node.kind(), {}}; break;
    default: break;
  }
  m_space = 0;
}

// Parts that stand where they have nothing to belong to: in custom blocks, and at the root of a walk.
bool Writer::is_stray(const Node& node) const {
  switch (node.kind()) {
    case Kind::list_item: return m_lists.empty() || !is_list(node.parent());
    case Kind::caption: return m_html_tables == 0 && !node.parent().is(Kind::figure);
    case Kind::row:
    case Kind::cell: return m_html_tables == 0;
    default: return false;
  }
}

bool Writer::enter_part(const Node& node) {
  if (node.raw().attr_count > 0 && has_attributes(node)) loss(node, "has attributes, which are left out");
  if (is_stray(node)) return true;
  switch (node.kind()) {
    case Kind::list_item: return item(node), true;
    case Kind::term: return term(node), true;
    case Kind::description: return description(node), true;
    case Kind::line: return line(node), true;
    case Kind::summary:
    case Kind::title: return title(node), true;
    case Kind::caption: return caption(node), true;
    case Kind::short_caption: return loss(node, "is left out"), false;
    case Kind::column:
    case Kind::citation_item: return false;
    case Kind::row: return row(), true;
    case Kind::cell: return cell(node), true;
    case Kind::ruby_text: return open(node, "<rp>(</rp><rt>", "</rt><rp>)</rp>"), true;
    default: return true;
  }
}

void Writer::leave_part(const Node& node) {
  if (is_stray(node)) return;
  switch (node.kind()) {
    case Kind::list_item: return m_lines.close();
    case Kind::term: return end_term(node);
    case Kind::description: return end_description(node);
    case Kind::line: return end_line(node);
    case Kind::summary:
    case Kind::title: return end_title(node);
    case Kind::caption: end_block(node); return;
    case Kind::row: return end_row();
    case Kind::cell: return end_cell(node);
    case Kind::ruby_text: return close(node);
    default: return;
  }
}

// A tag of HTML or a fence of a division, with empty lines around it, so that what is inside is Markdown.
void Writer::own_line(std::string_view line) {
  m_lines.separate(2);
  m_lines.write(line);
  m_lines.separate(2);
}

void Writer::open_block(const Node& node, std::string_view begin, std::string_view end) {
  const bool is_fence = end == ":::";
  if (!m_lines.is_behind_marker()) m_lines.separate(2);
  m_lines.write(begin);
  m_lines.separate(is_fence ? 1 : 2);
  m_blocks.push_back({node.index(), std::string(end), is_fence});
}

// Whether the block was opened so.
bool Writer::end_block(const Node& node) {
  if (!is_open_block(node)) return false;
  m_lines.separate(m_blocks.back().is_fence && ends_with_text(node) ? 1 : 2);
  m_lines.write(m_blocks.back().end);
  const bool in_tight_item = node.parent().is(Kind::list_item) && m_lists.back().tight;
  m_lines.separate(m_blocks.back().is_fence && in_tight_item ? 1 : 2);
  m_blocks.pop_back();
  return true;
}

// A block that Markdown has no syntax for: a division of that class, or an element of HTML around Markdown, if it has a
// tag, or what it contains.
void Writer::block_element(const Node& node, std::string_view tag, std::string_view attributes) {
  if (has(Extension::fenced_divs)) {
    loss(node, "is written as a division");
    return division(node, node.kind_name());
  }
  if (tag.empty()) return loss(node, "is written as what it contains");
  loss(node, "is written as HTML");
  open_block(node, "<" + std::string(tag).append(attributes) + ">", "</" + std::string(tag) + ">");
}

void Writer::division(const Node& node, std::string_view extra_class) {
  if (!has(Extension::fenced_divs)) return loss(node, "is written as what it contains");
  const std::string braces = attributes(node, m_context, extra_class);
  const std::string_view name = extra_class.empty() ? node.classes() : extra_class;
  const bool only_name = braces == "{." + std::string(name) + "}";
  open_block(node, "::: " + (only_name ? std::string(name) : braces.empty() ? "{}" : braces), ":::");
}

bool Writer::figure(const Node& node) {
  const std::optional<Node> image = has(Extension::implicit_figures) ? only_image(node) : std::nullopt;
  if (!image) return block_element(node, "figure"), true;
  const bool has_lines = !m_one_line && m_context.options.wrap == Wrap::preserve;
  const std::string text = inlines(*node.child(Kind::caption)->children().begin(), true, false, has_lines);
  m_lines.write_lines("![" + text + "](" + address(*image) + ")" + braces(*image));
  return false;
}

void Writer::figure_caption(const Node& node) {
  if (has(Extension::fenced_divs)) open_block(node, "::: caption", ":::");
  else open_block(node, "<figcaption>", "</figcaption>");
}

void Writer::code_block(const Node& node) {
  const std::string_view classes = node.classes();
  const std::string_view language = classes.substr(0, classes.find(' '));
  const std::string braces = attributes(node, m_context);
  // Pandoc's rules read a word behind the fence in lower case.
  const bool is_word = language.find_first_of("{}`\"=") == std::string_view::npos &&
                       (!has(Extension::pandoc_rules) || std::ranges::none_of(language, is_capital));
  const bool only_language =
      braces.empty() || braces == "{." + std::string(language) + "}" || braces == "{class=" + quoted(classes) + "}";
  if (has(Extension::fenced_code_attributes) && (!only_language || !is_word)) {
    if (node.string(Key::info, language) != language) loss(node, "has more behind its language, which is left out");
    return fenced(braces, node.text());
  }
  if (!only_language || language.size() < classes.size())
    loss(node, "has attributes beyond its language, which are left out");
  fenced(markdown::info(node.string(Key::info, language)), node.text());
}

void Writer::fenced(std::string_view info, std::string_view text) {
  const char mark = info.find('`') == std::string_view::npos ? '`' : '~';
  const std::string fence(std::max<std::size_t>(3, longest_run(text, mark) + 1), mark);
  m_lines.write(fence + (info.starts_with('{') || info.starts_with(mark) ? " " : "") + std::string(info));
  m_lines.newline();
  if (!text.empty()) {
    m_lines.write_lines(text);
    m_lines.newline_verbatim();
  }
  m_lines.write(fence);
}

// Whether pandoc takes HTML apart, so that what is between its tags is Markdown.
bool Writer::is_read_apart(const Node& raw) const {
  const std::string_view html = raw.text();
  if (!has(Extension::pandoc_rules) || !has(Extension::raw_attribute)) return false;
  const bool is_fenced = std::ranges::any_of(m_blocks, [](const OpenBlock& block) { return block.is_fence; });
  if (html.empty() || (is_fenced && goes_on(html))) return true;
  if (html.starts_with("<!--")) return html.find("-->") + 3 != html.size();
  if (kind_of_html(html) == 1 && html_block_end(1, html) == html.size()) return false;
  if (html_tag_length(html, 0) != html.size()) return true;
  const std::string_view name = html_tag_name(html);
  if (!is_block_element(name) && !may_be_block_element(name) && !is_same_name(name, "div")) return true;
  // One of the two alone is no division, unless we write some with these tags; in one it would take its end for text.
  if (has_word_at(html, 1, "/div")) return !has(Extension::fenced_divs);
  return has_word_at(html, 1, "div") &&
         (is_fenced || !has(Extension::fenced_divs) || m_context.closes_div(raw.document()));
}

void Writer::raw_block(const Node& node) {
  const std::string_view format = node.string(Key::format);
  const bool is_native = (is_raw_html(node) && !is_read_apart(node)) || format == "markdown" ||
                         (format == "tex" && has(Extension::raw_tex));
  if (!is_native && has(Extension::raw_attribute)) return fenced("{=" + std::string(format) + "}", node.text());
  if (!is_native) return loss(node, "is in another format and is left out");
  if (m_lines.prefix().empty() && goes_on(node.text()) && m_context.has_definitions()) {
    if (const auto before = block_before(node); before && before->is(Kind::plain)) loses_its_tag(*before);
    write_definitions();  // behind it they would be part of it
    m_lines.separate(2);
  }
  std::string_view text = node.text();
  if (text.starts_with(' ') && m_last_list.end == node.index()) {
    loss(node, "loses the spaces at its beginning: it would go on with the list before it");
    text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
  }
  // Behind the mark of an item they would be part of that.
  if (text.starts_with(' ') && node.parent().is(Kind::list_item) && !block_before(node)) m_lines.newline();
  m_lines.write_lines(text);
  if (text.ends_with(' ')) m_lines.newline_verbatim();
}

// Dashes only where they can be neither front matter, nor an underline, nor a list.
void Writer::thematic_break(const Node& node) {
  const bool dashes = node.parent().is(Kind::body) && !m_lines.is_empty();
  m_lines.write(dashes ? "---" : m_lines.is_empty() ? "***" : "___");
}

void Writer::admonition(const Node& node) {
  const std::string_view word = node.string(Key::admonition);
  if (has(Extension::fenced_divs) && !has(Extension::alerts)) {
    loss(node, "is written as a division");
    return division(node, word);
  }
  const bool as_alert = has(Extension::alerts);
  if (!as_alert) loss(node, "is written as a quotation");
  else if (!is_alert(word) || node.child(Kind::title)) loss(node, "is written as one of the alerts");
  m_lines.open("> ", "> ");
  m_lines.write(as_alert ? "[!" + alert(word) + "]" : "**" + alert(word) + "**");
  const bool text_follows = node.has_children() && (*node.children().begin()).is(Kind::paragraph);
  m_lines.separate(as_alert && text_follows ? 1 : 2);
}

// The title of an admonition, the summary of details.
void Writer::title(const Node& node) {
  const bool in_division = has(Extension::fenced_divs) && is_open_block(node.parent());
  if (in_division) return open_block(node, "::: " + std::string(node.kind_name()), ":::");
  if (node.is(Kind::summary)) return open_block(node, "<summary>", "</summary>");
  m_lines.write("**");
}

void Writer::end_title(const Node& node) {
  if (end_block(node)) return;
  m_lines.write("**");
  m_lines.separate(2);
}

}  // namespace markdown
