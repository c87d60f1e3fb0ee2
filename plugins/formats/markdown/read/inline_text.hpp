// What the inline phase finds in one leaf: its text, and tokens where there is more than text. What lies between two
// tokens is text as it stands.
#pragma once
#include "content.hpp"
#include "definitions.hpp"

namespace markdown {

inline constexpr std::uint32_t none = 0xFFFFFFFF;

enum class TokenKind : std::uint8_t {
  plain,       // brackets that turned out to be text
  escaped,     // a backslash and a character
  decoded,     // a character reference; first, second: begin and end in `decoded`
  soft_break,  // with the white space around it; first: where the line ending ends
  hard_break,
  code,  // first, second: begin and end of what stands inside
  html,
  uri_link,  // <https://...> and bare ones; first, second: begin and end of the address
  mail_link,
  www_link,
  run,        // * _ ~; first: the first pair that it closes, second: the first one that it opens
  open_link,  // first: index in `links`
  open_image,
  open_span,
  close_link,
  attributes,  // of the code before it
  note         // first: the block of the footnote
};

struct Token {
  TokenKind kind;
  Range where;
  std::uint32_t first = none, second = none;
};

enum class PairKind : std::uint8_t { emphasis, strong, strikeout };

// Two delimiters that belong together. A run may close several pairs and open several others.
struct Pair {
  PairKind kind;
  std::uint32_t size;        // bytes of each delimiter
  Range where;               // delimiters included
  std::uint32_t next_close;  // of the run that closes this one: inner ones first
  std::uint32_t next_open;   // of the run that opens this one: outer ones first
};

// Where a link or image leads, or what a span has: what stands in the text, or the target of a definition.
struct Link {
  Range where, url, title, attributes;
  const Target* target = nullptr;
  bool is_span = false;
};

struct InlineText {
  Content content;
  std::vector<Token> tokens;
  std::vector<Pair> pairs;
  std::vector<Link> links;
  std::string decoded;

  void clear() { tokens.clear(), pairs.clear(), links.clear(), decoded.clear(); }
};

}  // namespace markdown
