#include "host/option_table.hpp"

namespace deckle {
namespace {

Diagnostic mismatch(const std::string& name) {
  return error("host.option-mismatch", fmt::format("the value of option «{}» is not of the type it declares", name));
}

bool is_integer(std::uint32_t type) {
  return type == DK_T_INT || type == DK_T_ENUM || type == DK_T_BYTES || type == DK_T_DURATION;
}

}  // namespace

dk_str OptionTable::keep(const std::string& text) {
  const std::string& kept = m_strings.emplace_back(text);
  return {kept.data(), kept.size()};
}

Result<void> OptionTable::fill(const std::vector<OptionSpec>& specs, const OptionValues& values,
                               const SourceOpener& open) {
  if (specs.size() != values.size())
    return error("host.option-mismatch", "options and their declarations differ in number");
  for (std::size_t i = 0; i < specs.size(); ++i) {
    const Result<const dk_value*> made = add(specs[i].name, values[i], open);
    if (!made) return made.problem();
    m_values.push_back(*made);
  }
  m_values.push_back(nullptr);  // so that there is an array even without options
  return {};
}

// Values nest as deep as the YAML they come from, whose depth is limited.
Result<const dk_value*> OptionTable::add(const std::string& name, const OptionValue& value, const SourceOpener& open) {
  dk_value& to = m_storage.emplace_back();
  to.size = sizeof to;
  to.type = value.type;
  to.was_set = value.was_set;
  to.name = keep(name);
  to.where = keep(value.where);
  if (const auto* number = std::get_if<std::int64_t>(&value.value); number && is_integer(value.type)) {
    to.u.i = *number;
  } else if (const auto* real = std::get_if<double>(&value.value); real && value.type == DK_T_FLOAT) {
    to.u.f = *real;
  } else if (const auto* flag = std::get_if<bool>(&value.value); flag && value.type == DK_T_BOOL) {
    to.u.b = *flag;
  } else if (const auto* text = std::get_if<std::string>(&value.value); text && value.type == DK_T_STRING) {
    to.u.s = keep(*text);
  } else if (text && value.type == DK_T_SOURCE) {
    to.u.source = nullptr;
    if (text->empty()) return &to;
    if (!open) return error("host.no-files", fmt::format("option «{}»: no files can be opened here", name));
    const Result<const dk_source*> source = open(*text, value.where);
    if (!source) return source.problem();
    to.u.source = *source;
  } else if (const auto* list = std::get_if<OptionValue::List>(&value.value); list && value.type == DK_T_LIST) {
    if (const Result<void> added = add_list(to, *list, open); !added) return added.problem();
  } else if (const auto* map = std::get_if<OptionValue::Map>(&value.value); map && value.type == DK_T_MAP) {
    if (const Result<void> added = add_map(to, *map, open); !added) return added.problem();
  } else {
    return mismatch(name);
  }
  return &to;
}

Result<void> OptionTable::add_list(dk_value& to, const OptionValue::List& list, const SourceOpener& open) {
  std::vector<const dk_value*>& items = m_items.emplace_back();
  for (const OptionValue& item : list) {
    const Result<const dk_value*> made = add({}, item, open);
    if (!made) return made.problem();
    items.push_back(*made);
  }
  to.count = static_cast<std::uint32_t>(items.size());
  to.u.items = items.data();
  return {};
}

Result<void> OptionTable::add_map(dk_value& to, const OptionValue::Map& map, const SourceOpener& open) {
  std::vector<const dk_value*>& items = m_items.emplace_back();
  for (const auto& [key, item] : map) {
    const Result<const dk_value*> made = add(key, item, open);
    if (!made) return made.problem();
    items.push_back(*made);
  }
  to.count = static_cast<std::uint32_t>(items.size());
  to.u.items = items.data();
  return {};
}

}  // namespace deckle
