#include "engine/shard.hpp"

#include <fmt/format.h>

#include <charconv>

namespace deckle {
namespace {

constexpr std::uint32_t most_shards = 10'000;

// FNV-1a with 64 bits, and its upper half folded in: the lowest bits alone are of little use.
std::uint64_t hash_of(std::string_view path) {
  std::uint64_t hash = 14695981039346656037ull;
  for (const char byte : path) hash = (hash ^ static_cast<unsigned char>(byte)) * 1099511628211ull;
  return hash ^ (hash >> 32);
}

bool read_number(std::string_view text, std::uint32_t& to) {
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), to);
  return failed == std::errc() && end == text.data() + text.size();
}

}  // namespace

bool Shard::has(std::string_view path) const { return hash_of(path) % count == index - 1; }

std::string Shard::name() const { return fmt::format("{}-of-{}", index, count); }

Result<Shard> parse_shard(std::string_view text) {
  Shard shard;
  const std::size_t slash = text.find('/');
  const bool is_good = slash != std::string_view::npos && read_number(text.substr(0, slash), shard.index) &&
                       read_number(text.substr(slash + 1), shard.count) && shard.index >= 1 &&
                       shard.index <= shard.count && shard.count <= most_shards;
  if (is_good) return shard;
  return error("run.shard",
               fmt::format("--shard {}: it has to be I/N, with I from 1 to N and N up to {}", text, most_shards),
               "--shard 2/4 makes the second of four shares");
}

}  // namespace deckle
