// A file that one process at a time holds, and that says who does. The system gives it free when its holder is gone,
// however it went.
#pragma once
#include <functional>
#include <optional>
#include <string>

#include "diagnostics/result.hpp"
#include "io/descriptor.hpp"

namespace deckle {

class LockFile {
 public:
  // The file is created if need be, its folder not. When another process holds it, `busy` is told once who that is, as
  // the holder wrote it; what it answers says whether to wait. Nothing: it was not to be waited for, or the wait was
  // interrupted by a signal.
  using Busy = std::function<bool(const std::string& holder)>;
  static Result<std::optional<LockFile>> acquire(const std::string& path, const Busy& busy);

 private:
  explicit LockFile(Descriptor file) : m_file(std::move(file)) {}
  Descriptor m_file;
};

}  // namespace deckle
