// What the plan alone can say of a document's links, for a process that can look for no file: most links lead to other
// inputs, or to names that no walk has seen. It says what References would.
#pragma once
#include <optional>
#include <vector>

#include "engine/recipe.hpp"

namespace deckle {

class PlannedAnswers {
 public:
  // Both have to outlive it; `files` is never used.
  PlannedAnswers(const Recipe& recipe, Files& files);

  // Whether the supervisor writes down what was found out here.
  bool is_recorded() const { return m_recipe.is_recorded; }

  struct Answers {
    std::vector<std::optional<Diagnostic>> problems;                  // one a reference
    std::vector<std::vector<std::optional<AddressAnswer>>> expected;  // for each output, one a reference
  };
  // As of Broker::check() and LocalBroker::expected_address() for these outputs. Nothing: of some reference the plan
  // does not know it, and then nothing is said of any.
  std::optional<Answers> of(std::size_t document, const std::vector<Reference>& references,
                            const std::vector<std::size_t>& outputs);

 private:
  const Recipe& m_recipe;
  Files& m_files;
  RunFiles m_run;
};

}  // namespace deckle
