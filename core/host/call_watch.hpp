// Which component is at work: told around every call into one, so that whoever watches from another process knows whose
// fault a crash or an endless loop is; and how long each call took.
#pragma once
#include <cstdint>
#include <string>

#include "host/manifest.hpp"

namespace deckle {

class CallWatch {
 public:
  virtual ~CallWatch() = default;
  virtual void entered(const ComponentManifest& component) = 0;
  virtual void left() = 0;
};

struct StageTime {
  Role role = Role::reader;
  std::string component;
  std::uint64_t microseconds = 0;
};

}  // namespace deckle
