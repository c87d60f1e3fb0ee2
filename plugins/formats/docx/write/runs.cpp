// Runs of text. One stays open while what comes has the same format, so that text in many nodes is one run.
#include "body_writer.hpp"
#include "dates.hpp"
#include "relationship_types.hpp"

using deckle::Key;
using deckle::Kind;
using deckle::Node;

// Behind it, content of the run may be written.
void BodyWriter::begin_run(const RunFormat& format) {
  if (!m_flow->in_paragraph) begin_paragraph();
  if (m_flow->run == format) return end_text();
  end_run();
  wrap(format);
  xml().begin("w:r");
  format.write(xml());
  m_flow->run = format;
}

void BodyWriter::end_text() {
  if (m_flow->in_text) xml().end();
  m_flow->in_text = false;
}

void BodyWriter::end_run() {
  if (!m_flow->run) return;
  end_text();
  xml().end();
  m_flow->run.reset();
}

// Opens the elements around a run and closes those that it does not stand in: hyperlinks hold insertions, and those
// hold deletions (clauses 17.16.22 and 17.13.5).
void BodyWriter::wrap(const RunFormat& format) {
  std::vector<std::uint32_t>& open = m_flow->wrappers;
  std::size_t same = 0;
  for (const std::uint32_t node : {format.link, format.insertion, format.deletion}) {
    if (node == DK_NONE) continue;
    if (same == open.size() || open[same] != node) {
      unwrap(same);
      open_wrapper(node);
    }
    ++same;
  }
  unwrap(same);
}

void BodyWriter::unwrap(std::size_t left) {
  end_run();
  for (; m_flow->wrappers.size() > left; m_flow->wrappers.pop_back()) xml().end();
}

void BodyWriter::open_wrapper(std::uint32_t index) {
  const Node node = m_document.node(index);
  m_flow->wrappers.push_back(index);
  if (node.is(Kind::insertion) || node.is(Kind::deletion)) {
    xml().begin(node.is(Kind::insertion) ? "w:ins" : "w:del").attribute("w:id", m_parts.changes++);
    xml().attribute("w:author", node.string(Key::author, "?"));
    if (const auto date = date_time(node.string(Key::date))) xml().attribute("w:date", *date);
    return;
  }
  xml().begin("w:hyperlink");
  const std::string address = address_of(node);
  if (address.front() == '#') xml().attribute("w:anchor", m_parts.bookmarks.name(std::string_view(address).substr(1)));
  else xml().attribute("r:id", m_flow->story.relationships.to(relationship::hyperlink, office::address(address), true));
  if (const auto title = node.find(Key::title)) xml().attribute("w:tooltip", title->string());
}

// Line endings in it are white space.
void BodyWriter::text(std::string_view characters) {
  const RunFormat& now = format();
  while (!characters.empty()) {
    const auto tab = characters.find('\t');
    if (const std::string_view part = characters.substr(0, tab); !part.empty()) {
      if (!m_flow->in_text || m_flow->run != now) {
        begin_run(now);
        xml().begin(now.deletion == DK_NONE ? "w:t" : "w:delText").attribute("xml:space", "preserve");
        m_flow->in_text = true;
      }
      xml().text(part);
    }
    if (tab == std::string_view::npos) return;
    begin_run(now);
    xml().element("w:tab");
    characters.remove_prefix(tab + 1);
  }
}

// Every line ending counts.
void BodyWriter::lines(std::string_view characters) {
  for (;;) {
    const auto end = characters.find('\n');
    text(characters.substr(0, end));
    if (end == std::string_view::npos) return;
    line_break();
    characters.remove_prefix(end + 1);
  }
}

void BodyWriter::line_break(std::string_view type) {
  begin_run(format());
  if (type.empty()) xml().element("w:br");
  else xml().element("w:br", "w:type", type);
}

// A field and what it shows until it is asked again (clause 17.16.18).
void BodyWriter::begin_field(std::string_view instruction, bool is_stale) {
  field_mark("begin", is_stale);
  begin_run(format());
  xml().begin("w:instrText").attribute("xml:space", "preserve").text(instruction).end();
  field_mark("separate");
}

void BodyWriter::field_mark(std::string_view type, bool is_stale) {
  end_run();
  begin_run(format());
  xml().begin("w:fldChar").attribute("w:fldCharType", type);
  if (is_stale) xml().attribute("w:dirty", std::int64_t{1});
  xml().end();
  end_run();
}
