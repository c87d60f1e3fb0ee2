// The line that shows how far a run is; only on a terminal, at most ten times a second.
#pragma once
#include <chrono>
#include <cstdio>
#include <string>

namespace deckle {

class Progress {
 public:
  Progress(std::FILE* stream, bool shown) : m_stream(stream), m_shown(shown) {}
  ~Progress() { clear(); }
  void show(std::size_t done, std::size_t total, const std::string& name);
  // Before anything else is printed.
  void clear();

 private:
  std::FILE* m_stream;
  bool m_shown, m_visible = false;
  std::chrono::steady_clock::time_point m_last{};
};

}  // namespace deckle
