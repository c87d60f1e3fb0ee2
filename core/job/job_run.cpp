// run: how to go about it.
#include <fmt/format.h>

#include "job/job_reader.hpp"
#include "job/scalars.hpp"

namespace deckle {

void JobReader::read_run(const YamlNode& node) {
  if (!check_map(node, language::run)) return;
  m_job.stop_on_error = choice_of(node, language::run.key("on-error")) == "stop";
  m_job.isolation = isolation(choice_of(node, language::run.key("isolation")));
  m_job.sandbox_required = choice_of(node, language::run.key("sandbox")) == "required";
  if (const YamlNode* jobs = value_of(node, "jobs"); jobs && !(jobs->is_scalar() && jobs->value == "auto"))
    m_job.workers = static_cast<std::uint32_t>(amount_of(node, language::run.key("jobs")));
  read_max_failures(node);
  if (const YamlNode* state = value_of(node, "state")) m_job.state_folder = text_of(*state, "a folder");
  m_job.is_power_safe = choice_of(node, language::run.key("durability")) == "power-safe";
  if (const YamlNode* folders = value_of(node, "resources")) read_paths(*folders, "a folder", m_job.resource_folders);
  if (const YamlNode* reports = value_of(node, "report")) read_paths(*reports, "a report", m_job.reports);
  if (const YamlNode* limits = value_of(node, "limits")) read_limits(*limits, m_job.limits);
}

void JobReader::read_max_failures(const YamlNode& run) {
  const JobKey& key = language::run.key("max-failures");
  const YamlNode* const node = value_of(run, key.name);
  if (!node) return;
  const std::optional<Share> share = node->is_scalar() ? share_of(node->value) : std::nullopt;
  const bool fits = share && share->amount >= key.value.least && !(share->in_millionths && share->amount > 1'000'000);
  if (fits) m_job.max_failures = share;
  else
    problem(*node, share ? "job.out-of-range" : "job.wrong-type",
            fmt::format("'{}' has to be {}", key.name, what_is_wanted(key.value)));
}

void JobReader::read_paths(const YamlNode& node, std::string_view what, std::vector<std::string>& to) {
  if (node.is_list()) {
    for (const YamlNode* item : node.items) read_paths(*item, what, to);
  } else if (auto path = text_of(node, what)) {
    to.push_back(std::move(*path));
  }
}

// 0 without the key, and after a problem.
std::uint64_t JobReader::amount_of(const YamlNode& map, const JobKey& key) {
  const YamlNode* const node = value_of(map, key.name);
  if (!node) return 0;
  const Result<std::uint64_t> amount = deckle::amount_of(key, node->is_scalar() ? node->value : std::string_view());
  if (amount) return *amount;
  problem(*node, amount.problem().code, amount.problem().message);
  return 0;
}

void JobReader::read_limits(const YamlNode& node, JobLimits& limits) {
  if (!check_map(node, language::limits)) return;
  for (const JobLimit& limit : job_limits()) limits.*limit.value = amount_of(node, language::limits.key(limit.name));
}

}  // namespace deckle
