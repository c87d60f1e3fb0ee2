#include "state/recorded_claims.hpp"

namespace deckle {
namespace {

// Files below the job's folder begin with "./", others with "/"; what begins otherwise is no file.
std::string inner(const StatePaths& paths, const std::string& name) {
  if (!name.starts_with('/')) return name;
  const std::string path = paths.inner(name);
  return path.starts_with('/') ? path : "./" + path;
}

std::string outer(const StatePaths& paths, const std::string& name) {
  return name.starts_with("./") ? absolute_path(paths.outer(name.substr(2))) : name;
}

template <class Name>
void rename(ClaimedPlace& claim, const StatePaths& paths, const Name& name) {
  for (std::string* text : {&claim.place, &claim.owner, &claim.holder}) *text = name(paths, *text);
}

}  // namespace

std::vector<ClaimedPlace> RecordedClaims::of(const RowKey& key, std::size_t output) {
  auto rows = m_rows.find(key.output);
  if (rows == m_rows.end()) rows = m_rows.emplace(key.output, m_store.claims(key.output)).first;
  const std::vector<ClaimedPlace> never_holds = {{output, {}, {}, "unknown"}};
  if (!rows->second) return never_holds;
  const auto bytes = rows->second->find(key.input, key.path);
  if (!bytes) return {};
  std::optional<StateClaims> claims = claims_from_bytes(key, *bytes);
  if (!claims) return never_holds;
  for (ClaimedPlace& claim : *claims) {
    claim.output = output;
    rename(claim, m_paths, outer);
  }
  return std::move(*claims);
}

StateClaims RecordedClaims::for_row(const std::vector<ClaimedPlace>& claims, std::size_t output,
                                    const StatePaths& paths) {
  StateClaims made;
  for (const ClaimedPlace& claim : claims)
    if (claim.output == output) rename(made.emplace_back(claim), paths, inner);
  return made;
}

}  // namespace deckle
