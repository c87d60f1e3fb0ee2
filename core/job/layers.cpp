#include "job/layers.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "io/paths.hpp"
#include "job/expand.hpp"

namespace deckle {
namespace {

constexpr std::size_t most_files = 256, deepest = 32;

Diagnostic as_diagnostic(YamlProblem problem, const TextPlaces& places) {
  Diagnostic made = error(std::move(problem.code), std::move(problem.message), std::move(problem.hint));
  made.where = places.at(problem.begin, problem.end);
  if (problem.related_begin != problem.related_end) {
    made.related.push_back({places.at(problem.related_begin, problem.related_end), "the first is here"});
  }
  return made;
}

}  // namespace

const YamlNode* read_source(JobSources& sources, std::uint16_t number, std::vector<Diagnostic>& problems) {
  YamlLimits limits;
  limits.only_document = true;
  YamlResult read = read_yaml(sources.at(number).text, limits, number);
  if (read.tree) return &sources.keep(std::move(*read.tree));
  for (YamlProblem& problem : read.problems)
    problems.push_back(as_diagnostic(std::move(problem), sources.at(number).places));
  return nullptr;
}

std::vector<const YamlNode*> LayerReader::read(const std::string& path) {
  file(path, nullptr);
  return std::move(m_layers);
}

void LayerReader::file(const std::string& path, const YamlNode* named_by) {
  Result<FileBytes> bytes = m_files.read(path);
  if (!bytes) {
    Diagnostic problem = bytes.problem();
    if (named_by != nullptr) problem.where = m_sources.place(*named_by);
    m_problems.push_back(std::move(problem));
    return;
  }
  const std::uint16_t number = m_sources.add(path, folder_of_file(path), std::string(bytes->view()));
  const YamlNode* const root = read_source(m_sources, number, m_problems);
  if (root == nullptr) return;
  m_under_way.push_back(absolute_path(path));
  bases(*root);
  m_under_way.pop_back();
  m_layers.push_back(root);
}

void LayerReader::bases(const YamlNode& root) {
  const YamlNode* const extends = root.is_map() ? root.find("extends") : nullptr;
  if (extends == nullptr || extends->is_null()) return;
  if (!extends->is_list()) return base(*extends);
  for (const YamlNode* name : extends->items) base(*name);
}

void LayerReader::base(const YamlNode& name) {
  const auto refuse = [&](std::string code, std::string message, std::string hint = {}) {
    m_problems.push_back(error(std::move(code), std::move(message), std::move(hint)));
    m_problems.back().where = m_sources.place(name);
  };
  if (!name.is_scalar()) return refuse("job.wrong-type", "'extends' is a file name or a list of them");
  const std::string named(Expansion(m_sources, nullptr, m_job_folder, m_problems).expanded(name)->value);
  if (named.empty()) return refuse("job.wrong-type", "'extends' names no file");
  const std::string path = path_from(m_sources.of(name).folder, named);
  const std::string known = absolute_path(path);
  if (std::find(m_under_way.begin(), m_under_way.end(), known) != m_under_way.end())
    return refuse("job.extends-cycle", fmt::format("'{}' extends itself, by way of its bases", path),
                  "remove one of these 'extends'");
  if (std::find(m_seen.begin(), m_seen.end(), known) != m_seen.end()) return;
  if (m_under_way.size() >= deepest || m_seen.size() >= most_files)
    return refuse("job.extends-depth",
                  fmt::format("more than {} bases, or more than {} that extend one another", most_files, deepest));
  m_seen.push_back(known);
  file(path, &name);
}

}  // namespace deckle
