// deckle man [PAGE]: the manual, made of the declarations of the commands and of the job language.
#include <fmt/format.h>

#include "cli/command_page.hpp"
#include "cli/job_page.hpp"
#include "cli/text_output.hpp"

namespace deckle {
namespace {

constexpr const char* examples =
    "  deckle man run | man -l -        the page of a command\n"
    "  deckle man job | man -l -        the page of the language of jobs\n"
    "  deckle man -o share/man          all pages, in man1/ and man5/\n";

std::vector<std::string> names() {
  std::vector<std::string> all{"deckle", "job"};
  for (const Command& command : commands()) all.emplace_back(command.name);
  return all;
}

ManualPage page_named(const std::string& name) {
  for (const Command& command : commands())
    if (command.name == name) return command_page(command);
  return name == "job" ? job_page() : program_page();
}

int write_all(Session& session, const std::string& folder) {
  for (const std::string& name : names()) {
    const ManualPage page = page_named(name);
    const std::string file = fmt::format("{0}/man{1}/{2}.{1}", folder, page.chapter, page.name);
    if (const int exit_code = write_text(session, file, as_roff(page)); exit_code != 0) return exit_code;
  }
  return 0;
}

}  // namespace

int man_command(int count, char** arguments) {
  CommonOptions common;
  std::string page = "deckle", folder;
  bool markdown = false;
  Arguments parser("man", "Writes the manual: a page to standard output, or all pages into a folder.", examples);
  parser.choice("PAGE", page, names(), "Which page (deckle)");
  parser.value("-o,--output-dir", folder, "DIR", "Write all pages into this folder");
  parser.flag("--markdown", markdown, "The page as Markdown");
  add_common(parser, common);
  if (const auto exit_code = parser.parse(count, arguments)) return *exit_code;
  Session session(common);
  if (!folder.empty()) return write_all(session, folder);
  return write_text(session, "-", markdown ? as_markdown(page_named(page)) : as_roff(page_named(page)));
}

}  // namespace deckle
