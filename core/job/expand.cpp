#include "job/expand.hpp"

#include <fmt/format.h>

#include <cstdlib>

#include "diagnostics/nearest.hpp"
#include "io/paths.hpp"

namespace deckle {
namespace {

constexpr std::size_t most_bytes = 16u << 20;  // of all expanded scalars
constexpr int deepest = 64;                    // a var of a var of a var ...

}  // namespace

// One `${...}` of a scalar, by its bytes.
struct Expansion::Reference {
  std::size_t begin = 0, end = 0;
  std::string_view name;
  std::optional<std::string_view> otherwise;
};

Expansion::Expansion(JobSources& sources, const YamlNode* vars, std::string job_folder,
                     std::vector<Diagnostic>& problems)
    : m_sources(sources), m_vars(vars), m_job_folder(std::move(job_folder)), m_problems(problems) {
  if (vars == nullptr || !vars->is_map()) return;
  for (std::size_t k = 0; k < vars->keys.size(); ++k)
    if (vars->items[k]->is_scalar()) m_by_name.emplace(vars->keys[k]->value, vars->items[k]);
}

const YamlNode* Expansion::expanded(const YamlNode& node) {
  if (node.is_scalar())
    return node.value.find('$') == std::string_view::npos ? &node : m_sources.arena().scalar(node, text(node));
  std::vector<const YamlNode*> items;
  bool changes = false;
  for (const YamlNode* item : node.items) {
    items.push_back(expanded(*item));
    changes = changes || items.back() != item;
  }
  if (!changes) return &node;
  return node.is_map() ? m_sources.arena().map(node, node.keys, items) : m_sources.arena().list(node, items);
}

std::string Expansion::text(const YamlNode& scalar) {
  const std::string_view value = scalar.value;
  std::string made;
  for (std::size_t at = 0; at < value.size();) {
    const std::size_t dollar = std::min(value.find('$', at), value.size());
    made += value.substr(at, dollar - at);
    at = dollar + 2;
    if (dollar == value.size()) break;
    const char next = dollar + 1 < value.size() ? value[dollar + 1] : '\0';
    if (next == '$') {
      made += '$';
      continue;
    }
    if (next != '{') {
      made += '$';
      at = dollar + 1;
      continue;
    }
    Reference reference{dollar, std::min(value.find('}', dollar), value.size() - 1) + 1, {}, {}};
    if (value[reference.end - 1] != '}') {
      problem(scalar, reference, "job.expansion", "this '${' has no '}'", "a dollar itself is written '$$'");
      return made;
    }
    reference.name = value.substr(dollar + 2, reference.end - dollar - 3);
    if (const std::size_t colon = reference.name.find(":-"); colon != std::string_view::npos) {
      reference.otherwise = reference.name.substr(colon + 2);
      reference.name = reference.name.substr(0, colon);
    }
    at = reference.end;
    const std::string put = m_total > most_bytes ? "" : value_of(scalar, reference).value_or("");
    made += put;
    const bool was_in_bounds = m_total <= most_bytes;
    m_total += put.size();
    if (was_in_bounds && m_total > most_bytes)
      problem(scalar, reference, "job.expansion",
              fmt::format("from here on the job's variables expand to more than {} bytes", most_bytes));
  }
  return made;
}

std::optional<std::string> Expansion::value_of(const YamlNode& scalar, const Reference& reference) {
  if (reference.name == "job-dir") return m_job_folder;
  if (reference.name == ".") return absolute_path(m_sources.of(scalar).folder);
  if (!reference.name.starts_with("env:")) return var(scalar, reference);
  const std::string name(reference.name.substr(4));
  if (const char* const set = name.empty() ? nullptr : std::getenv(name.c_str()); set != nullptr) return set;
  if (reference.otherwise) return std::string(*reference.otherwise);
  problem(scalar, reference, "job.unknown-variable", fmt::format("the environment has no '{}'", name),
          fmt::format("set it, or give a default: '${{env:{}:-default}}'", name));
  return std::nullopt;
}

std::optional<std::string> Expansion::var(const YamlNode& scalar, const Reference& reference) {
  const auto known = m_by_name.find(reference.name);
  if (known == m_by_name.end()) {
    if (reference.otherwise) return std::string(*reference.otherwise);
    Nearest nearest(reference.name);
    for (const auto& [name, value] : m_by_name) nearest.offer(name);
    const std::string near = did_you_mean(nearest.best());
    problem(scalar, reference, "job.unknown-variable", fmt::format("there is no variable '{}'", reference.name),
            m_vars == nullptr ? "vars are not known yet where bases are named; ${env:NAME}, ${job-dir} and ${.} are"
            : near.empty()    ? "declare it under 'vars', or give it with --var NAME=VALUE"
                              : near);
    return std::nullopt;
  }
  const auto [made, is_new] = m_values.try_emplace(known->first, std::nullopt);
  if (is_new && m_depth < deepest) {
    ++m_depth;
    made->second = text(*known->second);
    --m_depth;
  }
  if (!made->second)
    problem(scalar, reference, "job.variable-cycle",
            fmt::format("the variable '{}' is made of itself, or of {} others in a chain", reference.name, deepest));
  return made->second;
}

void Expansion::problem(const YamlNode& scalar, const Reference& reference, std::string code, std::string message,
                        std::string hint) {
  Diagnostic made = error(std::move(code), std::move(message), std::move(hint));
  made.where = m_sources.place(scalar, reference.begin, reference.end - reference.begin);
  m_problems.push_back(std::move(made));
}

}  // namespace deckle
