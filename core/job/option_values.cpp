#include "job/option_values.hpp"

#include <deckle/options.h>
#include <fmt/format.h>

#include <algorithm>

#include "diagnostics/nearest.hpp"
#include "job/option_types.hpp"

namespace deckle {
namespace {

// Words that need no YAML reader. Defaults nearly always are: a program start sees hundreds of them.
bool is_simple_word(std::string_view text) {
  return !text.empty() && text[0] != '-' && text.back() != ':' &&
         std::all_of(text.begin(), text.end(),
                     [](char c) {
                       return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' ||
                              c == '.' || c == '_';
                     }) &&
         text != "null" && text != "Null" && text != "NULL";
}

// Calls `use` with the value that a YAML text means.
template <class Use>
bool with_yaml(const std::string& text, Use use) {
  if (is_simple_word(text)) {
    YamlNode word;
    word.type = YamlType::scalar;
    word.value = text;
    use(word);
    return true;
  }
  const YamlResult read = read_yaml(text);
  if (read.tree) use(read.tree->root());
  return read.tree.has_value();
}

bool is_list_or_map(const OptionSpec& spec) { return spec.type == DK_T_LIST || spec.type == DK_T_MAP; }

bool is_known_type(const OptionSpec& spec) { return spec.type >= DK_T_BOOL && spec.type <= DK_T_MAP; }

// Adds what was set again to what had been set. Of a key that stands in both, the later value stays.
void add_to(OptionValue& value, OptionValue&& more) {
  if (auto* list = std::get_if<OptionValue::List>(&more.value)) {
    auto& all = std::get<OptionValue::List>(value.value);
    std::move(list->begin(), list->end(), std::back_inserter(all));
  } else if (auto* map = std::get_if<OptionValue::Map>(&more.value)) {
    auto& all = std::get<OptionValue::Map>(value.value);
    for (auto& entry : *map) {
      const auto same = std::find_if(all.begin(), all.end(), [&](const auto& old) { return old.first == entry.first; });
      if (same == all.end()) all.push_back(std::move(entry));
      else same->second = std::move(entry.second);
    }
  }
}

}  // namespace

OptionSetter::OptionSetter(const ComponentManifest& component, std::vector<Diagnostic>& problems)
    : m_component(component), m_problems(problems), m_values(component.options.size()) {}

const OptionSpec* OptionSetter::spec_of(std::string_view name, std::size_t& index) const {
  for (index = 0; index < m_component.options.size(); ++index) {
    const OptionSpec& spec = m_component.options[index];
    if (spec.name == name && is_known_type(spec)) return &spec;
  }
  return nullptr;
}

void OptionSetter::report(Diagnostic problem, const OptionOrigin& origin, const YamlNode* node) {
  if (origin.sources && node) problem.where = origin.sources->place(*node);
  else if (!origin.where.empty()) problem.message = origin.where + ": " + problem.message;
  m_problems.push_back(std::move(problem));
}

void OptionSetter::unknown(std::string_view name, const OptionOrigin& origin, const YamlNode* key) {
  Nearest nearest(name);
  for (const OptionSpec& spec : m_component.options) nearest.offer(spec.name);
  std::string hint = did_you_mean(nearest.best());
  if (hint.empty()) hint = fmt::format("'deckle plugins show {}' lists its options", m_component.name);
  report(
      error("job.unknown-option", fmt::format("'{}' has no option '{}'", m_component.name, name.substr(0, 80)), hint),
      origin, key);
}

void OptionSetter::warn_deprecated(const OptionSpec& spec, const OptionOrigin& origin, const YamlNode* key) {
  Diagnostic warning = error("job.deprecated-option", fmt::format("the option '{}' is deprecated", spec.name));
  warning.severity = Severity::warning;
  if (!spec.replaced_by.empty()) warning.hint = fmt::format("use '{}' instead", spec.replaced_by);
  report(std::move(warning), origin, key);
}

void OptionSetter::set_entry(std::string_view name, const YamlNode* key, const YamlNode& value,
                             const OptionOrigin& origin) {
  std::size_t index = 0;
  const OptionSpec* const spec = spec_of(name, index);
  if (!spec) return unknown(name, origin, key);
  if (spec->flags & DK_OPT_DEPRECATED) warn_deprecated(*spec, origin, key);
  OptionValue& slot = m_values[index];
  if (value.is_null()) {
    slot = no_option_value();
    return;
  }
  OptionValue made;
  const OptionReport say = [&](Diagnostic problem, const YamlNode& node) { report(std::move(problem), origin, &node); };
  if (!option_value(*spec, value, origin, say, made)) {
    slot = zero_option_value(*spec);
    slot.was_set = true;  // wrong, not missing
    return;
  }
  const bool adds = !origin.sources && slot.was_set && slot.where == origin.where && is_list_or_map(*spec);
  if (adds) add_to(slot, std::move(made));
  else slot = std::move(made);
}

void OptionSetter::preset(const std::string& options_yaml) {
  if (options_yaml.empty()) return;
  const bool read = with_yaml(options_yaml, [&](const YamlNode& options) {
    for (std::size_t k = 0; k < options.keys.size(); ++k) {
      set_entry(options.keys[k]->value, nullptr, *options.items[k], {nullptr, "preset"});
    }
  });
  if (!read)
    m_problems.push_back(error("plugin.preset", fmt::format("a preset of '{}' is not valid YAML", m_component.name)));
}

void OptionSetter::set(const YamlNode& options, const JobSources& sources) {
  const OptionOrigin origin{&sources, {}};
  if (options.is_null()) return;
  if (!options.is_map()) {
    report(error("job.wrong-type", "options are a map of names and values", "write 'options: { name: value }'"), origin,
           &options);
    return;
  }
  for (std::size_t k = 0; k < options.keys.size(); ++k) {
    set_entry(options.keys[k]->value, options.keys[k], *options.items[k], origin);
  }
}

void OptionSetter::set_text(std::string_view assignment, const std::string& where) {
  const std::size_t sign = assignment.find('=');
  const std::string name(assignment.substr(0, sign));
  const std::string value(sign == std::string_view::npos ? "true" : assignment.substr(sign + 1));
  const OptionOrigin origin{nullptr, where};
  std::size_t index = 0;
  const OptionSpec* const spec = spec_of(name, index);
  if (!spec) return unknown(name, origin, nullptr);
  const bool flow = is_list_or_map(*spec) && !value.empty() && (value[0] == '[' || value[0] == '{');
  if (flow) {
    const YamlResult read = read_yaml(value);
    if (read.tree) return set_entry(name, nullptr, read.tree->root(), origin);
    return report(
        error("job.wrong-type", fmt::format("option '{}': {}", name, read.problems[0].message), read.problems[0].hint),
        origin, nullptr);
  }
  YamlNode word, key, map;  // as if written in YAML: a word, or for a map { key: word }
  const std::size_t inner = spec->type == DK_T_MAP ? value.find('=') : std::string::npos;
  word.type = key.type = YamlType::scalar;
  map.type = YamlType::map;
  word.value = inner == std::string::npos ? std::string_view(value) : std::string_view(value).substr(inner + 1);
  if (inner == std::string::npos) return set_entry(name, nullptr, word, origin);
  key.value = std::string_view(value).substr(0, inner);
  const YamlNode *keys[] = {&key}, *items[] = {&word};
  map.keys = keys, map.items = items;
  set_entry(name, nullptr, map, origin);
}

OptionValue OptionSetter::default_of(const OptionSpec& spec) {
  OptionValue made = zero_option_value(spec);
  if (spec.default_yaml.empty() || !is_known_type(spec)) return made;
  bool good = true;
  const OptionReport say = [&](Diagnostic, const YamlNode&) { good = false; };
  good = with_yaml(spec.default_yaml,
                   [&](const YamlNode& value) {
                     if (!value.is_null() && !option_value(spec, value, {}, say, made)) good = false;
                   }) &&
         good;
  made.was_set = false;
  if (!good) {
    Diagnostic problem = error(
        "plugin.default", fmt::format("the default '{}' of option '{}' is not valid", spec.default_yaml, spec.name),
        "this is a fault of the plugin");
    problem.component = m_component.name;
    m_problems.push_back(std::move(problem));
    made = zero_option_value(spec);
  }
  return made;
}

OptionValues OptionSetter::finish(const Place& where) {
  for (std::size_t k = 0; k < m_values.size(); ++k) {
    const OptionSpec& spec = m_component.options[k];
    if (m_values[k].was_set) continue;
    m_values[k] = default_of(spec);
    if (!(spec.flags & DK_OPT_REQUIRED) || !is_known_type(spec)) continue;
    Diagnostic problem =
        error("job.missing-option", fmt::format("'{}' needs the option '{}'", m_component.name, spec.name), spec.doc);
    problem.where = where;
    m_problems.push_back(std::move(problem));
  }
  return std::move(m_values);
}

OptionValues default_options(const ComponentManifest& component) {
  std::vector<Diagnostic> ignored;
  return OptionSetter(component, ignored).finish({});
}

}  // namespace deckle
