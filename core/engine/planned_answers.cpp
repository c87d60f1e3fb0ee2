#include "engine/planned_answers.hpp"

namespace deckle {

PlannedAnswers::PlannedAnswers(const Recipe& recipe, Files& files)
    : m_recipe(recipe), m_files(files), m_run(files, RunFiles::Looks::never) {
  enter(recipe, m_run);
  m_run.put_in_order();
}

std::optional<PlannedAnswers::Answers> PlannedAnswers::of(std::size_t document,
                                                          const std::vector<Reference>& references,
                                                          const std::vector<std::size_t>& outputs) {
  Answers answers;
  LocalBroker broker(m_files, m_recipe.documents.at(document).places, m_run);
  const std::uint64_t vain_before = m_run.looks_in_vain();
  answers.problems = broker.check(references);
  for (const std::size_t output : outputs) {
    std::vector<std::optional<AddressAnswer>>& expected = answers.expected.emplace_back();
    for (const Reference& reference : references) {
      expected.push_back(broker.expected_address(output, reference));
      if (!expected.back()) return std::nullopt;
    }
  }
  return m_run.looks_in_vain() == vain_before ? std::optional(std::move(answers)) : std::nullopt;
}

}  // namespace deckle
