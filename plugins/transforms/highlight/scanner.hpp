// Code cut into pieces, each with what it is: one pass, which never goes back.
#pragma once
#include "grammar.hpp"

#include <string>
#include <unordered_map>
#include <vector>

struct Piece {
  std::size_t begin, end;  // bytes of the code
  Token token;
};

// The words of a grammar, ready to be looked up.
class Words {
 public:
  explicit Words(const Grammar& grammar);
  Token find(std::string_view word) const;  // plain: not known

 private:
  void add(std::string_view list, Token token);
  std::unordered_map<std::string_view, Token> m_words;
  bool m_no_case;
};

// Pieces that follow one another, cover all of the code, and differ from their neighbours.
std::vector<Piece> scan(std::string_view code, const Grammar& grammar, const Words& words);
