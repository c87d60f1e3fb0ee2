// The crew of one that is this process: work is done as soon as it is given.
#include "engine/crew.hpp"
#include "engine/interrupt.hpp"

namespace deckle {

Made LocalCrew::make(Work& work) {
  if (work.members == nullptr) {
    Made made = m_workshop.make(work.order, work.input, *work.broker);
    if (!made.result.document || !m_kept.outlast_the_run()) return made;
    if (const Result<KeptDocument> kept = m_kept.add(*made.result.document)) made.kept = *kept;
    return made;
  }
  for (JoinMember& member : *work.members) {
    if (member.block) continue;
    Result<Block> block = m_kept.open(member.kept);
    if (!block) {
      Made failed;
      failed.result.diagnostics.push_back(block.problem());
      return failed;
    }
    member.block = std::move(*block);
  }
  return m_workshop.join(work.order.outputs, *work.members, *work.broker);
}

void LocalCrew::give(Work work) {
  Made made = make(work);
  m_done = Done{std::move(work), std::move(made)};
}

std::optional<Done> LocalCrew::take() {
  // What was interrupted has not failed, and says nothing.
  if (m_done && !m_done->made.result.done && *interrupt_flag() != 0) m_done.reset();
  return std::exchange(m_done, std::nullopt);
}

}  // namespace deckle
