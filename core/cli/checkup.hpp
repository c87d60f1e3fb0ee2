// What this machine and this installation offer to a run, and what is amiss.
#pragma once
#include <string>
#include <vector>

#include "diagnostics/diagnostic.hpp"
#include "fence/promises.hpp"
#include "host/discovery.hpp"
#include "host/machine.hpp"

namespace deckle {

// `level`: note when all is well; warning when a run does without, or with less; error when it would fail.
struct Finding {
  std::string area, subject, text, hint;
  Severity level = Severity::note;
};

std::vector<Finding> findings_of(const Machine& machine);
std::vector<Finding> findings_of(const FenceReport& fence);
std::vector<Finding> findings_of(const Discovery& plugins);
std::vector<Finding> findings_of_installation();  // the text library, the cache folder, the locale

}  // namespace deckle
