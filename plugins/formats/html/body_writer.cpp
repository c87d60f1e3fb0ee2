#include "body_writer.hpp"

#include <algorithm>

using deckle::Key;
using deckle::Kind;
using deckle::Node;

void BodyWriter::write(const Node& node) {
  begin_walk(node);
  run();
}

void BodyWriter::run() {
  for (std::uint32_t steps = 0; !m_walks.empty(); ++steps) {
    if (steps % 4096 == 0) m_call.stop_if_cancelled();
    deckle::Walk::Iterator& at = m_walks.back().at;
    if (!(at != std::default_sentinel)) {
      m_out << m_walks.back().after;
      m_walks.pop_back();
      continue;
    }
    const deckle::Visit visit = *at;
    if (!visit.enter) {
      ++at;
      leave(visit.node);  // may begin another walk
    } else if (enter(visit.node)) {
      ++at;
    } else if (visit.node.is_leaf()) {
      ++at;
    } else {
      at.skip_children();
    }
  }
}

// Kinds that only a later vocabulary or a plugin knows are divisions and spans.
bool BodyWriter::enter(const Node& node) {
  if (deckle::row_of(node.kind()) == nullptr) {
    loss(node, "is shown as what it contains");
    if (node.is_inline()) open_inline("span", node, node.kind_name());
    else open_block("div", node, node.kind_name());
    m_out.text(node.text());
    if (node.is_leaf()) leave(node);
    return !node.is_leaf();
  }
  switch (static_cast<std::uint16_t>(node.kind()) >> 8) {
    case 1: return enter_block(node);
    case 2: return enter_inline(node);
    case 3: return enter_part(node);
    default: return true;
  }
}

void BodyWriter::leave(const Node& node) {
  if (deckle::row_of(node.kind()) == nullptr) {
    if (node.is_inline()) {
      m_out << "</span>";
    } else {
      m_out.fresh_line();
      m_out << "</div>\n";
    }
    return;
  }
  switch (static_cast<std::uint16_t>(node.kind()) >> 8) {
    case 1: return leave_block(node);
    case 2: return leave_inline(node);
    case 3: return leave_part(node);
    default: return;
  }
}

void BodyWriter::begin_block(std::string_view tag, const Node& node, std::string_view more_classes) {
  m_out.fresh_line();
  begin_inline(tag, node, more_classes);
}

void BodyWriter::begin_inline(std::string_view tag, const Node& node, std::string_view more_classes,
                              std::string_view left_out_class) {
  m_out << '<' << tag;
  if (node.raw().attr_count > 0 || !more_classes.empty()) attributes(node, more_classes, left_out_class);
}

void BodyWriter::open_block(std::string_view tag, const Node& node, std::string_view more_classes) {
  begin_block(tag, node, more_classes);
  m_out << '>';
}

void BodyWriter::open_inline(std::string_view tag, const Node& node, std::string_view more_classes) {
  begin_inline(tag, node, more_classes);
  m_out << '>';
}

void BodyWriter::raw(const Node& node, bool block) {
  const std::string_view format = node.string(Key::format);
  if (format != "html" && format != "html5" && format != "html4")
    return loss(node, "is in another format and is left out");
  if (block) m_out.fresh_line();
  if (m_options.raw_html == RawHtml::keep) m_out << node.text();
  if (m_options.raw_html == RawHtml::escape) m_out.text(node.text());
  if (m_options.raw_html == RawHtml::drop) loss(node, "is left out, as raw-html: drop asks");
  if (block) m_out.fresh_line();
}

void BodyWriter::write_notes() {
  if (m_notes.empty()) return;
  m_out.fresh_line();
  m_out << "<section id=\"footnotes\" class=\"footnotes footnotes-end-of-document\" role=\"doc-endnotes\">\n"
           "<hr />\n<ol>\n";
  for (; m_notes_done < m_notes.size(); ++m_notes_done) {  // notes within notes are added at the end
    const std::string number = std::to_string(m_notes_done + 1);
    const Node node = m_notes[m_notes_done];
    m_out << "<li id=\"fn" << number << "\"" << (node.is(Kind::comment) ? " class=\"comment\"" : "") << '>';
    begin_walk(node);
    run();
    const std::string back =
        "<a href=\"#fnref" + number + "\" class=\"footnote-back\" role=\"doc-backlink\">\xE2\x86\xA9\xEF\xB8\x8E</a>";
    std::string& text = m_out.string();
    if (text.size() > 5 && std::string_view(text).substr(text.size() - 5) == "</p>\n")
      text.insert(text.size() - 5, back);
    else m_out << back;
    m_out << "</li>\n";
  }
  m_out << "</ol>\n</section>\n";
}

void BodyWriter::loss(const Node& node, std::string_view what) {
  const auto kind = static_cast<std::uint16_t>(node.kind());
  if (std::find(m_lost.begin(), m_lost.end(), kind) != m_lost.end()) return;
  m_lost.push_back(kind);
  m_call.warning("html.loss", node, "{} {}", node.kind_name(), what);
}
