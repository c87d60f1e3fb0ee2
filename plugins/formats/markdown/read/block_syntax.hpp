// What single lines say: headings, breaks, fences, list markers, footnotes, alerts. Each function looks at a line from
// its first byte that is no space, without its line ending.
#pragma once
#include <optional>
#include <string_view>

#include "block.hpp"

namespace markdown {

// The level of a heading that begins with #, 0 if it is none; and what it says, as bytes of the line. Between the # and
// the text there is a space, or need not be.
std::uint32_t heading_level(std::string_view line, bool wants_space);
Range heading_text(std::string_view line, std::uint32_t level, bool wants_space);
// 1 for a line of =, 2 for one of -, else 0.
std::uint32_t underline_level(std::string_view line);
// Three or more of the same * - _.
bool is_thematic_break(std::string_view line);

struct Fence {
  char mark = 0;             // ` or ~
  std::uint32_t length = 0;  // 3 or more
  std::uint32_t indent = 0;  // columns before it: so much is taken from the lines of code
};
// The fence of a code block; its info string is the trimmed rest of the line.
std::optional<Fence> opening_fence(std::string_view line);
bool is_closing_fence(std::string_view line, const Fence& fence);

// ::: {attributes} or ::: word, with more colons behind it: the attributes or the word.
std::optional<Range> opening_division(std::string_view line);
// Three colons or more, alone.
bool is_closing_division(std::string_view line);

// [^label]: as the bytes of the label.
std::optional<Range> footnote_label(std::string_view line);

// Which of the words of `alert_words` stands in [!WORD] alone on a line.
inline constexpr std::string_view alert_words[] = {"note", "tip", "important", "warning", "caution"};
std::optional<std::uint32_t> alert_word(std::string_view line);

// The length of a command of TeX that means a block, with what stands in brackets and braces behind it; 0 if there is
// none.
std::uint32_t block_command_length(std::string_view line);

// [ ] or [x], and white space behind it; it is four bytes long.
Task task_mark(std::string_view line);

}  // namespace markdown
