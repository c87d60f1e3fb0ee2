// How deep a page nests, as far as tags tell, before it is parsed: a parser of HTML looks through all open elements for
// each tag, so that depth costs it the square.
#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace html {

struct Flattened {
  std::string text;         // as long as the original, with comments in place of the tags that are left out
  std::size_t first_begin;  // of the first of these
  std::size_t first_end;
};
// Without the tags of what lies below more than `limit` elements; nothing when there is no such thing. Elements that
// end by themselves, such as paragraphs and items of lists, do not count.
std::optional<Flattened> flattened(std::string_view text, std::size_t limit);

}  // namespace html
