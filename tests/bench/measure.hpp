// CPU time of this process, and medians.
#pragma once
#include <algorithm>
#include <ctime>
#include <vector>

namespace deckle::bench {

inline double cpu_nanoseconds() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e9 + static_cast<double>(now.tv_nsec);
}

inline double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

template <class Work>
double time_of(Work work) {
  const double begin = cpu_nanoseconds();
  work();
  return cpu_nanoseconds() - begin;
}

}  // namespace deckle::bench
