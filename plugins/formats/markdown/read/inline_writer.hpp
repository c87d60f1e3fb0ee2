// Writes the inlines of one leaf as nodes: text runs are joined, and links, emphasis and breaks stand between them.
#pragma once
#include "extensions.hpp"
#include "inline_text.hpp"
#include "nodes.hpp"

namespace markdown {

// Numbers of notes, as pandoc gives them to citations: every citation counts as one, and all in a note have its number.
class NoteNumbers {
 public:
  void begin_note() { m_count += m_depth++ == 0 ? 1 : 0; }
  void end_note() { --m_depth; }
  // Of a citation that begins here.
  std::int64_t next() { return m_depth > 0 ? m_count : ++m_count; }
  // Of one of its items, before which so many citations stand inside of it.
  std::int64_t behind(std::int64_t number, std::uint32_t inner) const { return m_depth > 0 ? number : number + inner; }

 private:
  std::int64_t m_count = 0;
  std::uint32_t m_depth = 0;
};

class InlineWriter {
 public:
  InlineWriter(Nodes& nodes, Extensions extensions, NoteNumbers& numbers)
      : m_nodes(nodes), m_extensions(extensions), m_numbers(numbers) {}

  // `text` must live until its end is written. In a cell of a table, \| is |.
  void begin(const InlineText& text, bool in_cell);
  // Only what is inside of the link, image or span that this token opens.
  void begin_inside(const InlineText& text, std::size_t opener);
  // Writes up to the next note, whose token it gives, or to the end: null.
  const Token* write();
  // A note that cannot be written: its reference is text.
  void keep(const Token& note) { add_text(note.where); }
  void end_text();
  Range source(Range range) const { return m_text->content.source(range); }

 private:
  void write_token(const Token& token);
  void write_break(const Token& token);
  void write_code(const Token& token);
  void write_math(const Token& token);
  void write_raw(const Token& token, std::string_view format);
  void write_run(const Token& token);
  void write_address(const Token& token);
  void write_mails(Range text);
  void write_mail(Range address);
  Range take_attributes(const Token& token);
  void open_address(Range where, std::string_view prefix, std::string_view address, std::string_view attributes = {});
  void open_link(const Token& token);
  void open_span(const Token& token);
  void close_link(const Token& token);
  void open_note(const Token& token);
  void close_note();

  // citation_writer.cpp
  void write_citation(const Token& token);
  void write_key(const Token& token);
  void open_citation(const Token& token);
  void open_item(const Cited& item, std::int64_t number);
  void open_part(deckle::Kind kind, Range where);
  void close_part(Range where);
  void close_citation(const Token& token);
  void add_lines(Range range);

  void add_text(Range range);
  void add_decoded(Range where, std::string_view text);
  bool may_hold_mails(Range piece) const;
  void end_piece();
  void end_run();
  std::string_view text(Range range) const { return range.in(m_text->content.text()); }
  std::string_view literal(std::string_view text);

  Nodes& m_nodes;
  Extensions m_extensions;
  NoteNumbers& m_numbers;
  const InlineText* m_text = nullptr;
  std::size_t m_next = 0;        // token
  std::size_t m_last = 0;        // the token to end before
  std::uint32_t m_end = 0;       // and the text
  std::uint32_t m_behind = 0;    // the end of the token before it
  std::uint32_t m_in_links = 0;  // links and images that are open
  bool m_in_cell = false;
  bool m_links_mails = false;                    // bare addresses become links, and there may be some
  std::vector<std::int64_t> m_citation_numbers;  // of the citations that are open
  Range m_piece;                                 // text that stands in the source as it is
  Range m_run_where;                             // and what was there before it, decoded
  std::string m_run, m_scratch;
};

}  // namespace markdown
