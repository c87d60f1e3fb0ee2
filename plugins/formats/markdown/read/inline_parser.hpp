// The inline phase: one pass over the text of a leaf, which stops only at bytes that may mean something.
//
// Delimiter runs and brackets are stacks, as in the specification's appendix. All searches are linear together:
// matching runs of backticks are looked up by length, ends of comments and the like are looked for in vain only once,
// and openers that cannot match are not looked at again.
#pragma once
#include <array>

#include "block_parser.hpp"
#include "inline_text.hpp"

namespace markdown {

class InlineParser {
 public:
  InlineParser(std::size_t source_size, Extensions extensions, BlockTree& tree, Problems& problems);
  // Reads what `out.content` holds.
  void parse(InlineText& out);

 private:
  struct Delimiter {
    std::uint32_t token;
    std::uint32_t left;        // bytes that belong to no pair yet
    std::uint32_t length;      // bytes of the run
    std::uint32_t begin;       // of those that are left
    std::uint32_t last_close;  // the last pair that it closes
    std::uint32_t previous;    // the next one to the left that may open
    char mark;
    bool can_open, can_close;
  };
  struct Bracket {
    std::uint32_t token;
    std::uint32_t inside;      // where its text begins
    std::uint32_t delimiters;  // how many there were
    bool is_image;
    bool has_bracket;  // there are brackets inside
  };

  // Each reads what begins at `at`, adds tokens, and returns where to go on.
  std::uint32_t read_special(std::uint32_t at);
  std::uint32_t read_backslash(std::uint32_t at);
  std::uint32_t read_line_end(std::uint32_t at);
  std::uint32_t add_break(TokenKind kind, std::uint32_t begin, std::uint32_t at);
  std::uint32_t read_entity_at(std::uint32_t at);
  std::uint32_t read_code(std::uint32_t at);
  std::uint32_t find_backticks(std::uint32_t at, std::uint32_t length);
  std::uint32_t read_angle(std::uint32_t at);
  std::uint32_t html_length(std::uint32_t at);
  std::uint32_t html_end(std::uint32_t at, std::string_view end, std::uint32_t& fruitless);
  std::uint32_t read_bare_link(std::uint32_t at);
  std::uint32_t find_attributes(std::uint32_t at, Extension extension) const;
  std::uint32_t add(TokenKind kind, Range where, std::uint32_t first = none, std::uint32_t second = none);

  // emphasis.cpp
  std::uint32_t read_run(std::uint32_t at);
  void match_runs(std::uint32_t bottom);
  std::uint32_t find_opener(const Delimiter& closer, std::uint32_t bottom) const;
  std::uint32_t class_of(const Delimiter& closer) const;
  void pair(std::uint32_t opener, std::uint32_t closer);

  // brackets.cpp
  std::uint32_t open_bracket(std::uint32_t at, bool is_image);
  std::uint32_t close_bracket(std::uint32_t at);
  std::uint32_t read_note(std::uint32_t at);
  bool find_inline_target(std::uint32_t at, Link& link) const;
  bool find_reference(const Bracket& opener, std::uint32_t close, Link& link);
  const Target* find_target(std::string_view label);
  std::uint32_t add_link(TokenKind kind, const Bracket& opener, std::uint32_t close, const Link& link);

  char at_or_end(std::uint32_t at) const { return at < m_text.size() ? m_text[at] : '\n'; }

  Extensions m_extensions;
  BlockTree& m_tree;
  Problems& m_problems;
  std::array<bool, 256> m_special{};
  std::size_t m_expansion_left;  // bytes that references may still add

  InlineText* m_out = nullptr;
  std::string_view m_text;
  std::uint32_t m_behind = 0;  // the end of the last token
  std::vector<Delimiter> m_delimiters;
  std::vector<Bracket> m_brackets;
  std::size_t m_no_links_below = 0;             // brackets that may open no link: there is one inside
  std::vector<std::uint32_t> m_last_backticks;  // by length: the last run of it, once all were looked at
  bool m_backticks_known = false;
  // From here on there is no end of a comment, an instruction, a declaration, a CDATA section.
  std::array<std::uint32_t, 4> m_fruitless{};
};

}  // namespace markdown
