#include "cli/job_page.hpp"

#include <fmt/format.h>

#include "diagnostics/codes.hpp"
#include "job/language.hpp"
#include "job/path_template.hpp"

namespace deckle {
namespace {

constexpr const char* example =
    "deckle: 1\n"
    "inputs:\n"
    "  - { root: docs, files: [\"**/*.md\"], exclude: [\"**/draft-*\"] }\n"
    "transforms: [smart]\n"
    "outputs:\n"
    "  web: { exporter: html, path: \"site/{dir}/{stem}.html\", options: { standalone: true } }\n";

// "one of `fail`, `skip`"
std::string choices_of(const JobValue& value) {
  std::string all;
  for (const JobChoice& choice : value.choices) all += fmt::format("{}`{}`", all.empty() ? "" : ", ", choice.name);
  return all;
}

std::string word_of(const JobValue& value) {
  switch (value.type) {
    case JobType::map: return {};
    case JobType::choice: return choices_of(value);
    case JobType::text: return "a word";
    case JobType::metadata: return "a map of anything";
    case JobType::options: return "a map of options";
    case JobType::readers: return "a map of formats and options";
    case JobType::transforms: return "a list of names, and of maps of one name and its options";
    default: return what_is_wanted(value);
  }
}

std::string holds(const JobKey& key) {
  const JobValue& value = key.value;
  std::string words = word_of(value);
  if (value.map != nullptr) words += fmt::format("{}a map: {}", words.empty() ? "" : ", or ", value.map->name);
  if (value.shape == JobShape::named) words = fmt::format("a map of names, each {}", words);
  if (value.shape == JobShape::list) words += "; or a list of these";
  return words;
}

ManualSection section_of(const JobMap& map) {
  ManualSection section{fmt::format("The map {}", map.name), {std::string(map.doc)}, {}, {}};
  for (const JobKey& key : map.keys) {
    std::string text(key.doc);
    if (key.required) text += " Required.";
    for (const JobChoice& choice : key.value.choices)
      if (!choice.doc.empty()) text += fmt::format(" `{}`: {}.", choice.name, choice.doc);
    if (!key.example.empty()) text += fmt::format(" Example: `{}`.", key.example);
    section.items.push_back({std::string(key.name), holds(key), std::string(key.otherwise), std::move(text)});
  }
  return section;
}

ManualSection layers() {
  return {"Layers",
          {"A job is put together of layers, a later one over an earlier one: the bases that it `extends`, in their "
           "order, each with its own bases below it; the job; the profiles asked for, in the order given; what `--var` "
           "and `--set` say. Then `${...}` is put in."},
          {{"a map", "", "", "merges with the map below it, key by key"},
           {"a word, a list", "", "", "replaces what is below"},
           {"key+: [...]", "", "", "adds to the end of the list below; in maps that are items of a list it is no key"},
           {"null", "", "", "takes away what is below"},
           {"exporter", "", "", "another one than below: none of the options below are inherited"},
           {"outputs: [...]", "", "", "a list of outputs is a map of them, by their exporters: `html`, `html-2`"}},
          {}};
}

ManualSection paths() {
  return {
      "Paths",
      {"Inputs, assets and the paths of outputs are relative to the job file that was named; `extends`, `plugins` and "
       "options that name files are relative to the file in which they are written. The working directory does not "
       "matter. All paths of outputs are known, and checked for collisions, before the first document is read.",
       "The path of an output stays below the job's folder: no `..`, no `/` in front. In it stand placeholders; "
       "`{{` and `}}` are braces. An empty `{dir}` leaves no double slash. Words under `vars` are placeholders too, "
       "and `{profile}` is the names of the profiles asked for, with `-` between them, or `default`."},
      [] {
        std::vector<ManualItem> items;
        for (const PathPlaceholder& one : PathTemplate::placeholders())
          items.push_back({fmt::format("{{{}}}", one.name), "", "", fmt::format("{}.", one.doc)});
        return items;
      }(),
      {}};
}

ManualSection variables() {
  return {
      "Variables",
      {"They stand in any word of a job and are put in after the layers are merged; what comes out is text and never "
       "looked at again. Its type is that of the key or option, not what YAML guesses."},
      {{"${NAME}", "", "", "a word under `vars`, or one of `--var`."},
       {"${env:NAME}", "", "", "a variable of the environment."},
       {"${NAME:-text}", "", "", "the text, where there is no such variable; also `${env:NAME:-text}`."},
       {"${job-dir}", "", "", "the folder of the job file that was named."},
       {"${.}", "", "", "the folder of the file in which it is written."},
       {"$$", "", "", "a dollar."}},
      {}};
}

ManualSection patterns() {
  return {
      "Patterns",
      {"Patterns match paths below their root, case-sensitive, and files come in the order of their bytes. A leading "
       "dot matches only where it is written."},
      {{"*", "", "", "any characters but `/`."},
       {"?", "", "", "one character but `/`."},
       {"[a-z]", "", "", "one of these characters; `[!a-z]`: none of them."},
       {"**", "", "", "as a whole component: any number of folders."},
       {"{a,b}", "", "", "either."}},
      {}};
}

ManualSection diagnostics() {
  ManualSection section{"Diagnostics", {"What can be wrong with a job; `deckle explain CODE` shows one."}, {}, {}};
  for (const HostCode& code : host_codes())
    if (code.code.starts_with("job.") || code.code.starts_with("yaml."))
      section.items.push_back({std::string(code.code), "", "", std::string(code.doc)});
  return section;
}

}  // namespace

ManualPage job_page() {
  ManualPage page{"deckle-job", 5, "the language of jobs", {}};
  page.sections.push_back({"Description",
                           {"A job is a YAML file that says which documents are read, what is done to them and what is "
                            "made of them. `deckle check` says what is wrong with it, `deckle explain` shows it put "
                            "together, and `deckle schema` writes its JSON Schema for editors."},
                           {},
                           example});
  for (const JobMap* map : job_maps()) {
    ManualSection section = section_of(*map);
    if (!section.items.empty()) page.sections.push_back(std::move(section));
  }
  for (ManualSection (*make)() : {layers, paths, variables, patterns, diagnostics}) page.sections.push_back(make());
  return page;
}

}  // namespace deckle
