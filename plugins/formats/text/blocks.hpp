// Blocks, one after the other, each line behind the indent and markers of what it stands in.
#pragma once
#include <string>
#include <vector>

#include "markers.hpp"
#include "session.hpp"

// Columns for text that is measured: it gets as wide as it likes.
inline constexpr std::size_t endless = 1 << 20;

class BlockWriter {
 public:
  // `tables_around`: how many tables this text stands in.
  BlockWriter(Session& session, std::size_t columns, unsigned tables_around = 0)
      : m_session(session), m_columns(columns), m_tables_around(tables_around) {}

  // Writes the blocks below a node, or a single block.
  void write(const deckle::Node& node);
  void write_note(const deckle::Node& note, std::size_t number);
  void paragraph(std::string_view marked);
  // What was written, each line with its end.
  std::string take() { return std::move(m_out); }

 private:
  struct Level {
    std::size_t indent, first;  // sizes before it
    bool had_first;
  };
  struct OpenList {
    Markers markers;
    std::int64_t position;
    bool tight;
  };

  bool write_whole(const deckle::Node& node);
  void enter(const deckle::Node& node);
  void leave(const deckle::Node& node);
  void enter_item(const deckle::Node& item);
  void enter_admonition(const deckle::Node& node);
  void raw(const deckle::Node& node);
  void verbatim(std::string_view text, std::string_view indent);
  void figure_caption(const deckle::Node& caption);
  void table(const deckle::Node& node);

  void push(std::string_view first, std::string_view rest);
  void pop();
  void end_block() { m_blank = true; }
  void line(std::string_view text);
  std::size_t columns_left() const;
  bool in_tight_item(const deckle::Node& node) const;

  Session& m_session;
  std::size_t m_columns;
  unsigned m_tables_around;
  std::string m_out;
  std::string m_indent;  // before every line
  std::string m_first;   // before the next line instead, when m_has_first: the indent with markers in it
  bool m_has_first = false;
  bool m_blank = false;  // a blank line is due before the next line
  std::vector<Level> m_levels;
  std::vector<OpenList> m_lists;
};
