#include "diagnostics/nearest.hpp"

#include <algorithm>
#include <array>
#include <vector>

namespace deckle {
namespace {

constexpr std::size_t longest_name = 64;  // no declared name is longer; longer words are not compared

using Row = std::array<std::size_t, longest_name + 1>;

}  // namespace

// Optimal string alignment: Levenshtein's distance with swaps of neighbours.
std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t limit) {
  const std::size_t longer = std::max(a.size(), b.size()), shorter = std::min(a.size(), b.size());
  if (longer - shorter > limit || longer > longest_name) return a == b ? 0 : limit + 1;
  Row rows[3];
  Row *before = &rows[0], *previous = &rows[1], *current = &rows[2];
  for (std::size_t j = 0; j <= b.size(); ++j) (*previous)[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    (*current)[0] = i;
    std::size_t least = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      std::size_t cost = (*previous)[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      cost = std::min({cost, (*previous)[j] + 1, (*current)[j - 1] + 1});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) cost = std::min(cost, (*before)[j - 2] + 1);
      (*current)[j] = cost;
      least = std::min(least, cost);
    }
    if (least > limit) return limit + 1;
    Row* reused = before;
    before = previous;
    previous = current;
    current = reused;
  }
  return std::min((*previous)[b.size()], limit + 1);
}

// A third of the letters may be wrong, three at most: further away a suggestion misleads.
Nearest::Nearest(std::string_view wanted)
    : m_wanted(wanted), m_limit(std::min<std::size_t>(3, std::max<std::size_t>(1, wanted.size() / 3))) {
  if (wanted.size() < 2) m_limit = 0;
}

void Nearest::offer(std::string_view candidate) {
  const std::size_t distance = edit_distance(m_wanted, candidate, m_limit);
  if (distance > m_limit) return;
  if (distance == m_limit && !m_best.empty()) return;
  m_best = candidate;
  m_limit = distance;
}

std::string did_you_mean(const std::string& nearest) {
  return nearest.empty() ? std::string() : "did you mean '" + nearest + "'?";
}

}  // namespace deckle
