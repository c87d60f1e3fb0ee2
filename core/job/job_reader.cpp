#include "job/job_reader.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "job/nearest.hpp"

namespace deckle {
namespace {

std::string_view kind_of(const YamlNode& node) {
  switch (node.type) {
    case YamlType::null: return "nothing";
    case YamlType::scalar: return "a word";
    case YamlType::list: return "a list";
    case YamlType::map: return "a map";
  }
  return "something else";
}

std::string_view shortened_word(const YamlNode& node) { return node.value.substr(0, 80); }

bool is_variable_name(std::string_view name) {
  return !name.empty() && name != "job-dir" && std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_';
  });
}

}  // namespace

void JobReader::problem(const YamlNode& node, std::string code, std::string message, std::string hint) {
  Diagnostic made = error(std::move(code), std::move(message), std::move(hint));
  made.where = place_of(node);
  m_problems.push_back(std::move(made));
}

// A problem of a word itself: where.offset and where.caret_length are bytes of it.
void JobReader::problem_in(const YamlNode& node, Diagnostic made) {
  made.where = m_sources.place(node, made.where.offset, made.where.caret_length);
  m_problems.push_back(std::move(made));
}

void JobReader::wrong_type(const YamlNode& node, std::string_view what, std::string_view wanted) {
  problem(node, "job.wrong-type", fmt::format("{} has to be {}, not {}", what, wanted, kind_of(node)));
}

void JobReader::not_yet(const YamlNode& node, std::string_view what) {
  problem(node, "job.not-yet", fmt::format("{} is not available in this version", what),
          "remove it to run the job without");
}

void JobReader::missing(const YamlNode& map, std::string_view what, std::string_view key, std::string hint) {
  const YamlNode& shown = map.keys.empty() ? map : *map.keys[0];
  problem(shown, "job.missing-key", fmt::format("{} needs '{}'", what, key), std::move(hint));
}

bool JobReader::check_map(const YamlNode& node, std::string_view what, std::span<const JobKey> keys) {
  if (!node.is_map()) {
    wrong_type(node, what, "a map");
    return false;
  }
  for (const YamlNode* key : node.keys) {
    const auto known =
        std::find_if(keys.begin(), keys.end(), [&](const JobKey& candidate) { return candidate.name == key->value; });
    if (known != keys.end()) {
      if (known->later) not_yet(*key, fmt::format("'{}'", known->name));
      continue;
    }
    Nearest nearest(key->value);
    std::string all;
    for (const JobKey& candidate : keys) {
      nearest.offer(candidate.name);
      if (!candidate.later) all.append(all.empty() ? "" : ", ").append(candidate.name);
    }
    std::string hint = did_you_mean(nearest.best());
    problem(*key, "job.unknown-key", fmt::format("{} has no key '{}'", what, shortened_word(*key)),
            hint.empty() ? "its keys are " + all : hint);
  }
  return true;
}

const YamlNode* JobReader::value_of(const YamlNode& map, std::string_view key) {
  const YamlNode* const found = map.find(key);
  return found && !found->is_null() ? found : nullptr;
}

std::optional<std::string> JobReader::text_of(const YamlNode& node, std::string_view what) {
  if (node.is_scalar()) return std::string(node.value);
  wrong_type(node, what, "a word");
  return std::nullopt;
}

std::optional<std::size_t> JobReader::choice_of(const YamlNode& node, std::string_view what,
                                                std::span<const JobKey> choices) {
  if (!node.is_scalar()) {
    wrong_type(node, what, "a word");
    return std::nullopt;
  }
  Nearest nearest(node.value);
  std::string all;
  for (std::size_t k = 0; k < choices.size(); ++k) {
    if (choices[k].name == node.value) {
      if (choices[k].later) not_yet(node, fmt::format("'{}: {}'", what, node.value));
      return choices[k].later ? std::nullopt : std::optional(k);
    }
    nearest.offer(choices[k].name);
    if (!choices[k].later) all.append(all.empty() ? "" : ", ").append(choices[k].name);
  }
  std::string hint = did_you_mean(nearest.best());
  problem(node, "job.unknown-choice", fmt::format("'{}' is no choice of {}", shortened_word(node), what),
          hint.empty() ? "one of " + all : hint);
  return std::nullopt;
}

// They may stand in the paths of outputs, as {name}.
void JobReader::read_vars(const YamlNode& node) {
  if (!node.is_map()) return wrong_type(node, "'vars'", "a map of names and words");
  for (std::size_t k = 0; k < node.keys.size(); ++k) {
    const YamlNode& value = *node.items[k];
    if (value.is_null()) continue;
    if (!value.is_scalar())
      wrong_type(value, fmt::format("the variable '{}'", shortened_word(*node.keys[k])), "a word");
    else if (PathTemplate::is_placeholder(node.keys[k]->value) || !is_variable_name(node.keys[k]->value))
      problem(*node.keys[k], "job.variable-name", "this cannot be the name of a variable",
              "letters, digits, '-' and '_'; not a placeholder of paths such as {stem}, nor job-dir");
    else m_placeholders[std::string(node.keys[k]->value)] = value.value;
  }
}

void JobReader::read() {
  static constexpr JobKey keys[] = {{"deckle"}, {"vars"},       {"metadata"}, {"plugins"}, {"inputs"},   {"readers"},
                                    {"assets"}, {"transforms"}, {"outputs"},  {"run"},     {"collected"}};
  const YamlNode& root = *m_job.root;
  if (root.is_null()) return problem(root, "job.empty", "the job is empty", "a job begins with 'deckle: 1'");
  if (!check_map(root, "a job", keys)) return;
  const YamlNode* const version = value_of(root, "deckle");
  if (!version) missing(root, "a job", "deckle", "begin it with 'deckle: 1'");
  else if (version->value != "1") problem(*version, "job.version", "this version reads jobs with 'deckle: 1'");
  if (const YamlNode* vars = value_of(root, "vars")) read_vars(*vars);
  if (const YamlNode* metadata = value_of(root, "metadata")) {
    if (metadata->is_map()) m_job.metadata = metadata;
    else wrong_type(*metadata, "'metadata'", "a map");
  }
  if (const YamlNode* plugins = value_of(root, "plugins")) {
    for (const YamlNode* folder : plugins->is_list() ? plugins->items : std::span(&plugins, 1))
      if (text_of(*folder, "a folder of plugins")) m_job.file_names.insert(folder);
  }
  if (const YamlNode* inputs = value_of(root, "inputs")) read_inputs(*inputs, m_job.inputs);
  else missing(root, "a job", "inputs", R"(for example 'inputs: "docs/**/*.md"')");
  if (const YamlNode* assets = value_of(root, "assets")) read_assets(*assets, m_job.assets);
  if (const YamlNode* readers = value_of(root, "readers")) read_readers(*readers, m_job.readers);
  if (const YamlNode* transforms = value_of(root, "transforms")) read_transforms(*transforms, m_job.transforms);
  const YamlNode* const collected = value_of(root, "collected");
  if (collected) read_transforms(*collected, m_job.collected);
  if (const YamlNode* outputs = value_of(root, "outputs")) read_outputs(*outputs, m_job.outputs);
  else
    missing(root, "a job", "outputs",
            R"(for example 'outputs: { web: { exporter: html, path: "site/{dir}/{stem}.html" } }')");
  if (collected) check_collected(*collected, m_job.outputs);
  if (const YamlNode* run = value_of(root, "run")) read_run(*run);
}

}  // namespace deckle
