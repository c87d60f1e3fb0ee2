// Where a document comes from, where its outputs go, and what it may reach.
#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace deckle {

// What many documents have in common.
struct Surroundings {
  std::string root = {};                           // the folder that {dir} and copies begin in; empty: the input's own
  std::vector<std::string> readable_folders = {};  // the files below them; none: nothing but data URLs
  std::vector<std::string> members = {};           // of a joined document: its inputs; it has none of its own
  bool leaves_links = false;                       // as they are written: where they lead is not looked at
  bool may_replace_input = false;                  // an output may be the input itself
  std::uint64_t max_data_url = 64ull << 20;        // bytes
};

// There is one for each document of a run: no more than what is its own. "-" is standard input or output.
struct DocumentPlaces {
  std::string input;
  std::vector<std::string> outputs;  // in the order of the run's outputs; empty: not one of the document's
  std::shared_ptr<const Surroundings> around = nowhere();

  // What messages call the input: documents are UTF-8 from end to end, names of files are bytes.
  std::string input_name() const;

  // A document that may reach nothing.
  static const std::shared_ptr<const Surroundings>& nowhere();
};

}  // namespace deckle
