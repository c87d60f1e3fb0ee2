// deckle plugin check LIB: tries what a plugin promises, and says what it found.
#pragma once
#include <string>
#include <vector>

#include "cli/session.hpp"

namespace deckle {

struct PluginCheckWishes {
  std::string library, seed, save;                     // save: the folder for inputs that show a failure
  std::vector<std::string> samples, include, exclude;  // checks by name or number
  bool as_json = false;
};

// The exit code: 0, 1 when something fails that must or should hold, 2 for a wrong use.
int check_plugin(Session& session, const PluginCheckWishes& wishes);

}  // namespace deckle
