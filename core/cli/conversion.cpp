#include "cli/conversion.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "cli/locked.hpp"
#include "cli/several.hpp"
#include "engine/interrupt.hpp"
#include "engine/job_recipe.hpp"
#include "engine/named_components.hpp"
#include "engine/run.hpp"
#include "io/paths.hpp"

namespace deckle {
namespace {

using Problems = std::vector<Diagnostic>;

// As pandoc reads -M: no value is true; true and false are booleans.
MetaEntry metadata_entry(const std::string& text) {
  const std::size_t equals = text.find('=');
  if (equals == std::string::npos) return {text, {true}};
  std::string value = text.substr(equals + 1);
  if (value == "true" || value == "false") return {text.substr(0, equals), {value == "true"}};
  return {text.substr(0, equals), {std::move(value)}};
}

// The exporter whose own suffix the name ends in: the one that lists it first wins.
Component exporter_for(const Registry& registry, const std::string& output) {
  const std::string_view name = name_of_file(output);
  Component best;
  std::size_t best_rank = static_cast<std::size_t>(-1);
  for (const Component& exporter : registry.all(Role::exporter))
    for (std::size_t rank = 0; rank < exporter.manifest->suffixes.size() && rank < best_rank; ++rank) {
      const std::string suffix = "." + exporter.manifest->suffixes[rank];
      if (name.size() <= suffix.size() || name.compare(name.size() - suffix.size(), suffix.size(), suffix) != 0)
        continue;
      best = exporter;
      best_rank = rank;
    }
  return best;
}

// As a job has them below run: limits.
Result<void> set_limit(const std::string& text, JobLimits& limits) {
  const std::size_t equals = std::min(text.find('='), text.size());
  const std::string_view name = std::string_view(text).substr(0, equals);
  const auto all = job_limits();
  const auto limit = std::find_if(all.begin(), all.end(), [&](const JobLimit& one) { return one.name == name; });
  std::vector<std::string_view> names;
  for (const JobLimit& one : all) names.push_back(one.name);
  if (limit == all.end() || equals == text.size())
    return error("convert.limit", fmt::format("--limit {}: NAME=VALUE is wanted, such as time=10s", text),
                 fmt::format("there are {}", fmt::join(names, ", ")));
  Result<std::uint64_t> amount = amount_of(language::limits.key(name), std::string_view(text).substr(equals + 1));
  if (!amount) return error("convert.limit", fmt::format("--limit {}: {}", text, amount.problem().message));
  limits.*limit->value = *amount;
  return {};
}

class Conversions {
 public:
  Conversions(Session& session, const Conversion& conversion)
      : m_session(session), m_said(conversion), m_named(session.registry(), m_problems) {}

  // Problems say why it cannot be run.
  Recipe recipe(Files& files) {
    Recipe recipe;
    if (!m_said.from.empty()) add_reader(recipe);
    for (const std::string& transform : m_said.transforms)
      if (std::optional<ComponentUse> use = m_named.transform(transform)) recipe.transforms.push_back(std::move(*use));
    for (const std::string& entry : m_said.metadata) recipe.metadata.overrides.push_back(metadata_entry(entry));
    add_output(recipe);
    for (const std::string& limit : m_said.limits)
      if (Result<void> set = set_limit(limit, m_limits); !set) m_problems.push_back(set.problem());
    recipe.limits = limits_of(m_limits);
    if (!m_problems.empty()) return recipe;
    if (is_of_several(m_said)) {
      for (Diagnostic& problem : place_several(m_session, files, m_said.inputs, resource_path(), m_said.output, recipe))
        m_problems.push_back(std::move(problem));
    } else {
      DocumentTask& task = recipe.documents.emplace_back();
      if (!recipe.readers.empty()) task.reader = 0;
      task.places = places();
    }
    return recipe;
  }

  // What keeps deckle.lock of the working directory from being held.
  Problems against_lock(Files& files, const Recipe& recipe) {
    LockResult held = check_lock(m_session, files, "deckle.yaml");
    if (!held.lock) return std::move(held.problems);
    std::vector<PluginUse> uses;
    if (recipe.readers.empty()) add_detection(uses, m_session.registry(), {});
    const auto add = [&](const ComponentUse& use) { uses.push_back(use_of(use.component, {})); };
    std::for_each(recipe.readers.begin(), recipe.readers.end(), add);
    std::for_each(recipe.transforms.begin(), recipe.transforms.end(), add);
    for (const OutputRecipe& output : recipe.outputs) add(output.exporter);
    return unpinned(*held.lock, uses);
  }

  Problems& problems() { return m_problems; }
  const JobLimits& limits() const { return m_limits; }

 private:
  void add_reader(Recipe& recipe) {
    std::vector<std::string> options = m_said.reader_options;
    const Component reader = m_named.find(Role::reader, m_said.from, options);
    if (reader.manifest != nullptr) recipe.readers.push_back(m_named.use(reader, options, "--reader-option"));
  }

