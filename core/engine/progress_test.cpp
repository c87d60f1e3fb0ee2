#include "engine/progress.hpp"

#include <catch2/catch.hpp>

using namespace deckle;

TEST_CASE("a line of progress says how far, how fast and how long") {
  const ProgressCounts counts{5000, 500, 2, 5'000'000};
  CHECK(progress_text(counts, 2.0, 120) == "500/5000 documents, 2 failed, 18 s left, 250/s, 2.5 MB/s");
  CHECK(progress_text(counts, 1000.0, 120) == "500/5000 documents, 2 failed, 2 h left, 0.5/s, 0.0 MB/s");
  CHECK(progress_text({10, 10, 0, 10}, 1.0, 120) == "10/10 documents, 10/s, 0.0 MB/s");
  CHECK(progress_text({10, 10, 2, 10, 3}, 1.0, 120) == "10/10 documents, 2 failed, joined into 3 outputs now");
}

TEST_CASE("a line of progress is never wider than the terminal") {
  const ProgressCounts counts{5000, 500, 2, 5'000'000};
  for (std::size_t columns = 0; columns < 120; ++columns) CHECK(progress_text(counts, 2.0, columns).size() <= columns);
  CHECK(progress_text(counts, 2.0, 30) == "500/5000 documents, 2 failed");
}
