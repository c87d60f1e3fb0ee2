// A JSON text as a flat tape of tokens in reading order: no tree of allocations, no recursion however deep the input
// nests, and every token knows the bytes it came from.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace json {

enum class Type : std::uint8_t { null, boolean, integer, number, string, list, object };

struct Token {
  Type type;
  std::uint32_t at;    // of lists and objects the first byte, of others a byte just behind the token
  std::uint32_t next;  // the token behind this one and all that is in it
  union {
    std::int64_t integer;
    double number;
    bool boolean;
    struct {
      std::uint32_t offset, length;
    } text;
    struct {
      std::uint32_t count, end;  // elements or members; the byte behind the closing bracket
    } inner;
  };
};

struct Tape {
  std::vector<Token> tokens;
  std::string text;         // the strings, unescaped, one after the other
  std::string_view source;  // what was parsed

  std::string_view string(const Token& token) const {
    return std::string_view(text).substr(token.text.offset, token.text.length);
  }
  // The bytes of a token.
  std::uint32_t begin_of(const Token& token) const;
  std::uint32_t end_of(const Token& token) const;
};

// What is wrong with the input, and at which bytes.
struct Mistake {
  std::uint32_t begin, end;
  std::string message;
};

// Throws Mistake if `source` is not one JSON value.
Tape parse(std::string_view source);

}  // namespace json
