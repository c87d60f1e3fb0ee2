// Where a document comes from, where its outputs go, and what it may reach.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

namespace deckle {

// "-" is standard input or output.
struct DocumentPlaces {
  std::string input;
  std::string input_name;                     // how messages call it; empty: as `input`
  std::string root;                           // the folder that {dir} and copies begin in; empty: the input's own
  std::vector<std::string> readable_folders;  // the files below them; none: nothing but data URLs
  std::vector<std::string> outputs;           // in the order of the run's outputs; empty: not one of the document's
  std::vector<std::string> members;           // of a joined document: its inputs; it has none of its own
  bool may_replace_input = false;             // an output may be the input itself
  std::uint64_t max_data_url = 64ull << 20;   // bytes
};

}  // namespace deckle
