// The Markdown exporter alone, in this process.
#pragma once
#include <string>

#include "dialect.hpp"
#include "document/block.hpp"

namespace deckle::markdown_test {

struct Writing {
  std::string text;
  bool is_lossy;  // whether a loss was told
};

Writing write(const Document& document, Dialect dialect);

// Where two documents differ apart from spans and from how citations were written, in words; empty where they do not.
std::string difference(const Document& one, const Document& other);

}  // namespace deckle::markdown_test
