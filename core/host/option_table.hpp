// Option values in the form that crosses the border: one dk_value for every declared option, in the order declared.
#pragma once
#include <deckle/options.h>

#include <deque>
#include <functional>
#include <string>
#include <vector>

#include "diagnostics/result.hpp"
#include "host/manifest.hpp"
#include "host/option_value.hpp"

namespace deckle {

// Opens the file that an option of type DK_T_SOURCE names. The source must live as long as the instance.
using SourceOpener = std::function<Result<const dk_source*>(const std::string& path, const std::string& where)>;

// Owns all that the values point to; they stay where they are until it is destroyed.
class OptionTable {
 public:
  OptionTable() = default;
  OptionTable(const OptionTable&) = delete;
  OptionTable& operator=(const OptionTable&) = delete;

  // Once. Fails when a file cannot be opened, or when values and declarations do not match.
  Result<void> fill(const std::vector<OptionSpec>& specs, const OptionValues& values, const SourceOpener& open);
  const dk_value* const* values() const { return m_values.data(); }

 private:
  Result<const dk_value*> add(const std::string& name, const OptionValue& value, const SourceOpener& open);
  Result<void> add_list(dk_value& to, const OptionValue::List& list, const SourceOpener& open);
  Result<void> add_map(dk_value& to, const OptionValue::Map& map, const SourceOpener& open);
  dk_str keep(const std::string& text);

  std::deque<std::string> m_strings;
  std::deque<dk_value> m_storage;
  std::deque<std::vector<const dk_value*>> m_items;
  std::vector<const dk_value*> m_values;
};

}  // namespace deckle
