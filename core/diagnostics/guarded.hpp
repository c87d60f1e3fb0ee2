// What stands between C++ and functions of C: no exception leaves it.
#pragma once
#include <deckle/base.h>

#include <new>

namespace deckle {

// Runs work() and turns an exception into a status.
template <class Work>
dk_status guarded(Work&& work) noexcept {
  try {
    return work();
  } catch (const std::bad_alloc&) {
    return DK_E_NOMEM;
  } catch (...) {
    return DK_E_INTERNAL;
  }
}

}  // namespace deckle
