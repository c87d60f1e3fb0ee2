// The life of instances, and the options that they are made with.
#include <deckle/options.h>
#include <fmt/format.h>

#include <algorithm>

#include "check/checks.hpp"
#include "check/random.hpp"
#include "check/subject.hpp"
#include "job/option_values.hpp"

namespace deckle::checking {
namespace {

constexpr const char* nobodys = "org.deckle.nobody-knows-this/1";

bool was_set(const OptionValue& value) { return value.was_set; }
// Of which no declaration says what is good.
bool is_words(const OptionValue& value) { return value.was_set && value.type == DK_T_STRING; }

// Sets of values that the declaration allows: all defaults, every limit, every choice, then random ones.
std::vector<OptionValues> allowed_values(const ComponentManifest& component, std::uint64_t seed) {
  const OptionValues defaults = default_options(component);
  std::vector<OptionValues> sets = {defaults};
  std::vector<std::vector<OptionValue>> values(defaults.size());
  for (std::size_t k = 0; k < defaults.size(); ++k) {
    const OptionSpec& spec = component.options[k];
    const auto add = [&](auto value) { values[k].push_back({spec.type, true, "check", value}); };
    if (spec.type == DK_T_BOOL) add(true), add(false);
    for (std::size_t choice = 0; spec.type == DK_T_ENUM && choice < spec.choices.size(); ++choice)
      add(static_cast<std::int64_t>(choice));
    const bool is_whole = spec.type == DK_T_INT || spec.type == DK_T_BYTES || spec.type == DK_T_DURATION;
    if (is_whole && spec.min_i <= spec.max_i) add(spec.min_i), add(spec.max_i);
    if (spec.type == DK_T_FLOAT && spec.min <= spec.max) add(spec.min), add(spec.max);
    if (spec.type == DK_T_STRING) add(std::string()), add(std::string("a")), add(std::string("«ورق» 手工紙"));
    for (const OptionValue& value : values[k]) sets.push_back(defaults), sets.back()[k] = value;
  }
  naive::Random random(seed);
  for (int extra = 0; extra < 50 && !defaults.empty(); ++extra) {
    sets.push_back(defaults);
    for (std::size_t k = 0; k < defaults.size(); ++k)
      if (!values[k].empty() && random.chance(50)) sets.back()[k] = random.pick(values[k]);
  }
  return sets;
}

std::string text_of(const ComponentManifest& component, const OptionValues& values) {
  std::string text;
  for (std::size_t k = 0; k < values.size(); ++k) {
    if (!values[k].was_set) continue;
    const auto* number = std::get_if<std::int64_t>(&values[k].value);
    const bool is_choice = component.options[k].type == DK_T_ENUM && number != nullptr;
    if (!text.empty()) text += ", ";
    text += component.options[k].name;
    if (is_choice) text += "=" + component.options[k].choices[static_cast<std::size_t>(*number)].value;
    else if (number != nullptr) text += fmt::format("={}", *number);
    else if (const auto* word = std::get_if<std::string>(&values[k].value)) text += fmt::format("=\"{}\"", *word);
    else if (const auto* is_on = std::get_if<bool>(&values[k].value)) text += *is_on ? "=true" : "=false";
  }
  return text.empty() ? "all options at their defaults" : text;
}

// Has it work with every set of values; what `judge` says first is what was found.
template <class Judge>
Finding with_all_values(Subject& subject, Judge judge) {
  for (const LoadedComponent& component : subject.components())
    for (const OptionValues& values : allowed_values(*component.manifest, subject.settings().seed)) {
      std::vector<Diagnostic> said;
      std::unique_ptr<Instance> instance = Instance::make(subject, component, values, said);
      if (std::string problem = judge(component, values, instance.get(), said); !problem.empty())
        return failed(fmt::format("{}, {}: {}", name_of(component), text_of(*component.manifest, values), problem));
    }
  return passed();
}

const dk_life* life_of(const LoadedComponent& component) {
  return DK_HAS(dk_component, component.tables, life) ? component.tables->life : nullptr;
}

}  // namespace

Finding unknown_extensions(Subject& subject) {
  for (const LoadedComponent& component : subject.components()) {
    const dk_life* life = life_of(component);
    if (life == nullptr || !DK_HAS(dk_life, life, extension) || life->extension == nullptr) continue;
    for (const char* id : {nobodys, ""})
      if (life->extension(nullptr, id) != nullptr)
        return failed(fmt::format("{} has something behind the id «{}»", name_of(component), id));
  }
  return passed();
}

Finding life(Subject& subject) {
  for (const LoadedComponent& component : subject.components()) {
    const std::unique_ptr<Instance> unused = Instance::make(subject, component);
    const std::unique_ptr<Instance> first = Instance::make(subject, component);
    std::unique_ptr<Instance> second = Instance::make(subject, component);
    if (!first || !second) continue;  // required options
    const auto work = [&](Instance& instance) {
      const Block* const document = component.manifest->role == Role::reader ? nullptr : &subject.documents()[0];
      return instance.work("a\n\nb\n", document).result();
    };
    const std::string before = work(*first);
    work(*second);
    second.reset();
    if (work(*first) != before)
      return failed(fmt::format("{} works otherwise when another instance of it has gone", name_of(component)));
  }
  if (DK_HAS(dk_plugin, &subject.plugin(), fini) && subject.plugin().fini != nullptr) subject.plugin().fini();
  return passed();
}

Finding options(Subject& subject) {
  std::vector<std::string> bare;
  for (const LoadedComponent& component : subject.components()) {
    const ComponentManifest& manifest = *component.manifest;
    if (manifest.doc.empty()) bare.push_back(name_of(component));
    for (const OptionSpec& option : manifest.options) {
      if (option.doc.empty()) bare.push_back(fmt::format("the option {} of {}", option.name, name_of(component)));
      for (const Choice& choice : option.choices)
        if (choice.doc.empty()) bare.push_back(fmt::format("the choice {} of {}", choice.value, option.name));
    }
    for (const CodeSpec& code : manifest.codes)
      if (code.doc.empty()) bare.push_back(fmt::format("the code {}", code.code));
  }
  return bare.empty() ? passed() : failed(fmt::format("not documented: {}", fmt::join(bare, ", ")));
}

Finding option_values(Subject& subject) {
  return with_all_values(
      subject,
      [](const LoadedComponent&, const OptionValues& values, const Instance* instance,
         const std::vector<Diagnostic>& said) -> std::string {
        const auto set = std::count_if(values.begin(), values.end(), was_set);  // together they may make no sense
        const bool is_refused = instance == nullptr && set <= 1 && std::none_of(values.begin(), values.end(), is_words);
        return is_refused ? fmt::format("refused: {}", said.empty() ? "it does not say why" : said[0].message) : "";
      });
}

Finding refusals(Subject& subject) {
  return with_all_values(subject,
                         [](const LoadedComponent&, const OptionValues& values, const Instance* instance,
                            const std::vector<Diagnostic>& said) -> std::string {
                           bool has_place = std::none_of(values.begin(), values.end(), was_set);
                           for (const Diagnostic& one : said) {
                             if (one.code == "host.plugin-fault") return one.message;
                             has_place = has_place || !one.where.file.empty();
                           }
                           if (instance != nullptr) return "";
                           if (said.empty()) return "refused without a word";
                           return has_place ? "" : fmt::format("refused, but at no option: {}", said[0].message);
                         });
}

}  // namespace deckle::checking
