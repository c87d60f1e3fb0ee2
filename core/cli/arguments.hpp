// The arguments of one command: what it takes, its help, its errors. CLI11 is behind this, in one file, so that every
// command stays short and quick to compile.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace deckle {

class Arguments {
 public:
  // `examples` are shown at the end of --help, one a line.
  Arguments(const std::string& command, const std::string& summary, const std::string& examples);
  ~Arguments();
  Arguments(const Arguments&) = delete;
  Arguments& operator=(const Arguments&) = delete;

  // `names` as CLI11 has them: "-o,--output".
  void flag(const std::string& names, bool& to, const std::string& help);
  void value(const std::string& names, std::string& to, const std::string& label, const std::string& help);
  // May be given again and again.
  void values(const std::string& names, std::vector<std::string>& to, const std::string& label,
              const std::string& help);
  void choice(const std::string& names, std::string& to, const std::vector<std::string>& choices,
              const std::string& help);
  void operand(const std::string& name, std::string& to, const std::string& help, bool required = false);
  void operands(const std::string& name, std::vector<std::string>& to, const std::string& help);

  // The exit code when there is nothing more to do: help was printed (0), or the arguments are wrong (2).
  std::optional<int> parse(int count, char** arguments);

 private:
  struct Held;
  std::unique_ptr<Held> m_held;
};

// A wrong use of the program: prints the message and where to find help, and gives exit code 2.
int usage_error(const std::string& command, const std::string& message);

}  // namespace deckle
