// Characters of symbol fonts, whose numbers are not those of Unicode.
#pragma once
#include <string>
#include <string_view>

namespace docx {

bool is_symbol_font(std::string_view font);
// The character of a font at a code: 0xF020 to 0xF0FF, or the same without 0xF000. 0: nobody knows.
char32_t symbol(std::string_view font, char32_t code);

}  // namespace docx
