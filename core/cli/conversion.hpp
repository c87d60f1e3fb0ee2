// Documents converted as the command line says: what `convert` and `dump` share.
#pragma once
#include <string>
#include <vector>

#include "cli/summary.hpp"

namespace deckle {

struct Conversion {
  std::vector<std::string> inputs;  // none, or "-": standard input
  std::string output = "-";         // "-": standard output
  std::string from, to;             // formats, perhaps with +ext-ext; empty: detected, guessed from the output's suffix
  bool standalone = false;
  // keep, link, copy or embed; empty: keep to a stream, link to a file, copy into a folder
  std::string resources;
  std::string on_exists = "replace";                          // replace, skip or fail
  std::string extract_media;                                  // a folder; empty: nothing is extracted
  std::vector<std::string> resource_path;                     // folders, several in one separated by colons
  std::vector<std::string> metadata;                          // KEY or KEY=VALUE
  std::vector<std::string> reader_options, exporter_options;  // K=V
  std::vector<std::string> transforms;                        // NAME or NAME:K=V,K=V
  std::vector<std::string> limits;                            // NAME=VALUE
  bool locked = false;                                        // only with what deckle.lock of this folder pins
  RunArguments run;
};

// More than one input, or a folder on either side.
bool is_of_several(const Conversion& conversion);

// The options that both commands take.
void add_shared(Arguments& arguments, Conversion& conversion);

// Gives the exit code.
int convert(Session& session, const Conversion& conversion);

}  // namespace deckle
