// The inlines of one paragraph, put together as runs arrive. Word formats each run by itself; here runs that share
// formatting share the nodes that say so: "a", "b" in italics, "c", all bold, is one strong with an emphasis in it.
//
// White space between words is one space, stands outside of formatting, and not at the ends of a paragraph.
#pragma once
#include <deckle/plugin.hpp>
#include <functional>
#include <string>
#include <vector>

namespace docx {

// What a run may be, the outermost first: two runs share from the outside in.
enum Mark : std::uint16_t {
  mark_emphasis = 1,
  mark_strong = 2,
  mark_small_caps = 4,
  mark_strikeout = 8,
  mark_right_to_left = 16,
  mark_superscript = 32,
  mark_subscript = 64,
  mark_underline = 128
};

// A node around several runs: a link, an insertion, a span in another direction.
struct Group {
  deckle::Kind kind = deckle::Kind::span;
  dk_span where{};
  std::string url{}, title{}, author{}, date{}, classes{};
  std::vector<std::pair<std::string, std::string>> pairs{};
};

// What is no text. `number` says more to the one who writes it: which note, which image.
enum class LeafKind : std::uint8_t {
  group,
  text,
  code,
  hard_break,
  anchor,
  note,
  endnote,
  comment,
  image,
  math,
  change
};

struct Leaf {
  LeafKind kind = LeafKind::text;
  std::string_view text;
  dk_span where{};
  std::uint32_t number = 0, style = 0;
};

class InlineTree {
 public:
  // Begins a paragraph. `verbatim`: white space stays as it is, for words().
  void clear(bool verbatim = false);
  bool is_verbatim() const { return m_verbatim; }
  // A run's text: white space is put together.
  void add_text(std::uint16_t marks, std::uint32_t style, std::string_view text, dk_span where);
  // Anything else, as it is.
  void add(std::uint16_t marks, const Leaf& leaf);
  // What is added up to end_group() stands in one node.
  void begin_group(Group group);
  void end_group();
  bool is_in_link() const;

  // Puts spaces where they belong; false when nothing is left.
  bool prepare();
  // Writes the nodes, prepared before. `write` is called for leaves that are neither text nor breaks.
  using Write = std::function<void(const Leaf&)>;
  void write(deckle::Builder& out, const Write& write);
  // The words alone, line by line: as they are, for code; of images and formulas those that say what they show.
  std::string words() const;

 private:
  static constexpr std::uint32_t none = 0xFFFFFFFF;
  struct List {
    std::uint32_t first = none, last = none;
  };
  struct Node {
    LeafKind kind = LeafKind::text;
    std::uint16_t marks = 0;
    std::uint32_t group = none, next = none, before = none, number = 0, style = 0;
    List children;
    std::size_t text_begin = 0, text_end = 0;
    dk_span where{};
  };

  std::uint32_t make(LeafKind kind);
  std::uint32_t around(std::uint16_t marks, std::uint32_t group, List children);
  void append(List& list, std::uint32_t node);
  void remove_first(List& list);
  void remove_last(List& list);
  void combine(List& list, std::uint32_t node);
  bool are_equal(std::uint32_t group, std::uint32_t other) const;
  void put_inside(std::uint32_t before, std::uint32_t node);
  void add_leaf(std::uint16_t marks, std::uint32_t leaf);
  bool extend_last(std::uint16_t marks, std::uint32_t style, std::string_view text, dk_span where);
  List* last_list(std::uint16_t marks);
  void append_collapsed(std::string_view text);

  void move_spaces_out(List& list);
  bool take_space(List& list, bool at_end);
  std::uint32_t space(dk_span where);
  void trim();
  dk_span where_of(const List& list) const;

  struct Writing;
  void write_list(const List& list, Writing& writing);
  void write_node(const Node& node, Writing& writing);
  void append_words(const List& list, std::string& words) const;

  std::vector<Node> m_nodes;
  std::vector<List> m_lists = std::vector<List>(1);  // those under way: the paragraph's, those of open groups
  std::vector<Group> m_groups;
  std::vector<std::uint32_t> m_open;
  std::string m_text;
  bool m_verbatim = false;
};

}  // namespace docx
