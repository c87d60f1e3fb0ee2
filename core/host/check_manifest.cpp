#include "host/check_manifest.hpp"

#include <deckle/options.h>
#include <deckle/utf8.hpp>

#include <charconv>
#include <cmath>
#include <set>

namespace deckle {
namespace {

bool is_word_letter(char letter) { return (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9'); }

// Words of letters and digits, joined by single characters out of `joints`.
bool is_joined(std::string_view text, std::string_view joints) {
  bool after_joint = true;
  for (char letter : text) {
    const bool joint = joints.find(letter) != std::string_view::npos;
    if (joint ? after_joint : !is_word_letter(letter)) return false;
    after_joint = joint;
  }
  return !after_joint;
}

// The first rule that is broken, with the name of what breaks it in front. Every start checks every manifest, so no
// text is made for a rule that is kept.
class Checker {
 public:
  // Both have to outlive it.
  Checker(std::string_view what, std::string_view name) : m_what(what), m_name(name) {}
  void fail(std::string_view rule) {
    if (m_problem.empty()) m_problem = fmt::format("{} «{}»: {}", m_what, m_name, rule);
  }
  void require(bool kept, std::string_view rule) {
    if (!kept) fail(rule);
  }
  void text(std::string_view one, std::string_view what) {
    if (!utf8::is_valid(one)) fail(fmt::format("{} is not valid UTF-8", what));
  }
  void take(Checker inner) {
    if (m_problem.empty()) m_problem = std::move(inner.m_problem);
  }
  const std::string& problem() const { return m_problem; }

 private:
  std::string_view m_what, m_name;
  std::string m_problem;
};

template <class Number>
bool parse(std::string_view text, Number& number) {
  if (!text.empty() && text.front() == '+') text.remove_prefix(1);
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), number);
  return failed == std::errc() && end == text.data() + text.size();
}

bool int_default_fits(const OptionSpec& option) {
  std::int64_t number = 0;
  if (!parse(option.default_yaml, number)) return false;
  return option.min_i > option.max_i || (number >= option.min_i && number <= option.max_i);
}

bool float_default_fits(const OptionSpec& option) {
  double number = 0;
  if (!parse(option.default_yaml, number)) return false;
  return !(option.min <= option.max) || (number >= option.min && number <= option.max);
}

bool is_choice(const OptionSpec& option) {
  std::string_view wanted = option.default_yaml;
  if (wanted.size() >= 2 && (wanted.front() == '"' || wanted.front() == '\'') && wanted.back() == wanted.front())
    wanted = wanted.substr(1, wanted.size() - 2);
  return std::any_of(option.choices.begin(), option.choices.end(),
                     [&](const Choice& one) { return one.value == wanted; });
}

// Bytes, durations, lists and maps are read, and refused if need be, when options are typed.
bool default_fits(const OptionSpec& option) {
  if (option.default_yaml.empty()) return true;
  switch (option.type) {
    case DK_T_BOOL: return option.default_yaml == "true" || option.default_yaml == "false";
    case DK_T_INT: return int_default_fits(option);
    case DK_T_FLOAT: return float_default_fits(option);
    case DK_T_ENUM: return is_choice(option);
    default: return true;
  }
}

Checker check_option(const OptionSpec& option) {
  Checker checker("option", option.name);
  checker.require(is_kebab_case(option.name), "the name is not in kebab-case");
  for (const std::string* text : {&option.doc, &option.default_yaml, &option.unit, &option.since, &option.replaced_by})
    checker.text(*text, "a text of it");
  checker.require(option.type != DK_T_ENUM || !option.choices.empty(), "it has no choices");
  checker.require(!std::isnan(option.min) && !std::isnan(option.max), "an end of its range is not a number");
  for (const Choice& choice : option.choices) {
    checker.text(choice.value, "a choice");
    checker.text(choice.doc, "the documentation of a choice");
    checker.require(!choice.value.empty(), "a choice is empty");
  }
  if (!default_fits(option)) checker.fail(fmt::format("its default «{}» is none of its values", option.default_yaml));
  return checker;
}

void check_names(Checker& checker, const ComponentManifest& component) {
  std::set<std::string_view> seen;
  for (const OptionSpec& option : component.options) {
    if (!seen.insert(option.name).second) checker.fail("two options have the name «" + option.name + "»");
    checker.take(check_option(option));
  }
  seen = {component.name};
  for (const Alias& alias : component.aliases) {
    if (!is_kebab_case(alias.name)) checker.fail("the alias «" + alias.name + "» is not in kebab-case");
    if (!seen.insert(alias.name).second) checker.fail("two of its names are «" + alias.name + "»");
    checker.text(alias.options_yaml, "the options of an alias");
    checker.text(alias.doc, "the documentation of an alias");
  }
  seen.clear();
  for (const CodeSpec& code : component.codes) {
    if (!is_joined(code.code, "-."))
      checker.fail("the code «" + code.code + "» is not made of words joined by hyphens and dots");
    if (!seen.insert(code.code).second) checker.fail("the code «" + code.code + "» is declared twice");
    checker.text(code.doc, "the documentation of a code");
  }
}

Checker check_component(const ComponentManifest& component) {
  Checker checker(name_of(component.role), component.name);
  checker.require(is_kebab_case(component.name), "the name is not in kebab-case");
  checker.text(component.title, "the title");
  checker.text(component.doc, "the documentation");
  for (const std::string& type : component.media_types) {
    checker.text(type, "a media type");
    checker.require(type.find('/') != std::string::npos, "a media type without a slash");
  }
  for (const std::string& suffix : component.suffixes) {
    checker.text(suffix, "a suffix");
    checker.require(!suffix.empty() && suffix.front() != '.' && suffix.find('/') == std::string::npos,
                    "a suffix that is empty, begins with a dot or has a slash");
  }
  for (const Magic& magic : component.magic) {
    checker.require(!magic.bytes.empty() && magic.score >= 1 && magic.score <= 100,
                    "magic without bytes, or with a score outside 1..100");
    checker.require(magic.mask.empty() || magic.mask.size() == magic.bytes.size(),
                    "magic whose mask has another length");
  }
  check_names(checker, component);
  return checker;
}

}  // namespace

bool is_kebab_case(std::string_view name) { return is_joined(name, "-_"); }

bool is_reverse_dns(std::string_view id) {
  for (std::size_t i = 0; i + 1 < id.size(); ++i)
    if (id[i] == '.' && id[i + 1] == '.') return false;
  return is_joined(id, ".-_") && id.find('.') != std::string_view::npos;
}

Result<void> check_manifest(const Manifest& manifest) {
  Checker checker("plugin", manifest.id);
  checker.require(is_reverse_dns(manifest.id), "the id is not in reverse DNS form, such as org.example.name");
  checker.require(!manifest.version.empty(), "it has no version");
  for (const std::string* text : {&manifest.version, &manifest.license, &manifest.vendor, &manifest.url})
    checker.text(*text, "a text of it");
  for (const std::string& note : manifest.notes) checker.text(note, "a note");
  std::set<std::pair<Role, std::string_view>> names;
  for (const ComponentManifest& component : manifest.components) {
    if (!names.emplace(component.role, component.name).second)
      checker.fail(fmt::format("two components of one role have the name «{}»", component.name));
    checker.take(check_component(component));
  }
  if (checker.problem().empty()) return {};
  std::string message = checker.problem();
  if (!utf8::is_valid(message)) message = "a name in it is not valid UTF-8";
  return error("plugin.bad-manifest", "the plugin's description breaks a rule: " + message);
}

}  // namespace deckle
