// A typed option value on its way from a job or the command line to a plugin.
#pragma once
#include <cstdint>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace deckle {

struct OptionValue {
  using List = std::vector<OptionValue>;
  using Map = std::vector<std::pair<std::string, OptionValue>>;

  std::uint32_t type = 0;  // DK_T_*
  bool was_set = false;    // false: the declared default
  std::string where;       // "job.yaml:12:9" or "--exporter-option toc"; empty for defaults
  // int: also the index of an enum's choice, bytes, milliseconds. string: also the path of a DK_T_SOURCE ("": none).
  std::variant<std::int64_t, double, bool, std::string, List, Map> value;
};

// A value of no type. It stands here, not where it is used: Clang 14 has to have made and destroyed an OptionValue
// before it meets an entry of Map, whose pair otherwise asks for itself.
inline OptionValue no_option_value() { return OptionValue(); }

// One for every declared option of a component, in the order declared.
using OptionValues = std::vector<OptionValue>;

}  // namespace deckle
