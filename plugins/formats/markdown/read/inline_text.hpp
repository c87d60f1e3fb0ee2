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
  math,  // likewise
  display_math,
  html,
  raw_tex,
  uri_link,  // <https://...> and bare ones; first, second: begin and end of the address
  mail_link,
  www_link,
  run,        // * _ ~ ^ " '; first: the first pair that it closes, second: the first one that it opens
  open_link,  // first: index in `links`
  open_image,
  open_span,
  open_note,
  close_link,      // of all these; first: index in `links`; their second: the token that closes them
  attributes,      // of the code or the address before it
  format,          // likewise: it is raw; first, second: begin and end of the name
  note,            // first: the block of the footnote
  cite_key,        // a citation in the text; first, second: begin and end of the key
  semicolon,       // in brackets
  open_citation,   // first: index in `citations`; second: the token that closes it
  cited_key,       // ends the prefix; first: index in `cited`
  next_item,       // likewise
  close_citation,  // first: index in `citations`
  nothing          // white space that is dropped
};

struct Token {
  TokenKind kind;
  Range where;
  std::uint32_t first = none, second = none;
};

enum class PairKind : std::uint8_t {
  emphasis,
  strong,
  strikeout,
  superscript,
  subscript,
  single_quoted,
  double_quoted
};

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
  TokenKind kind = TokenKind::open_link;  // html: a span whose attributes are those of a tag
  Range where, url, title, attributes;
  const Target* target = nullptr;
};

enum class CiteMode : std::uint8_t { normal, in_text, no_author };

// One of the sources that a citation names.
struct Cited {
  Range key, where, prefix, suffix;
  CiteMode mode;
  std::uint32_t inner;  // citations inside of it and of those before it
};

struct Citation {
  Range where;
  std::uint32_t first_item, item_count;  // in `cited`
  std::uint32_t bracket;                 // its token
  bool has_locator_only;                 // in the text: what stands in the bracket belongs to its key
  std::uint32_t inner;                   // citations inside of it
};

// What a quotation mark is that belongs to no other.
std::string_view lone_quote(std::string_view text, Range where);
// Whether what stands at `at` lets an apostrophe before it begin a quotation.
bool may_follow_single(std::string_view text, std::size_t at);

struct InlineText {
  Content content;
  std::vector<Token> tokens;
  std::vector<Pair> pairs;
  std::vector<Link> links;
  std::vector<Citation> citations;
  std::vector<Cited> cited;
  std::string decoded;

  void clear() { tokens.clear(), pairs.clear(), links.clear(), citations.clear(), cited.clear(), decoded.clear(); }
};

// Whether it is one image with a description, and nothing else.
bool is_lone_image(const InlineText& text);

}  // namespace markdown
