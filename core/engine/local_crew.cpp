// The crew of one that is this process: work is done as soon as it is given.
#include "engine/crew.hpp"
#include "engine/interrupt.hpp"

namespace deckle {

void LocalCrew::give(Work work) {
  Made made = work.members != nullptr ? m_workshop.join(work.order.outputs, *work.members, *work.broker)
                                      : m_workshop.make(work.order, work.input, *work.broker);
  m_done = Done{std::move(work), std::move(made)};
}

std::optional<Done> LocalCrew::take() {
  // What was interrupted has not failed, and says nothing.
  if (m_done && !m_done->made.result.done && *interrupt_flag() != 0) m_done.reset();
  return std::exchange(m_done, std::nullopt);
}

}  // namespace deckle
