#include "io/descriptor.hpp"

#include <unistd.h>

#include <algorithm>
#include <cerrno>

namespace deckle {

int Descriptor::close() {
  if (m_number < 0) return 0;
  // On Linux the descriptor is gone even when close() is interrupted.
  const int failed = ::close(std::exchange(m_number, -1));
  return failed != 0 && errno != EINTR ? errno : 0;
}

int write_all(int descriptor, std::string_view bytes) {
  constexpr std::size_t at_once = std::size_t{1} << 30;
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor, bytes.data(), std::min(bytes.size(), at_once));
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return errno;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return 0;
}

}  // namespace deckle
