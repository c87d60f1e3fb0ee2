// How much one document may take, as `limits` of a job and --limit of the command line say it.
#pragma once
#include <cstdint>
#include <span>
#include <string_view>

#include "diagnostics/result.hpp"
#include "job/language.hpp"

namespace deckle {

// 0: the host's own.
struct JobLimits {
  std::uint64_t nodes = 0, depth = 0, output_bytes = 0, expansion = 0, time_ms = 0, memory_bytes = 0;
};

struct JobLimit {
  std::string_view name;  // of its key in language::limits
  std::uint64_t JobLimits::*value;
};
std::span<const JobLimit> job_limits();

// A count, an amount of bytes or a time, as the key has it. The problem says what is wanted.
Result<std::uint64_t> amount_of(const JobKey& key, std::string_view word);

}  // namespace deckle
