// What stands in a paragraph: runs, links, fields, tracked changes, notes, images (ECMA-376-1, 17.3, 17.13, 17.16).
#pragma once
#include <vector>

#include "context.hpp"
#include "inline_tree.hpp"

namespace docx {

// Fields of a story: they may begin in one paragraph and end in another (17.16.18).
struct Field {
  std::string instruction;
  bool shows_result = false;
  bool is_shown = false;   // a box or a choice, which has no result
  std::size_t groups = 0;  // how many were open around its link; 0 with a link of none
  bool has_link = false;
  Group link{};
};

class InlineReader {
 public:
  InlineReader(Context& context, Part& part, std::vector<Field>& fields, InlineTree& tree)
      : m_context(context), m_part(part), m_fields(fields), m_tree(tree) {}

  // Adds the content of a paragraph to the tree.
  void read_paragraph(pugi::xml_node paragraph);
  // An element that it is to pass over.
  void leave_out(pugi::xml_node node) { m_left_out = node; }
  // Text boxes that are anchored in the paragraphs read: their content is to follow.
  void add_text_boxes_to(std::vector<pugi::xml_node>& boxes) const {
    boxes.insert(boxes.end(), m_text_boxes.begin(), m_text_boxes.end());
  }

 private:
  void read_children(pugi::xml_node parent, int depth);
  void read_child(pugi::xml_node node, int depth);
  void read_run(pugi::xml_node run);
  void read_run_child(pugi::xml_node node);
  void read_text(pugi::xml_node node);
  void read_hyperlink(pugi::xml_node node, int depth);
  void read_change(pugi::xml_node node, bool is_insertion, int depth);
  void read_mark_changes(pugi::xml_node paragraph);
  void read_bookmark(pugi::xml_node node);
  void read_note(pugi::xml_node node, LeafKind kind);
  void add_text(std::string_view text, dk_span where);
  void add_break(pugi::xml_node node);
  void begin_group(Group group);
  void end_groups(std::size_t count);
  bool is_in_instruction() const { return !m_fields.empty() && !m_fields.back().shows_result; }

  void read_symbol(pugi::xml_node node);
  void read_symbols(std::string_view text, dk_span where);
  void read_ruby(pugi::xml_node node);

  // drawings.cpp
  void read_drawing(pugi::xml_node drawing);
  void begin_link_of_image(pugi::xml_node click);
  bool add_image(pugi::xml_node node, Image& image, dk_span where);
  // math.cpp
  void read_math(pugi::xml_node node, bool is_display);
  // fields.cpp
  void read_field_character(pugi::xml_node node);
  void read_simple_field(pugi::xml_node node, int depth);
  void show_result(Field& field, dk_span where);
  bool find_link(std::string_view instruction, Group& link) const;
  void continue_fields();

  Context& m_context;
  Part& m_part;
  std::vector<Field>& m_fields;
  InlineTree& m_tree;
  std::vector<pugi::xml_node> m_text_boxes;
  pugi::xml_node m_left_out;
  std::size_t m_groups = 0;   // open ones
  std::uint16_t m_marks = 0;  // of the run under way
  std::uint32_t m_style = 0;
  bool m_is_code = false;
  std::string_view m_symbol_font;  // empty: the run has none
};

// What to read of an mc:AlternateContent; no node when there is nothing for this reader.
pugi::xml_node choice_of(pugi::xml_node alternate);

}  // namespace docx
