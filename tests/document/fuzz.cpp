// Corrupted blocks: each is refused, or can be read and used in every way without a read out of bounds. Compiled with
// AddressSanitizer and UndefinedBehaviorSanitizer in every build.
//
//   document_fuzz [--runs N] [--seed S]
//
// Without --runs the environment's DECKLE_FUZZ_RUNS counts, else 4,000. A finding is printed with the seed of its
// mutant;
// `--runs 1 --seed S` repeats it.
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "blocks.hpp"
#include "fuzz_mutate.hpp"
#include "fuzz_read.hpp"
#include "check/generator.hpp"

using namespace deckle;
using namespace deckle::naive;

namespace {

struct Wanted {
  std::uint64_t runs = 4000, seed = 1;
};

Wanted wanted_by(int argc, char** argv) {
  Wanted wanted;
  if (const char* runs = std::getenv("DECKLE_FUZZ_RUNS")) wanted.runs = std::strtoull(runs, nullptr, 10);
  for (int i = 1; i + 1 < argc; i += 2) {
    const std::uint64_t number = std::strtoull(argv[i + 1], nullptr, 10);
    if (std::strcmp(argv[i], "--runs") == 0) wanted.runs = number;
    if (std::strcmp(argv[i], "--seed") == 0) wanted.seed = number;
  }
  return wanted;
}

// A sound block; some carry sections that this program does not know.
std::string sound_block(std::uint64_t seed) {
  Random random(seed);
  const TreePtr tree = Generator(Random(random.next()), {random.below(70)}).document();
  DocumentBuilder builder;
  builder.begin({});
  Feeder(*builder.face(), random, Feed::mixed).tree(*tree);
  if (random.chance(30)) builder.writer().tables().carried.push_back({{DK_SEC_BOXES, 16, 0, 4}, std::string(64, 'b')});
  if (random.chance(30))
    builder.writer().tables().carried.push_back({{DK_SEC_PRIVATE + 1, 3, 0, 7}, std::string(21, 'p')});
  auto block = builder.finish();
  if (!block) std::abort();
  return std::string(block->bytes());
}

std::vector<std::string> sound_blocks() {
  std::vector<std::string> blocks;
  for (std::uint64_t seed = 0; seed < 200; ++seed) blocks.push_back(sound_block(seed));
  return blocks;
}

}  // namespace

int main(int argc, char** argv) {
  const Wanted wanted = wanted_by(argc, argv);
  std::setvbuf(stdout, nullptr, _IOLBF, 0);
  const std::vector<std::string> blocks = sound_blocks();
  std::uint64_t accepted = 0;
  for (std::uint64_t run = 0; run < wanted.runs; ++run) {
    const std::uint64_t seed = wanted.seed + run;
    if (run % 1000 == 0) std::printf("mutants from seed %llu on\n", static_cast<unsigned long long>(seed));
    Random random(seed);
    const std::string mutant = mutant_of(blocks[random.below(blocks.size())], random);
    auto block = Block::from_bytes(mutant);
    if (!block) continue;
    ++accepted;
    const std::string wrong = use_everywhere(*block, random);
    if (wrong.empty()) continue;
    std::printf("seed %llu: accepted, but %s\n", static_cast<unsigned long long>(seed), wrong.c_str());
    return 1;
  }
  std::printf("%llu mutants, %llu of them still documents\n", static_cast<unsigned long long>(wanted.runs),
              static_cast<unsigned long long>(accepted));
  // A mutator that only breaks, or never does, tests nothing.
  const bool is_telling = wanted.runs < 1000 || (accepted > wanted.runs / 100 && accepted < wanted.runs * 3 / 4);
  return is_telling ? 0 : 1;
}
