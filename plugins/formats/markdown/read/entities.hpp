// Character references of HTML: &amp; &#38; &#x26;
#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace markdown {

// Reads the reference at text[at], which is '&', and adds what it stands for to `out`. Returns its length, 0 if there
// is none. Looks at 40 bytes at most.
std::size_t read_entity(std::string_view text, std::size_t at, std::string& out);

// Whether a name or number that is read as a character begins at text[at], which is '&'.
bool begins_entity(std::string_view text, std::size_t at);

// Adds text as links and info strings have it: escapes and character references are what they stand for.
void append_unescaped(std::string& out, std::string_view text);

}  // namespace markdown
