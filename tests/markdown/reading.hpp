// The Markdown reader alone, in this process: text in, a checked document out.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "document/block.hpp"
#include "read/extensions.hpp"

namespace deckle::markdown_test {

struct Reading {
  Block block;
  std::vector<std::string> codes;  // of what was reported
};

class Reader {
 public:
  Reader();
  ~Reader();
  // Ends the program when the document is not sound.
  Reading read(std::string_view text, markdown::Extensions extensions);

 private:
  struct State;
  State* m_state;
};

// What is wrong with the spans of a document, in words; empty when nothing is. Every node has one; it lies inside of
// its parent's, but for what is in notes; siblings follow each other; and the bytes of a text, unescaped, are the text.
// With pandoc's syntax white space, smart punctuation and cells beside each other are compared less strictly.
std::string wrong_span(const Document& document, std::string_view text, markdown::Extensions extensions);

}  // namespace deckle::markdown_test
