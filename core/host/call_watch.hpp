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

// As long as it lives, a component is at work. `watch` may be null.
class Entered {
 public:
  Entered(CallWatch* watch, const ComponentManifest& component) : m_watch(watch) {
    if (m_watch) m_watch->entered(component);
  }
  Entered(const Entered&) = delete;
  Entered& operator=(const Entered&) = delete;
  ~Entered() {
    if (m_watch) m_watch->left();
  }

 private:
  CallWatch* m_watch;
};

struct StageTime {
  Role role = Role::reader;
  std::string component;
  std::uint64_t microseconds = 0;
};

}  // namespace deckle
