#include "job/job_sources.hpp"

#include <algorithm>
#include <utility>

namespace deckle {

std::uint16_t JobSources::add(std::string name, std::string folder, std::string text) {
  m_sources.emplace_back(std::move(name), std::move(folder), std::move(text));
  return static_cast<std::uint16_t>(m_sources.size() - 1);
}

Place JobSources::place(const YamlNode& node) const { return of(node).places.at(node.begin, node.end); }

Place JobSources::place(const YamlNode& node, std::uint64_t offset, std::uint64_t length) const {
  const TextPlaces& places = of(node).places;
  const std::uint64_t begin = node.begin + (node.style == YamlStyle::quoted ? 1 : 0);
  const bool as_written = begin <= places.text().size() && places.text().substr(begin, node.value.size()) == node.value;
  if (!as_written || offset > node.value.size()) return place(node);
  return places.at(begin + offset, begin + offset + std::max<std::uint64_t>(1, length));
}

std::string JobSources::path_of(const YamlNode& name) const {
  return name.value.starts_with('/') ? std::string(name.value) : of(name).folder + std::string(name.value);
}

void JobSources::sort(std::vector<Diagnostic>& problems) const {
  const auto rank = [&](const Diagnostic& problem) {
    std::size_t number = 0;
    while (number < m_sources.size() && m_sources[number].places.file() != problem.where.file) ++number;
    return std::pair(problem.where.file.empty() ? 0 : number + 1, problem.where.offset);
  };
  // Few texts make a job, but it may have 10,000 problems: the rank is found once for each.
  std::vector<std::pair<std::pair<std::size_t, std::uint64_t>, std::size_t>> order;
  for (std::size_t k = 0; k < problems.size(); ++k) order.emplace_back(rank(problems[k]), k);
  std::sort(order.begin(), order.end());
  std::vector<Diagnostic> sorted;
  sorted.reserve(problems.size());
  for (const auto& place : order) sorted.push_back(std::move(problems[place.second]));
  problems = std::move(sorted);
}

const YamlNode& JobSources::keep(YamlTree tree) {
  m_trees.push_back(std::move(tree));
  return m_trees.back().root();
}

}  // namespace deckle
