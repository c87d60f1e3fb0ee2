// The attributes of elements that HTML knows, as far as authors may give them.
#pragma once
#include <string_view>

// Whether HTML knows an attribute for that element, and it may have that value. All others are written with the prefix
// data-, and read without it.
bool is_known_attribute(std::string_view tag, std::string_view name, std::string_view value);

// Whether it is one of the words of a list, which spaces part.
bool is_word_in(std::string_view word, std::string_view list);

// Whether it is formed like a language tag (BCP 47).
bool is_language(std::string_view tag);
