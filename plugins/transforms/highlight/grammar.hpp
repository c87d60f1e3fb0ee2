// How a language looks: data for the scanner. Lists are words between spaces.
#pragma once
#include "token.hpp"

#include <cstdint>

// Text from one mark to another. Without `lines` it ends with its line at the latest.
struct Quote {
  std::string_view open, close;
  Token token = Token::string;
  bool lines = false;
  char escape = '\\';  // 0: there is none
};

// Habits that words, marks and quotes do not tell.
enum Habit : std::uint32_t {
  no_case = 1u << 0,               // words are known in capitals as well
  preprocessor = 1u << 1,          // lines that begin with # are for the preprocessor
  nested_comments = 1u << 2,       // block comments stand in one another
  dollar_variables = 1u << 3,      // $name, ${name}
  at_attributes = 1u << 4,         // @name is an attribute or decorator
  bracket_attributes = 1u << 5,    // #[...] and #![...] are attributes
  short_characters = 1u << 6,      // '...' is one character; other ' are no quotes
  raw_strings = 1u << 7,           // R"x(...)x", r#"..."#
  regular_expressions = 1u << 8,   // /.../ where an operand may stand
  here_documents = 1u << 9,        // <<WORD, up to a line that is WORD
  calls = 1u << 10,                // a name before ( is a function
  colon_keys = 1u << 11,           // a name or string before : is a key
  equals_keys = 1u << 12,          // a name before = at the beginning of a line is a key
  sections = 1u << 13,             // [...] at the beginning of a line
  comment_after_space = 1u << 14,  // a line comment begins a line or follows white space
  backslash_commands = 1u << 15,   // \name
  markup = 1u << 16,               // <name attribute="value">, &entity;
  line_changes = 1u << 17,         // lines begin with +, -, @@ or blank
  prefixed_strings = 1u << 18      // letters directly before a quote belong to it
};

struct Grammar {
  std::string_view names;  // as people call it, the first as classes have it
  std::uint32_t habits = 0;
  std::string_view keywords = {}, control_flow = {}, types = {}, constants = {}, builtins = {}, imports = {};
  std::string_view line_comments = {};  // their marks, between spaces
  Quote quotes[6] = {};                 // block comments are among them; of two the first that fits counts
  std::string_view letters = {};        // what belongs to names beside letters, digits and _
};

// The grammar of a language by any of its names, in any case; null if there is none.
const Grammar* grammar_of(std::string_view language);
