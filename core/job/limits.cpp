#include "job/limits.hpp"

#include <fmt/format.h>

#include "job/scalars.hpp"

namespace deckle {

std::span<const JobLimit> job_limits() {
  static constexpr JobLimit all[] = {{"nodes", &JobLimits::nodes},         {"depth", &JobLimits::depth},
                                     {"output", &JobLimits::output_bytes}, {"expansion", &JobLimits::expansion},
                                     {"time", &JobLimits::time_ms},        {"memory", &JobLimits::memory_bytes}};
  return all;
}

Result<std::uint64_t> amount_of(const JobKey& key, std::string_view word) {
  const auto parse = key.value.type == JobType::bytes      ? bytes_of
                     : key.value.type == JobType::duration ? duration_of
                                                           : count_of;
  const std::optional<std::int64_t> number = parse(word);
  if (number && *number >= key.value.least && *number <= key.value.most) return static_cast<std::uint64_t>(*number);
  return error(number ? "job.out-of-range" : "job.wrong-type",
               fmt::format("'{}' has to be {}", key.name, what_is_wanted(key.value)));
}

}  // namespace deckle
