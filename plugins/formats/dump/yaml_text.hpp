// Strings as YAML: plain where nobody could misread them, else in double quotes with escapes, long texts as blocks.
#pragma once
#include <string>
#include <string_view>

namespace dump {

// As a value or key inside or outside of brackets.
void append_string(std::string& out, std::string_view text);
// True if the text can stand as a literal block: several lines of printable characters.
bool fits_block(std::string_view text);
// "|" or "|-", then each line below, indented by `indent` spaces. No newline at the end.
void append_block(std::string& out, std::string_view text, std::size_t indent);

}  // namespace dump
