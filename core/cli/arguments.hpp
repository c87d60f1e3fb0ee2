// The arguments of one command: what it takes, its help, its errors. CLI11 is behind this, in one file, so that every
// command stays short and quick to compile.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace deckle {

// One argument of a command, as it was declared.
struct Argument {
  enum class Kind { flag, value, operand };
  Kind kind;
  std::string names;  // "-o,--output"; of an operand its label
  std::string label;  // of a value: "OUT"
  std::string help;
  std::vector<std::string> choices;  // empty: any value
  bool repeats = false;              // may be given again and again
};

// "-o,--output" -> "-o" and "--output"
std::vector<std::string> names_of(const Argument& argument);

// What a command takes, and what it says of itself in --help.
struct Declaration {
  std::string command, summary, examples;
  std::vector<Argument> arguments;
};

class Arguments {
 public:
  // `examples` are shown at the end of --help, one a line.
  Arguments(const std::string& command, const std::string& summary, const std::string& examples);
  ~Arguments();
  Arguments(const Arguments&) = delete;
  Arguments& operator=(const Arguments&) = delete;

  // `names` as CLI11 has them: "-o,--output".
  void flag(const std::string& names, bool& to, const std::string& help);
  // Given twice, the last one counts.
  void value(const std::string& names, std::string& to, const std::string& label, const std::string& help);
  // May be given again and again.
  void values(const std::string& names, std::vector<std::string>& to, const std::string& label,
              const std::string& help);
  // An option, or with a label instead of names an operand.
  void choice(const std::string& names, std::string& to, const std::vector<std::string>& choices,
              const std::string& help);
  void operand(const std::string& name, std::string& to, const std::string& help, bool required = false);
  void operands(const std::string& name, std::vector<std::string>& to, const std::string& help);

  // What the command declares. It is called, and parse() ends it before it has done anything.
  static Declaration declared_by(int (*command)(int count, char** arguments));

  // The exit code when there is nothing more to do: help was printed (0), or the arguments are wrong (2).
  std::optional<int> parse(int count, char** arguments);

 private:
  struct Held;
  std::unique_ptr<Held> m_held;
};

// A wrong use of the program: prints the message and where to find help, and gives exit code 2.
int usage_error(const std::string& command, const std::string& message);

}  // namespace deckle
