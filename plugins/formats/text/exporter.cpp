#include "exporter.hpp"

#include "blocks.hpp"
#include "inlines.hpp"

namespace {

using deckle::Kind;
using deckle::Node;

std::string text_of(const Node& value, Session& session) {
  return value.is(Kind::meta_string) ? std::string(value.text()) : inline_text(value, session);
}

// Title, subtitle, authors and date, a line each.
void title_block(const Node& metadata, Session& session, BlockWriter& writer) {
  std::string all;
  const auto add = [&](const std::string& text) {
    if (text.empty()) return;
    if (!all.empty()) all += hard_break;
    all += text;
  };
  for (const std::string_view key : {"title", "subtitle", "author", "date"}) {
    const auto value = deckle::entry(metadata, key);
    if (!value) continue;
    std::string text;
    if (value->is(Kind::meta_list)) {
      for (const Node& one : value->children()) text += (text.empty() ? "" : "; ") + text_of(one, session);
    } else {
      text = text_of(*value, session);
    }
    add(text);
  }
  if (!all.empty()) writer.paragraph(all);
}

}  // namespace

void TextExporter::write(const deckle::Document& in, deckle::Output& out, deckle::Call& call) {
  Session session(call, opts.wrap);
  BlockWriter writer(session, static_cast<std::size_t>(opts.columns));
  if (opts.standalone) title_block(in.metadata(), session, writer);
  writer.write(in.body());
  for (std::size_t k = 0; k < session.notes.size(); ++k) {  // a note may bring further notes
    const Node note = session.notes[k];
    writer.write_note(note, k + 1);
  }
  out << writer.take();
}
