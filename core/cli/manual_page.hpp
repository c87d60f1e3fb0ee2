// A page of the manual as data, printed for man or as Markdown.
#pragma once
#include <string>
#include <vector>

namespace deckle {

// Texts are one paragraph each; in them, `words as they are typed` stand between backquotes.
struct ManualItem {
  std::string term;       // as it is typed: "-o,--output OUT", "root"
  std::string holds;      // what may stand for it; empty: nothing to say
  std::string otherwise;  // what holds without it
  std::string text;
};

struct ManualSection {
  std::string heading;
  std::vector<std::string> paragraphs;
  std::vector<ManualItem> items;
  std::string example;  // lines as they are
};

struct ManualPage {
  std::string name;  // "deckle-run"
  int chapter = 1;
  std::string summary;
  std::vector<ManualSection> sections;
};

std::string as_roff(const ManualPage& page);
// The sections alone, under headings of the second level; items as tables.
std::string as_markdown(const ManualPage& page);

}  // namespace deckle
