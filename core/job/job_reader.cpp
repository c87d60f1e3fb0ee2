#include "job/job_reader.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "diagnostics/nearest.hpp"
#include "job/scalars.hpp"

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

void JobReader::unknown_key(const YamlNode& key, const JobMap& language) {
  Nearest nearest(key.value);
  std::string all;
  for (const JobKey& candidate : language.keys) {
    nearest.offer(candidate.name);
    all.append(all.empty() ? "" : ", ").append(candidate.name);
  }
  const std::string hint = did_you_mean(nearest.best());
  problem(key, "job.unknown-key", fmt::format("{} has no key '{}'", language.what, shortened_word(key)),
          hint.empty() ? "its keys are " + all : hint);
}

bool JobReader::check_map(const YamlNode& node, const JobMap& language) {
  if (!node.is_map()) {
    wrong_type(node, language.what, "a map");
    return false;
  }
  for (const YamlNode* key : node.keys)
    if (!language.find(key->value)) unknown_key(*key, language);
  for (const JobKey& key : language.keys)
    if (key.required && !value_of(node, key.name) && (key.unless.empty() || !value_of(node, key.unless)))
      problem(node.keys.empty() ? node : *node.keys[0], "job.missing-key",
              fmt::format("{} needs '{}'", language.what, key.name), fmt::format("for example '{}'", key.example));
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

bool JobReader::flag_of(const YamlNode& map, std::string_view key) {
  const YamlNode* const node = value_of(map, key);
  if (node == nullptr) return false;
  const std::optional<bool> value = node->is_scalar() ? bool_of(node->value) : std::nullopt;
  if (!value) wrong_type(*node, fmt::format("'{}'", key), "true or false");
  return value.value_or(false);
}

std::string_view JobReader::choice_of(const YamlNode& map, const JobKey& key) {
  const YamlNode* const node = value_of(map, key.name);
  if (!node) return key.otherwise;
  if (!node->is_scalar()) {
    wrong_type(*node, key.name, "a word");
    return key.otherwise;
  }
  Nearest nearest(node->value);
  std::string all;
  for (const JobChoice& choice : key.value.choices) {
    if (choice.name == node->value) return choice.name;
    nearest.offer(choice.name);
    all.append(all.empty() ? "" : ", ").append(choice.name);
  }
  std::string hint = did_you_mean(nearest.best());
  problem(*node, "job.unknown-choice", fmt::format("'{}' is no choice of {}", shortened_word(*node), key.name),
          hint.empty() ? "one of " + all : hint);
  return key.otherwise;
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

void JobReader::read_plugins(const YamlNode& node) {
  const YamlNode* const alone = &node;
  for (const YamlNode* folder : node.is_list() ? node.items : std::span(&alone, 1)) {
    const std::optional<std::string> name = text_of(*folder, "a folder of plugins");
    if (name && name->empty())
      problem(*folder, "job.wrong-type", "'plugins' names no folder", "'.' is the folder of the file that names it");
    m_job.file_names.insert(folder);
  }
}

void JobReader::read() {
  const YamlNode& root = *m_job.root;
  if (root.is_null()) return problem(root, "job.empty", "the job is empty", "a job begins with 'deckle: 1'");
  if (!check_map(root, language::job)) return;
  const YamlNode* const version = value_of(root, "deckle");
  if (version && version->value != "1") problem(*version, "job.version", "this version reads jobs with 'deckle: 1'");
  if (const YamlNode* vars = value_of(root, "vars")) read_vars(*vars);
  if (const YamlNode* metadata = value_of(root, "metadata")) {
    if (metadata->is_map()) m_job.metadata = metadata;
    else wrong_type(*metadata, "'metadata'", "a map");
  }
  if (const YamlNode* plugins = value_of(root, "plugins")) read_plugins(*plugins);
  if (const YamlNode* inputs = value_of(root, "inputs")) read_inputs(*inputs, m_job.inputs);
  if (const YamlNode* assets = value_of(root, "assets")) read_assets(*assets, m_job.assets);
  if (const YamlNode* readers = value_of(root, "readers")) read_readers(*readers, m_job.readers);
  if (const YamlNode* transforms = value_of(root, "transforms")) read_transforms(*transforms, m_job.transforms);
  const YamlNode* const collected = value_of(root, "collected");
  if (collected) read_transforms(*collected, m_job.collected);
  if (const YamlNode* outputs = value_of(root, "outputs")) read_outputs(*outputs, m_job.outputs);
  if (collected) check_collected(*collected, m_job.outputs);
  if (const YamlNode* run = value_of(root, "run")) read_run(*run);
}

}  // namespace deckle
