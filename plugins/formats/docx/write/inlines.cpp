// Inlines.
#include <deckle/language.hpp>

#include "body_writer.hpp"
#include "relationship_types.hpp"

using deckle::Key;
using deckle::Kind;
using deckle::Node;

namespace {

bool is_first(const Node& node) { return node.index() == node.parent().index() + 1; }

bool is_single(const Node& quoted) { return quoted.string(Key::quote) == "single"; }

// The styles of Word for what HTML has elements.
std::optional<Role> role_of_span(const Node& span) {
  struct Known {
    std::string_view name;
    Role role;
  };
  for (const Known& known : {Known{"kbd", Role::keyboard}, Known{"samp", Role::sample}, Known{"var", Role::variable},
                             Known{"mark", Role::mark}, Known{"header-section-number", Role::section_number}})
    if (span.classes() == known.name) return known.role;
  return std::nullopt;
}

}  // namespace

// long: a flat switch, one line a kind.
bool BodyWriter::enter_inline(const Node& node) {
  switch (node.kind()) {
    case Kind::text:
      if (node.raw().attr_count > 0) begin_format(node);
      text(node.text());
      if (node.raw().attr_count > 0) end_format();
      return false;
    case Kind::soft_break: return text(" "), false;
    case Kind::hard_break: return line_break(), false;
    case Kind::emphasis: return begin_format(node).italic = true;
    case Kind::strong: return begin_format(node).bold = true;
    case Kind::underline: return begin_format(node).underline = true;
    case Kind::strikeout: return begin_format(node).strike = true;
    case Kind::superscript: begin_format(node).vertical = "superscript"; return true;
    case Kind::subscript: begin_format(node).vertical = "subscript"; return true;
    case Kind::small_caps: return begin_format(node).small_caps = true;
    case Kind::quoted:
      begin_format(node);
      text(is_single(node) ? "\xE2\x80\x98" : "\xE2\x80\x9C");
      return true;
    case Kind::code: return code(node), false;
    case Kind::math: return math(node), false;
    case Kind::raw_inline: return raw_inline(node), false;
    case Kind::link:
    case Kind::media: return link(node), true;
    case Kind::image: return image(node), false;
    case Kind::note: return note(node);
    case Kind::comment: return comment(node);
    case Kind::citation: return citation(node), true;
    case Kind::span: return span(node);
    case Kind::reference: return reference(node), true;
    case Kind::anchor: return begin_format(node), end_format(), false;
    case Kind::ruby: return ruby(node), false;
    case Kind::insertion: begin_format(node).insertion = node.index(); return true;
    case Kind::deletion: begin_format(node).deletion = node.index(); return true;
    case Kind::index_entry: return index_entry(node), false;
    default: return begin_format(node), true;
  }
}

void BodyWriter::leave_inline(const Node& node) {
  switch (node.kind()) {
    case Kind::quoted: text(is_single(node) ? "\xE2\x80\x99" : "\xE2\x80\x9D"); break;
    case Kind::citation:
      if (m_spelled_citations.back()) text("]");
      m_spelled_citations.pop_back();
      break;
    case Kind::reference: return end_reference();
    case Kind::ruby:
    case Kind::note:
    case Kind::comment: return;
    default: break;
  }
  end_format();
}

// The format of what is inside of the node, to be changed; a bookmark where it begins, if it has one.
RunFormat& BodyWriter::begin_format(const Node& node) {
  if (m_parts.bookmarks.has(node)) {
    if (!m_flow->in_paragraph) begin_paragraph();
    end_run();
    m_flow->anchors.push_back(node);
    flush_anchors();
  }
  RunFormat& made = m_flow->formats.emplace_back(m_flow->formats.back());
  if (node.raw().attr_count == 0) return made;
  lost_attributes(node);
  if (const std::string_view style = custom_style(node, "character"); !style.empty()) made.style = style;
  if (const auto direction = node.find("dir")) made.right_to_left = *direction == "rtl";
  if (const auto language = node.find("lang")) {
    if (!node.find("dir")) made.right_to_left = deckle::is_right_to_left(*language);
    set_language(made, *language);
  }
  return made;
}

void BodyWriter::code(const Node& node) {
  RunFormat& made = begin_format(node);
  if (!node.find("dir")) made.right_to_left = false;
  if (m_flow->in_source_code) made.style = m_parts.styles.code_piece(node.classes());
  else if (!node.find("custom-style")) made.style = style(Role::verbatim);
  made.is_small = !m_flow->tables.empty() && m_flow->tables.back().is_tight;
  text(node.text());
  end_format();
}

void BodyWriter::math(const Node& node) {
  loss(node, "is written as TeX");
  begin_format(node).style = style(Role::verbatim);
  text(node.text());
  end_format();
}

