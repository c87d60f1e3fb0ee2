#include "engine/place_claims.hpp"

#include <algorithm>

namespace deckle {

std::string OwnPlaces::holder(const RunFiles& run, const std::string& place, const std::string& owner) {
  std::string settled = run.owner(place);
  return settled.empty() ? m_owners.emplace(place, owner).first->second : settled;
}

bool would_hold(const RunFiles& run, const std::vector<ClaimedPlace>& claims) {
  OwnPlaces own;
  return std::all_of(claims.begin(), claims.end(), [&](const ClaimedPlace& claim) {
    return own.holder(run, claim.place, claim.owner) == claim.holder;
  });
}

bool are_settled(const RunFiles& run, const std::vector<ClaimedPlace>& claims) {
  return std::all_of(claims.begin(), claims.end(),
                     [&](const ClaimedPlace& claim) { return run.owner(claim.place) == claim.holder; });
}

void settle(RunFiles& run, const std::vector<ClaimedPlace>& claims) {
  for (const ClaimedPlace& claim : claims)
    if (claim.holder == claim.owner) run.settle(claim.place, claim.owner);
}

}  // namespace deckle
