// The numbers of captions: fields that Word counts itself, and collects into lists of figures and tables (ECMA-376,
// part 1, clause 17.16.5.56).
#include "body_writer.hpp"

using deckle::Key;
using deckle::Kind;
using deckle::Node;

namespace {

// The name of a sequence: the label, as far as it is a word.
std::string sequence_of(std::string_view label) {
  std::string name(label);
  for (char& c : name) {
    const bool is_of_word =
        (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || (c & 0x80) != 0;
    if (!is_of_word) c = '_';
  }
  return name;
}

}  // namespace

// Of a figure or table; stands in the first paragraph that follows.
void BodyWriter::begin_caption(const Node& owner) {
  const bool is_figure = owner.is(Kind::figure);
  const std::string_view label = is_figure ? m_options.figure_label : m_options.table_label;
  const std::string_view number = owner.string(Key::number);
  if (label.empty() && number.empty()) return;
  CaptionNumber& made = m_flow->caption.emplace();
  made.label = !label.empty() ? label : is_figure ? "Figure" : "Table";
  made.number = number;
  if (number.empty()) made.counted = is_figure ? ++m_parts.figures : ++m_parts.tables;
}

// A number that a transform gave is none that Word would count.
void BodyWriter::caption_number() {
  const auto caption = std::exchange(m_flow->caption, std::nullopt);
  if (!caption) return;
  text(caption->label);
  text("\xC2\xA0");
  if (caption->number.empty()) {
    begin_field(" SEQ " + sequence_of(caption->label) + " \\* ARABIC ");
    text(std::to_string(caption->counted));
    field_mark("end");
  } else {
    text(caption->number);
  }
  text(": ");
}