  void add_output(Recipe& recipe) {
    Component exporter;
    std::vector<std::string> options = m_said.exporter_options;
    if (!m_said.to.empty()) {
      exporter = m_named.find(Role::exporter, m_said.to, options);
    } else {
      if (m_said.output != "-") exporter = exporter_for(m_session.registry(), m_said.output);
      if (exporter.manifest == nullptr)
        m_problems.push_back(error("convert.no-format",
                                   m_said.output == "-"
                                       ? "which format is wanted?"
                                       : fmt::format("no exporter writes files called {}", m_said.output),
                                   "name it with -t FORMAT; `deckle plugins` lists what there is"));
    }
    if (exporter.manifest == nullptr) return;
    if (m_said.standalone)
      for (const OptionSpec& option : exporter.manifest->options)
        if (option.name == "standalone") options.insert(options.begin(), "standalone=true");  // else it is always whole
    const bool is_binary = (exporter.manifest->caps & DK_CAP_BINARY) != 0;
    recipe.outputs.push_back({"", {}, m_named.use(exporter, options, "--exporter-option")});
    recipe.outputs.back().resources = resources(is_binary);
    recipe.outputs.back().on_exists = m_said.on_exists == "skip"   ? OnExists::skip
                                      : m_said.on_exists == "fail" ? OnExists::fail
                                                                   : OnExists::replace;
  }

  // By default a document plants no files beside its output; a folder of outputs is made for that.
  OutputResources resources(bool is_binary) const {
    if (!m_said.extract_media.empty())
      return {{ResourceMode::extract, *PathTemplate::parse("{name}")}, m_said.extract_media};
    const bool in_folder = is_folder(m_said.output);
    const ResourceMode by_default = is_binary              ? ResourceMode::embed
                                    : in_folder            ? ResourceMode::copy
                                    : m_said.output == "-" ? ResourceMode::keep
                                                           : ResourceMode::link;
    return {{resource_mode(m_said.resources).value_or(by_default), {}},
            folder_of_file(in_folder ? m_said.output + "/" : m_said.output)};
  }

  DocumentPlaces places() const {
    auto around = std::make_shared<Surroundings>();
    DocumentPlaces made;
    made.input = m_said.inputs.empty() ? "-" : m_said.inputs.front();
    made.outputs = {m_said.output};
    around->may_replace_input = true;  // convert x -o x: the input is read whole before the output appears
    around->readable_folders = resource_path();
    if (made.input != "-") {
      const std::string folder = folder_of_file(made.input);
      around->readable_folders.insert(around->readable_folders.begin(), folder.empty() ? "." : folder);
    }
    made.around = std::move(around);
    return made;
  }

  std::vector<std::string> resource_path() const {
    std::vector<std::string> folders;
    for (const std::string& said : m_said.resource_path)
      for (std::size_t at = 0, end = 0; end != std::string::npos; at = end + 1) {
        end = said.find(':', at);
        if (std::string folder = said.substr(at, end - at); !folder.empty()) folders.push_back(std::move(folder));
      }
    return folders;
  }

  Session& m_session;
  const Conversion& m_said;
  JobLimits m_limits;
  Problems m_problems;
  NamedComponents m_named;
};

bool refuses_terminal(const Conversion& said, const Recipe& recipe, const Files& files) {
  return said.output == "-" && files.standard_output_is_terminal() &&
         (recipe.outputs[0].exporter.component.manifest->caps & DK_CAP_BINARY) != 0;
}

}  // namespace

bool is_of_several(const Conversion& said) {
  return said.inputs.size() > 1 || is_folder(said.output) || (!said.inputs.empty() && is_folder(said.inputs.front()));
}

void add_shared(Arguments& arguments, Conversion& said) {
  arguments.value("-o,--output", said.output, "OUT", "Where to; - or nothing: standard output");
  arguments.value("-f,--from", said.from, "FORMAT",
                  "Format of the input, +ext-ext behind it (found by content and name)");
  arguments.values("--transform", said.transforms, "NAME[:K=V,...]",
                   "Apply a transform; may be repeated, applied in order");
  arguments.values("--reader-option", said.reader_options, "K=V", "Set an option of the reader");
  arguments.values("--exporter-option", said.exporter_options, "K=V", "Set an option of the exporter");
}

int convert(Session& session, const Conversion& conversion) {
  Printer& printer = session.printer();
  Conversions conversions(session, conversion);
  const auto files = real_files();
  Recipe recipe = conversions.recipe(*files);
  if (conversions.problems().empty() && refuses_terminal(conversion, recipe, *files))
    conversions.problems().push_back(error("convert.binary-to-terminal",
                                           "this format is binary and standard output is a terminal",
                                           "name a file with -o"));
  WorkforceSettings workforce_settings;
  apply(conversions.limits(), workforce_settings);
  workforce_settings.crew.workers = is_of_several(conversion) ? 0 : 1;
  if (Result<void> applied = apply(conversion.run.workforce, workforce_settings); !applied)
    conversions.problems().push_back(applied.problem());
  printer.print(conversions.problems());
  if (printer.count(Severity::error) != 0) printer.print(session.discovery().problems());
  else if (conversion.locked) printer.print(conversions.against_lock(*files, recipe));
  if (printer.count(Severity::error) != 0) {
    printer.finish();
    return 2;
  }
  watch_signals();
  const auto use_of_detected = [&](const Component& reader) {
    return use_of_reader(session.registry(), reader, conversion.reader_options);
  };
  const bool is_large = is_of_several(conversion);
  const ProgressStyle style = is_large ? progress_style(session, conversion.run) : ProgressStyle::none;
  Progress progress(stderr, style, printer);
  Workforce workforce(session, recipe, *files, use_of_detected, workforce_settings);
  const FailOn fail_on = fail_on_of(conversion.run.fail_on);
  const RunSummary summary = run(recipe, workforce.crew(), *files, printer, {fail_on, {&progress}});
  print_summary(summary, session, is_large);
  return summary.exit_code;
}

}  // namespace deckle
