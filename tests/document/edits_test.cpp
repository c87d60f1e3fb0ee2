// The list of edits against the rules E1 to E11 on naive trees. A failure names its seed.
#include <catch2/catch.hpp>

#include <set>

#include "blocks.hpp"
#include "document/edits.hpp"
#include "script.hpp"

using namespace deckle;
using namespace deckle::naive;

namespace {

constexpr std::uint64_t seeds = 3000;

// Every source and name of a result stands in it once.
bool is_minimal(const Document& document) {
  std::set<std::string> seen;
  for (const SourcePtr& source : read_sources(document)) {
    Tree holder;
    holder.span = Span{source, 0, 0};
    if (!seen.insert(transcript(holder)).second) return false;
  }
  return true;
}

// The naive result, or the reason why there is none.
std::string expected_result(const Outcome& outcome, std::uint64_t seed) {
  if (outcome.how == Outcome::How::refused) return "document.bad-edit";
  auto built = build(*outcome.tree, Random(seed), Feed::mixed);
  return built ? transcript(*outcome.tree) : built.problem().code;
}

// Plays one random script; gives whether the result was a document.
bool try_script(std::uint64_t seed) {
  Random random(seed);
  auto built =
      build(*Generator(Random(random.next()), {random.below(120)}).document(), Random(random.next()), Feed::mixed);
  REQUIRE(built);
  const Document document = built->document();
  const TreePtr input = read(document);
  const std::vector<SourcePtr> sources = read_sources(document);
  const Script script = ScriptWriter(*input, sources, Random(random.next())).script();
  const Outcome outcome = naive::apply(*input, script);

  EditList list;
  list.begin(*built, {});
  const bool was_played = play(script, document, sources, *list.face(), Random(random.next()));
  auto result = list.apply();
  INFO("seed " << seed << ": " << (result ? "" : result.problem().message));
  if (outcome.how == Outcome::How::same) {
    REQUIRE((result && result->is(*built)));
    return true;
  }
  REQUIRE((was_played || outcome.how == Outcome::How::refused));
  REQUIRE((result ? transcript(*read(result->document())) : result.problem().code) == expected_result(outcome, seed));
  if (!result) return false;
  REQUIRE((result->bytes() == canonical(*result).bytes()));
  REQUIRE(is_minimal(result->document()));
  return true;
}

}  // namespace

TEST_CASE("edit scripts do what the rules say, or are refused as the rules say") {
  std::uint64_t documents = 0;
  for (std::uint64_t seed = 0; seed < seeds; ++seed) documents += try_script(seed);
  CHECK(documents > seeds / 2);
  CHECK(documents < seeds);
}
