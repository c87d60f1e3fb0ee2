// A plugin to begin with: a folder that builds against an installed Deckle, with a case that tests it.
#pragma once
#include <optional>
#include <string>

#include "diagnostics/result.hpp"
#include "io/files.hpp"

namespace deckle {

struct NewPlugin {
  std::string name;      // of the folder, the component and the library: "my-format"
  std::string role;      // "reader", "transform" or "exporter"
  std::string language;  // "cpp" or "c"
};

// A folder of that name in the working directory; never over anything.
Result<void> write_new_plugin(Files& files, const NewPlugin& wanted);

// What builds and tries it, a command a line.
std::string first_commands(const NewPlugin& plugin);

// A warning, when this machine has not what building it takes.
std::optional<Diagnostic> missing_tool(const NewPlugin& plugin);

}  // namespace deckle
