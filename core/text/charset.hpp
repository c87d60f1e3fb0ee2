// Which charset bytes are in, and where the text begins behind a byte order mark.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace deckle::text {

struct Charset {
  std::string name;           // as ICU's converters know it; empty: nobody knows the name that was declared
  uint32_t confidence = 100;  // 0..100
  uint32_t mark = 0;          // bytes of byte order mark to leave out
  bool is_utf8() const { return name == "UTF-8"; }
};

// The charset that a document declares. Names are those of IANA and their aliases, taken at their word: ISO-8859-1 is
// not windows-1252. A mark of that same charset is left out; UTF-16 and UTF-32 without byte order follow the mark, or
// else the zeros in the first bytes, or else are little-endian.
Charset declared_charset(std::string_view bytes, std::string_view name);

// Nothing declared: byte order mark, valid UTF-8 (`valid` is the length of the valid prefix), nearly valid UTF-8, and
// then what ICU guesses; windows-1252 where it knows nothing better.
Charset found_charset(std::string_view bytes, std::size_t valid);

}  // namespace deckle::text
