// deckle explain CODE: what a diagnostic code means, from the host's table and from the plugins' manifests.
#include <fmt/format.h>

#include "cli/commands.hpp"
#include "cli/session.hpp"
#include "diagnostics/codes.hpp"
#include "job/nearest.hpp"

namespace deckle {
namespace {

struct Explained {
  std::string code, doc, from;
  Severity severity;
};

std::vector<Explained> all_codes(Session& session) {
  std::vector<Explained> all;
  for (const HostCode& code : host_codes())
    all.push_back({std::string(code.code), std::string(code.doc), "Deckle", code.severity});
  for (const PluginFile& plugin : session.registry().plugins())
    for (const ComponentManifest& component : plugin.manifest.components)
      for (const CodeSpec& code : component.codes)
        all.push_back({code.code, code.doc, component.name, code.default_severity});
  return all;
}

}  // namespace

int explain_command(int count, char** arguments) {
  CommonOptions common;
  std::string wanted;
  Arguments parser("explain", "Explains a diagnostic code. Without one, lists all codes.",
                   "  deckle explain io.not-found\n");
  parser.operand("CODE", wanted, "As it stands in brackets: warning[CODE]");
  add_common(parser, common);
  if (const auto exit_code = parser.parse(count, arguments)) return *exit_code;

  Session session(common);
  Nearest nearest(wanted);
  bool found = false;
  for (const Explained& one : all_codes(session)) {
    if (wanted.empty()) fmt::print("{:<34} {}\n", one.code, one.doc.substr(0, one.doc.find('.')));
    nearest.offer(one.code);
    if (one.code != wanted || found) continue;
    fmt::print("{} ({}, from {})\n\n{}\n", one.code, name_of(one.severity), one.from, one.doc);
    found = true;
  }
  if (found || wanted.empty()) return 0;
  session.printer().print(
      error("explain.unknown-code", fmt::format("there is no code {}", wanted), did_you_mean(nearest.best())));
  return 2;
}

}  // namespace deckle
