// The inline phase: one pass over the text of a leaf, which stops only at bytes that may mean something.
//
// Delimiter runs and brackets are stacks, as in the specification's appendix. All searches are linear together:
// matching runs of backticks are looked up by length, ends of comments and the like are looked for in vain only once,
// and openers that cannot match are not looked at again.
#pragma once
#include <array>

#include "backticks.hpp"
#include "block_parser.hpp"
#include "inline_text.hpp"

namespace markdown {

inline std::uint32_t size_of(std::string_view text) { return static_cast<std::uint32_t>(text.size()); }

class InlineParser {
 public:
  InlineParser(Extensions extensions, BlockTree& tree, Problems& problems);
  // Reads what `out.content` holds. `again`: it is read a second time, and what is wrong with it is told then.
  void parse(InlineText& out, bool again = false);

 private:
  struct Delimiter {
    std::uint32_t token;
    std::uint32_t left;        // bytes that belong to no pair yet
    std::uint32_t length;      // bytes of the run
    std::uint32_t begin;       // of those that are left
    std::uint32_t last_close;  // the last pair that it closes
    std::uint32_t previous;    // the next one to the left that may open
    std::uint32_t space;       // the end of the last white space before it that is in nothing else; 0: there is none
    char mark;
    bool can_open, can_close;
    bool raises = false;  // ^ that would raise what follows, if it is closed
  };
  struct Bracket {
    std::uint32_t token;
    std::uint32_t inside;      // where its text begins
    std::uint32_t delimiters;  // how many there were
    std::uint32_t space;       // the end of the last white space before it
    TokenKind kind;            // what it opens if it turns out to be more than text
    std::uint32_t key = none;  // the token of the citation's key before it
    bool has_bracket = false;  // there are brackets inside
    bool has_key = false;      // there are keys of citations inside
    bool no_citation = false;  // there is inside what looked like one, but is none
  };
  // <span> that is not closed yet.
  struct NativeSpan {
    std::uint32_t token;
    std::uint32_t delimiters;  // how many there were
    std::uint32_t space;
  };
  // A part of a bracket that may be a citation, by numbers of tokens.
  struct Part {
    std::uint32_t begin = none, key = none;
    std::uint32_t inner = 0;  // citations inside of it and of the parts before it
  };

  // Each reads what begins at `at`, adds tokens, and returns where to go on.
  std::uint32_t next_special(std::uint32_t at) const;
  std::uint32_t read_special(std::uint32_t at);
  std::uint32_t read_backslash(std::uint32_t at);
  std::uint32_t read_escape(std::uint32_t at);
  std::uint32_t read_line_end(std::uint32_t at);
  bool is_between_wide(std::uint32_t begin, std::uint32_t at) const;
  std::uint32_t add_break(TokenKind kind, std::uint32_t begin, std::uint32_t at);
  std::uint32_t read_entity_at(std::uint32_t at);
  std::uint32_t read_code(std::uint32_t at);
  void open_native_span(Range tag);
  bool close_native_span(Range tag);
  void drop_native_spans(std::uint32_t token);
  std::uint32_t read_angle(std::uint32_t at);
  std::uint32_t html_length(std::uint32_t at);
  std::uint32_t find_end(std::uint32_t at, std::string_view end, std::uint32_t& fruitless);
  std::uint32_t read_bare_link(std::uint32_t at);
  std::uint32_t find_attributes(std::uint32_t at, Extension extension) const;
  std::uint32_t add_attributes(std::uint32_t at, Extension extension);
  std::uint32_t add_decoded(Range where, std::string_view text);
  void find_space(TokenKind kind, Range where);
  std::uint32_t add(TokenKind kind, Range where, std::uint32_t first = none, std::uint32_t second = none);

  // math.cpp
  enum class Math : std::uint8_t { dollars, one_backslash, two_backslashes };
  std::uint32_t read_dollar(std::uint32_t at);
  std::uint32_t read_backslash_math(std::uint32_t at);
  std::uint32_t read_display_math(std::uint32_t at, std::uint32_t inside, std::string_view close, Math marks);
  std::uint32_t read_inline_math(std::uint32_t at, std::uint32_t inside, std::string_view close, Math marks);
  void warn_unclosed(Range mark, std::string_view close);
  std::uint32_t& no_math_before(Math marks) { return m_no_math_before[static_cast<std::size_t>(marks)]; }

