// What a paragraph is, by its own properties and those of its style (ECMA-376-1, 17.3.1).
#pragma once
#include <optional>

#include "context.hpp"

namespace docx {

struct ParagraphFormat {
  const Style* style = nullptr;  // null: the document has none for it
  Role role = Role::normal;
  int heading = 0;               // its level; 0: it is none
  bool is_quote = false;         // by its style
  int indent = 0;                // beyond that of its style, in twentieths of a point
  int text_begin = 0;            // where it says that itself
  std::optional<int> hanging{};  // likewise, how far its number stands before that
  bool is_right_to_left = false;
  bool joins_next = false;  // a dropped capital, or a paragraph whose end is deleted
  int num_id = 0, num_level = 0;
  bool is_numbered = false;
  bool has_own_bullet = false;  // is_numbered, by a bullet that no style says
  pugi::xml_node checkbox{};    // with which an item begins: the content control
  bool continues_item = false;  // of its list and level: nothing is shown before it
  // Its number is taken away, by its own word: one that its style gives, or none, as programs say of items without one.
  enum class Removed : std::uint8_t { nothing, number_of_style, no_number } removed = Removed::nothing;
};

// Whether what has these marks of changes, the end of a paragraph or a row, is not there in the text that is wanted.
bool is_gone(pugi::xml_node marks, TrackChanges wanted);

// Whether nothing stands in a paragraph but marks.
bool is_empty(pugi::xml_node paragraph);

// The block behind one, past bookmarks, if it is an element of that name.
pugi::xml_node block_behind(pugi::xml_node node, std::string_view name);

ParagraphFormat paragraph_format_of(pugi::xml_node paragraph, const Context& context);

}  // namespace docx
