#include "cli/code_meanings.hpp"

#include <map>
#include <memory>

#include "diagnostics/codes.hpp"

namespace deckle {

std::vector<CodeMeaning> all_codes(Session& session) {
  std::vector<CodeMeaning> all;
  for (const HostCode& code : host_codes())
    all.push_back({std::string(code.code), std::string(code.doc), "Deckle", code.severity});
  for (const auto& plugin : session.registry().plugins())
    for (const ComponentManifest& component : plugin->manifest.components)
      for (const CodeSpec& code : component.codes)
        all.push_back({code.code, code.doc, component.name, code.default_severity});
  return all;
}

MeaningOfCode meanings_of(Session& session) {
  using Known = std::map<std::string, std::string, std::less<>>;
  return [&session, known = std::make_shared<Known>()](std::string_view code) {
    if (known->empty())
      for (CodeMeaning& one : all_codes(session)) known->emplace(std::move(one.code), std::move(one.doc));
    const auto found = known->find(code);
    return found == known->end() ? std::string() : found->second;
  };
}

}  // namespace deckle
