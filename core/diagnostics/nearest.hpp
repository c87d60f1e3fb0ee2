// "Did you mean": the known name nearest to a misspelt one.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace deckle {

// Letters to add, drop, change or swap to make one name of the other; anything above `limit` is limit + 1.
// Costs at most one row of min(size) numbers and size * limit steps, so that hostile names stay cheap.
std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t limit);

// Offered every candidate, remembers the best. Of equals the first offered wins.
class Nearest {
 public:
  explicit Nearest(std::string_view wanted);
  void offer(std::string_view candidate);
  const std::string& best() const { return m_best; }  // empty: none is near

 private:
  std::string_view m_wanted;
  std::size_t m_limit;  // what a candidate has to reach
  std::string m_best;
};

// "did you mean «toc»?", or nothing.
std::string did_you_mean(const std::string& nearest);

}  // namespace deckle
