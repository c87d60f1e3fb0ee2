#include "cli/command_page.hpp"

#include <fmt/format.h>

#include "cli/arguments.hpp"

namespace deckle {
namespace {

std::string synopsis(const Declaration& declaration) {
  std::string line = fmt::format("`deckle {}` [options]", declaration.command);
  for (const Argument& argument : declaration.arguments)
    if (argument.kind == Argument::Kind::operand)
      line += fmt::format(" [{}{}]", argument.names, argument.repeats ? "..." : "");
  return line;
}

ManualItem item_of(const Argument& argument) {
  const bool has_value = argument.kind == Argument::Kind::value;
  return {fmt::format("{}{}{}", fmt::join(names_of(argument), ", "), has_value ? " " : "", argument.label),
          {},
          {},
          fmt::format("{}.{}", argument.help, argument.repeats ? " May be given several times." : "")};
}

ManualSection exit_codes() {
  return {"Exit status",
          {},
          {{"0", "", "", "All is done; warnings may have been told."},
           {"1", "", "", "A document or an output failed."},
           {"2", "", "", "The job or the command line is wrong, or nothing matched."},
           {"3", "", "", "A plugin could not be loaded."},
           {"130, 143", "", "", "Interrupted by SIGINT, SIGTERM."}},
          {}};
}

}  // namespace

ManualPage program_page() {
  ManualPage page{"deckle", 1, "convert documents in bulk, by plugins and jobs", {}};
  page.sections.push_back({"Synopsis", {"`deckle` COMMAND [arguments]"}, {}, {}});
  page.sections.push_back(
      {"Description",
       {"Deckle reads documents, transforms them and writes them in other formats. Readers, transforms "
        "and exporters are plugins; a job, a YAML file, wires them."},
       {},
       {}});
  ManualSection list{"Commands", {"Each has a page of its own, such as `deckle-run`(1)."}, {}, {}};
  for (const Command& command : commands())
    list.items.push_back({std::string(command.name), {}, {}, fmt::format("{}.", command.summary)});
  page.sections.push_back(std::move(list));
  page.sections.push_back(exit_codes());
  page.sections.push_back(
      {"Environment",
       {},
       {{"DECKLE_PLUGIN_PATH", "", "", "Folders in which to look for plugins, with `:` between them."},
        {"NO_COLOR", "", "", "Messages have no colours when it is set."}},
       {}});
  page.sections.push_back({"See also", {"`deckle-job`(5)"}, {}, {}});
  return page;
}

ManualPage command_page(const Command& command) {
  const Declaration declaration = Arguments::declared_by(command.run);
  ManualPage page{fmt::format("deckle-{}", command.name), 1, std::string(command.summary), {}};
  page.sections.push_back({"Synopsis", {synopsis(declaration)}, {}, {}});
  page.sections.push_back({"Description", {declaration.summary}, {}, {}});
  ManualSection options{"Options", {}, {}, {}};
  for (const Argument& argument : declaration.arguments) options.items.push_back(item_of(argument));
  page.sections.push_back(std::move(options));
  page.sections.push_back(exit_codes());
  if (!declaration.examples.empty()) page.sections.push_back({"Examples", {}, {}, declaration.examples});
  page.sections.push_back({"See also", {"`deckle`(1), `deckle-job`(5)"}, {}, {}});
  return page;
}

}  // namespace deckle
