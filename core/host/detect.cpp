#include "host/detect.hpp"

namespace deckle {
namespace {

constexpr std::uint32_t suffix_score = 50, agreement = 10;

char lower(char letter) { return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter; }

bool ends_with_suffix(std::string_view name, std::string_view suffix) {
  if (name.size() < suffix.size() + 1 || name[name.size() - suffix.size() - 1] != '.') return false;
  const std::string_view end = name.substr(name.size() - suffix.size());
  return std::equal(end.begin(), end.end(), suffix.begin(), [](char a, char b) { return lower(a) == lower(b); });
}

bool matches(const Magic& magic, std::string_view head) {
  if (head.size() < magic.bytes.size() || magic.offset > head.size() - magic.bytes.size()) return false;
  for (std::size_t i = 0; i < magic.bytes.size(); ++i) {
    const int mask = i < magic.mask.size() ? magic.mask[i] : 0xFF;
    if ((head[magic.offset + i] & mask) != (magic.bytes[i] & mask)) return false;
  }
  return true;
}

std::uint32_t score_by_magic(const ComponentManifest& reader, std::string_view head, Claim& claim) {
  const Magic* best = nullptr;
  for (const Magic& magic : reader.magic)
    if (matches(magic, head) && (!best || magic.score > best->score)) best = &magic;
  if (!best) return 0;
  claim.reasons.push_back(fmt::format("the bytes at {} are as it declares (score {})", best->offset, best->score));
  return best->score;
}

std::uint32_t score_by_suffix(const ComponentManifest& reader, std::string_view name, Claim& claim) {
  const std::string* best = nullptr;
  for (const std::string& suffix : reader.suffixes)
    if (ends_with_suffix(name, suffix) && (!best || suffix.size() > best->size())) best = &suffix;
  if (!best) return 0;
  claim.suffix_length = static_cast<std::uint32_t>(best->size());
  claim.reasons.push_back(fmt::format("the name ends in .{} (score {})", *best, suffix_score));
  return suffix_score;
}

bool equally_good(const Claim& a, const Claim& b) { return a.score == b.score && a.suffix_length == b.suffix_length; }

bool better(const Claim& a, const Claim& b) {
  return a.score != b.score ? a.score > b.score : a.suffix_length > b.suffix_length;
}

// Asks the readers that share the first place, and puts them in the order of their answers.
void break_tie(std::vector<Claim>& claims, std::string_view head, std::string_view name, const Probe& probe) {
  const auto end =
      std::find_if(claims.begin(), claims.end(), [&](const Claim& one) { return !equally_good(one, claims.front()); });
  if (end - claims.begin() < 2) return;
  std::vector<std::pair<std::uint32_t, Claim>> asked;
  for (auto claim = claims.begin(); claim != end; ++claim) {
    std::uint32_t answer = 0;
    if (claim->reader.manifest->has_probe && probe) {
      answer = std::min<std::uint32_t>(probe(claim->reader, head, name), 100);
      claim->reasons.push_back(fmt::format("asked, it answers {}", answer));
    } else {
      claim->reasons.emplace_back("others claim it as much; it cannot be asked");
    }
    asked.emplace_back(answer, std::move(*claim));
  }
  std::stable_sort(asked.begin(), asked.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
  for (std::size_t i = 0; i < asked.size(); ++i) claims[i] = std::move(asked[i].second);
}

}  // namespace

std::vector<Claim> detect(const Registry& registry, std::string_view head, std::string_view file_name,
                          const Probe& probe) {
  std::vector<Claim> claims;
  head = head.substr(0, head_bytes);
  for (const Component& reader : registry.all(Role::reader)) {
    Claim claim{reader, 0, 0, {}};
    const std::uint32_t by_magic = score_by_magic(*reader.manifest, head, claim);
    const std::uint32_t by_suffix = score_by_suffix(*reader.manifest, file_name, claim);
    if (by_magic == 0 && by_suffix == 0) continue;
    const bool agree = by_magic > 0 && by_suffix > 0;
    claim.score = std::min<std::uint32_t>(100, std::max(by_magic, by_suffix) + (agree ? agreement : 0));
    claims.push_back(std::move(claim));
  }
  std::stable_sort(claims.begin(), claims.end(), better);
  break_tie(claims, head, file_name, probe);
  return claims;
}

}  // namespace deckle
