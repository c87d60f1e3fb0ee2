// run: how to go about it.
#include <fmt/format.h>

#include "job/job_reader.hpp"
#include "job/scalars.hpp"

namespace deckle {

void JobReader::read_run(const YamlNode& node) {
  static constexpr JobKey keys[] = {{"on-error"},           {"limits"},        {"isolation"},   {"jobs", true},
                                    {"max-failures", true}, {"sandbox", true}, {"state", true}, {"resources", true},
                                    {"durability", true}};
  static constexpr JobKey on_errors[] = {{"continue"}, {"stop"}};
  static constexpr JobKey isolations[] = {{"none"}, {"workers", true}, {"fork", true}};
  if (!check_map(node, "'run'", keys)) return;
  if (const YamlNode* on_error = value_of(node, "on-error"))
    m_job.stop_on_error = choice_of(*on_error, "on-error", on_errors).value_or(0) == 1;
  if (const YamlNode* isolation = value_of(node, "isolation")) choice_of(*isolation, "isolation", isolations);
  if (const YamlNode* limits = value_of(node, "limits")) read_limits(*limits, m_job.limits);
}

void JobReader::read_limits(const YamlNode& node, JobLimits& limits) {
  static constexpr JobKey keys[] = {{"nodes"}, {"depth"}, {"output"}, {"expansion"}, {"time", true}, {"memory", true}};
  if (!check_map(node, "'limits'", keys)) return;
  const auto limit = [&](std::string_view name, std::optional<std::int64_t> (*parse)(std::string_view),
                         std::string_view wanted, std::int64_t most) -> std::uint64_t {
    const YamlNode* const value = value_of(node, name);
    if (!value) return 0;
    const std::optional<std::int64_t> number = value->is_scalar() ? parse(value->value) : std::nullopt;
    if (number && *number >= 1 && *number <= most) return static_cast<std::uint64_t>(*number);
    problem(*value, number ? "job.out-of-range" : "job.wrong-type", fmt::format("'{}' has to be {}", name, wanted));
    return 0;
  };
  limits.nodes = limit("nodes", count_of, "a count such as 20M, from 1 on", UINT32_MAX);
  limits.output_bytes = limit("output", bytes_of, "an amount of bytes such as 256MiB, from 1 on", INT64_MAX);
  limits.depth = static_cast<std::uint32_t>(limit("depth", count_of, "a count of levels from 1 to 65535", 65535));
  limits.expansion =
      static_cast<std::uint32_t>(limit("expansion", count_of, "a ratio such as 200, from 1 on", UINT32_MAX));
}

}  // namespace deckle