void BodyWriter::raw_inline(const Node& node) {
  if (html_tag(node)) return;
  if (node.string(Key::format) != "openxml") return lost_raw(node);
  const Fragment fragment(node.text(), Fragment::Place::inlines);
  if (!fragment.is_sound()) return loss(node, "is no piece of a paragraph of WordprocessingML, and left out");
  markup(fragment);
}

// Between the runs.
void BodyWriter::markup(const Fragment& fragment) {
  if (!m_flow->in_paragraph) begin_paragraph();
  end_run();
  wrap(format());
  fragment.write(xml());
}

bool BodyWriter::span(const Node& node) {
  if (formula(node)) return false;
  RunFormat& made = begin_format(node);
  if (const auto role = role_of_span(node)) made.style = style(*role);
  return true;
}

// One that was read from a document of Word, and is written as it was.
bool BodyWriter::formula(const Node& span) {
  const auto kept = span.has_class("math") ? span.find("omml") : std::nullopt;
  if (!kept) return false;
  const bool is_display = span.has_class("display");
  const std::string_view begin = is_display ? "<m:oMathPara>" : "", end = is_display ? "</m:oMathPara>" : "";
  const Fragment fragment(std::string(begin).append(*kept).append(end), Fragment::Place::inlines);
  if (!fragment.is_sound()) return false;
  markup(fragment);
  return true;
}

// In a link there is none.
void BodyWriter::link(const Node& node) {
  RunFormat& made = begin_format(node);
  if (node.is(Kind::media)) loss(node, "is a link");
  if (made.link != DK_NONE) return loss(node, "stands in a link and leads nowhere");
  if (address_of(node).empty()) return loss(node, "has no address and is its text");
  made.link = node.index();
  made.style = style(Role::hyperlink);
  if (node.is(Kind::media) && !node.has_children()) text(node.string(Key::url));
}

bool BodyWriter::has_style_of_class(const Node& node) const {
  if (node.is(Kind::span)) return role_of_span(node).has_value();
  return m_flow->in_source_code && (node.is(Kind::code) || node.is(Kind::line_block));
}

// A field, if it shows what Word would show; a link otherwise.
void BodyWriter::reference(const Node& node) {
  RunFormat& made = begin_format(node);
  const auto attribute = node.find(Key::target);
  const bool is_known = attribute && attribute->type() == DK_A_NODE && attribute->index() < m_document.size();
  m_flow->reference_is_field = false;
  if (!is_known) return;
  const Node target = m_document.node(attribute->index());
  if (!m_parts.bookmarks.has(target)) return loss(node, "leads to what has no identifier, and so nowhere");
  const std::string shown = target.is(Kind::heading) ? readable_text(target) : std::string();
  if (!shown.empty() && (!node.has_children() || readable_text(node) == shown)) {
    begin_field(" REF " + m_parts.bookmarks.name(target.id()) + " \\h ");
    m_flow->reference_is_field = true;
    if (!node.has_children()) text(shown);
    return;
  }
  if (made.link == DK_NONE) made.link = node.index();
  if (!node.has_children()) text(target.id());
}

void BodyWriter::end_reference() {
  if (std::exchange(m_flow->reference_is_field, false)) field_mark("end");
  end_format();
}

// Where a link, or something like it, leads; `#` and an identifier in this document.
std::string BodyWriter::address_of(const Node& node) {
  if (node.is(Kind::reference)) {
    const Node target = m_document.node(node.find(Key::target)->index());
    return "#" + std::string(target.id());
  }
  return std::string(m_call.address(node, node.string(Key::url)));
}

void BodyWriter::citation(const Node& node) {
  begin_format(node);
  bool has_text = false;
  for (const Node child : node.children()) has_text = has_text || !child.is(Kind::citation_item);
  m_spelled_citations.push_back(!has_text && node.has_children());
  loss(node, "is its text");
}

// What is cited is written out, as in Markdown, where the citation has no text of its own.
bool BodyWriter::cited(const Node& item) {
  if (!m_spelled_citations.back()) return false;
  text(is_first(item) ? "[" : "; ");
  if (!item.child(Kind::prefix)) cited_key(item);
  return true;
}

void BodyWriter::cited_key(const Node& item) {
  text(item.string(Key::mode) == "suppress-author" ? "-@" : "@");
  text(item.string(Key::key));
}

// An entry that Word collects into an index (clause 17.16.5.79).
void BodyWriter::index_entry(const Node& node) {
  begin_format(node);
  std::string entry;
  for (const char c : node.text()) {
    if (c == '"' || c == '\\' || c == ':') entry += '\\';
    entry += c;
  }
  begin_field(" XE \"" + entry + "\" ");
  field_mark("end");
  end_format();
}