  // emphasis.cpp
  std::uint32_t read_run(std::uint32_t at);
  void match_runs(std::uint32_t bottom);
  std::uint32_t find_opener(const Delimiter& closer, std::uint32_t bottom) const;
  std::uint32_t add_run(Range where, char mark, bool can_open, bool can_close);
  bool is_match(const Delimiter& opener, const Delimiter& closer) const;
  std::uint32_t pair_size(const Delimiter& opener, const Delimiter& closer) const;
  PairKind pair_kind(char mark, std::uint32_t size) const;
  std::uint32_t class_of(const Delimiter& closer) const;
  void pair(std::uint32_t opener, std::uint32_t closer);

  // brackets.cpp
  std::uint32_t open_bracket(std::uint32_t at, TokenKind kind);
  std::uint32_t open_note(std::uint32_t at);
  std::uint32_t close_bracket(std::uint32_t at);
  std::uint32_t close_note(const Bracket& opener, std::uint32_t close);
  std::uint32_t read_note(std::uint32_t at);
  bool find_inline_target(std::uint32_t at, Link& link) const;
  bool is_reference(const Bracket& opener, std::uint32_t close) const;
  bool find_reference(const Bracket& opener, std::uint32_t close, Link& link);
  const Target* find_target(std::string_view label);
  void warn_undefined(Range label);
  std::uint32_t add_link(TokenKind kind, const Bracket& opener, std::uint32_t close, const Link& link);

  // raw_tex.cpp
  std::uint32_t read_command(std::uint32_t at);
  std::uint32_t closing_bracket(std::uint32_t at);
  std::uint32_t closing_brace(std::uint32_t at);
  void find_braces();
  std::uint32_t find_format(std::uint32_t at, Range& format) const;

  // smart.cpp
  std::uint32_t read_quote(std::uint32_t at);
  std::uint32_t read_curly_quote(std::uint32_t at);
  std::uint32_t read_hyphens(std::uint32_t at);
  std::uint32_t read_period(std::uint32_t at);

  // citations.cpp
  std::uint32_t read_key(std::uint32_t at);
  std::uint32_t read_semicolon(std::uint32_t at);
  Range braced_key(std::uint32_t brace);
  std::uint32_t key_before(std::uint32_t at) const;
  bool read_citation(const Bracket& opener, std::uint32_t close);
  std::vector<Part> parts_of(std::uint32_t first);
  void add_citation(const Bracket& opener, std::uint32_t close, std::vector<Part>& parts, bool all);
  void add_locator(std::uint32_t begin, std::uint32_t end);
  void add_item(const Part& part, std::uint32_t begin, std::uint32_t end, bool is_first);
  void undo_locator(std::uint32_t key);
  std::uint32_t trim_behind(std::uint32_t token, std::uint32_t most);
  std::uint32_t trim_before(std::uint32_t token, std::uint32_t least);
  bool drop_break(std::uint32_t token);

  char at_or_end(std::uint32_t at) const { return at < m_text.size() ? m_text[at] : '\n'; }

  Extensions m_extensions;
  BlockTree& m_tree;
  Problems& m_problems;
  std::array<bool, 256> m_special{};

  InlineText* m_out = nullptr;
  bool m_is_quiet = false;
  std::string_view m_text;
  std::uint32_t m_behind = 0;  // the end of the last token
  bool m_tracks_space = false;
  std::uint32_t m_space = 0;          // the end of the last white space that is in no token and no pair of brackets
  std::uint32_t m_no_key_before = 0;  // in braces
  std::vector<Delimiter> m_delimiters;
  std::vector<Bracket> m_brackets;
  std::vector<NativeSpan> m_native_spans;
  std::size_t m_no_links_below = 0;  // brackets that may open no link: there is one inside
  Backticks m_backticks;
  // From here on there is no end of a comment, an instruction, a declaration, a CDATA section.
  std::array<std::uint32_t, 4> m_fruitless{};
  std::array<std::uint32_t, 3> m_no_display_from{}, m_no_math_before{};  // of formulas, by their marks
  // raw_tex: braces that belong together, when they are known.
  std::vector<Range> m_braces;
  bool m_braces_known = false;
  std::uint32_t m_no_bracket_before = 0;
};

}  // namespace markdown
