// Every diagnostic code that can come, of the host and of all plugins found, with what it means.
#pragma once
#include <string>
#include <vector>

#include "cli/session.hpp"
#include "report/page.hpp"

namespace deckle {

struct CodeMeaning {
  std::string code, doc, from;  // from: the component that declares it, or "Deckle"
  Severity severity;
};
std::vector<CodeMeaning> all_codes(Session& session);

// For reports; plugins are looked for when it is first asked. The session has to outlive it.
MeaningOfCode meanings_of(Session& session);

}  // namespace deckle
