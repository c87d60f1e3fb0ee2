// Texts to try parsers with: put together from pieces of syntax, or files with such pieces thrown in. And how
// programs that try many of them are asked to:
//
//   [--runs N] [--seed S] [--dialect NAME] FILE...
//
// Without --runs the environment's DECKLE_FUZZ_RUNS counts, else 20,000. `--runs 1 --seed S` repeats one of them.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "check/random.hpp"

namespace deckle::markdown_test {

struct Wanted {
  std::uint64_t runs = 20'000, seed = 1;
  std::string dialect;  // empty: all
  std::vector<std::string> files;
};

Wanted wanted_by(int argc, char** argv);
std::string random_text(naive::Random& random, const std::vector<std::string>& files);

}  // namespace deckle::markdown_test
