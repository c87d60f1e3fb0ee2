// Throws while it is loaded: nothing of it may get past the process that looks at it.
#include <stdexcept>

namespace {
struct Early {
  Early() { throw std::runtime_error("thrown by a constructor"); }
} early;
}  // namespace
extern "C" __attribute__((visibility("default"))) const unsigned deckle_plugin_v0[64] = {256, 1};
