#include "cli/arguments.hpp"

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <cstdio>

#include "diagnostics/nearest.hpp"
#include "diagnostics/printable.hpp"

namespace deckle {

struct Arguments::Held {
  Declaration declaration;
  CLI::App app;
};

// So that somebody may add to what an alias or a script says already.
static void last_counts(CLI::Option* option) { option->multi_option_policy(CLI::MultiOptionPolicy::TakeLast); }

static Declaration* asked = nullptr;  // where parse() is to leave the declaration instead of parsing

Arguments::Arguments(const std::string& command, const std::string& summary, const std::string& examples)
    : m_held(std::make_unique<Held>()) {
  m_held->declaration = {command, summary, examples, {}};
  CLI::App& app = m_held->app;
  app.name("deckle " + command);
  app.description(summary);
  app.set_help_flag("-h,--help", "Show this");
  app.get_formatter()->column_width(32);
  if (!examples.empty()) app.footer("Examples:\n" + examples);
}

Arguments::~Arguments() = default;

void Arguments::flag(const std::string& names, bool& to, const std::string& help) {
  m_held->declaration.arguments.push_back({Argument::Kind::flag, names, {}, help, {}});
  m_held->app.add_flag(names, to, help);
}

void Arguments::value(const std::string& names, std::string& to, const std::string& label, const std::string& help) {
  m_held->declaration.arguments.push_back({Argument::Kind::value, names, label, help, {}});
  last_counts(m_held->app.add_option(names, to, help)->type_name(label));
}

void Arguments::values(const std::string& names, std::vector<std::string>& to, const std::string& label,
                       const std::string& help) {
  m_held->declaration.arguments.push_back({Argument::Kind::value, names, label, help, {}, true});
  m_held->app.add_option(names, to, help)
      ->type_name(label)
      ->expected(1)
      ->allow_extra_args(false)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
}

void Arguments::choice(const std::string& names, std::string& to, const std::vector<std::string>& choices,
                       const std::string& help) {
  std::string label;
  for (const std::string& one : choices) label += (label.empty() ? "" : "|") + one;
  const Argument::Kind kind = names.starts_with('-') ? Argument::Kind::value : Argument::Kind::operand;
  m_held->declaration.arguments.push_back({kind, names, label, help, choices});
  CLI::Option* option = m_held->app.add_option(names, to, help)->type_name(label);
  if (kind == Argument::Kind::value) last_counts(option);
  option->check([choices, label](const std::string& given) {
    for (const std::string& one : choices)
      if (one == given) return std::string();
    return "\"" + given + "\" is none of " + label;
  });
}

void Arguments::operand(const std::string& name, std::string& to, const std::string& help, bool required) {
  m_held->declaration.arguments.push_back({Argument::Kind::operand, name, {}, help, {}});
  m_held->app.add_option(name, to, help)->required(required)->type_name("");
}

void Arguments::operands(const std::string& name, std::vector<std::string>& to, const std::string& help) {
  m_held->declaration.arguments.push_back({Argument::Kind::operand, name, {}, help, {}, true});
  m_held->app.add_option(name, to, help)->type_name("");
}

namespace {

// "--standalon" -> "did you mean ..."; CLI11 says which argument it did not expect at the end of its message.
std::string suggestion(const CLI::App& app, const std::vector<std::string>& unexpected) {
  for (const std::string& argument : unexpected) {
    if (argument.size() < 2 || argument[0] != '-') continue;
    const std::string name = argument.substr(0, argument.find('='));
    Nearest nearest(name);
    std::vector<std::string> known;
    for (const CLI::Option* option : app.get_options())
      for (const std::string& one : option->get_lnames()) known.push_back("--" + one);
    for (const std::string& one : known) nearest.offer(one);
    if (!nearest.best().empty()) return did_you_mean(nearest.best());
  }
  return {};
}

}  // namespace

Declaration Arguments::declared_by(int (*command)(int count, char** arguments)) {
  Declaration declaration;
  asked = &declaration;
  command(0, nullptr);
  asked = nullptr;
  return declaration;
}

std::optional<int> Arguments::parse(int count, char** arguments) {
  if (asked != nullptr) {
    *asked = m_held->declaration;
    return 0;
  }
  CLI::App& app = m_held->app;
  try {
    app.parse(count, arguments);
    return std::nullopt;
  } catch (const CLI::CallForHelp&) {
    const std::string help = app.help();
    std::fwrite(help.data(), 1, help.size(), stdout);
    return 0;
  } catch (const CLI::ExtrasError&) {
    const std::vector<std::string> unexpected = app.remaining();
    std::string message = "unexpected argument";
    for (const std::string& argument : unexpected) message += " " + argument;
    if (const std::string near = suggestion(app, unexpected); !near.empty()) message += "; " + near;
    return usage_error(m_held->declaration.command, message);
  } catch (const CLI::ParseError& problem) {
    return usage_error(m_held->declaration.command, problem.what());
  }
}

std::vector<std::string> names_of(const Argument& argument) {
  const std::size_t comma = argument.names.find(',');
  if (comma == std::string::npos) return {argument.names};
  return {argument.names.substr(0, comma), argument.names.substr(comma + 1)};
}

int usage_error(const std::string& command, const std::string& message) {
  const std::string name = command.empty() ? "deckle" : "deckle " + command;
  const std::string text = name + ": " + printable(message) + "\nTry: " + name + " --help\n";
  std::fwrite(text.data(), 1, text.size(), stderr);
  return 2;
}

}  // namespace deckle
