// How far a run is: one line that is rewritten on a terminal, lines now and then elsewhere.
#pragma once
#include <chrono>
#include <cstdio>
#include <string>

#include "engine/run_observer.hpp"

namespace deckle {

enum class ProgressStyle {
  none,
  live,   // at most ten times a second
  lines,  // every ten seconds
  often   // every second
};

struct ProgressCounts {
  std::uint64_t documents = 0, made = 0, failed = 0, bytes = 0;
  std::uint64_t joined = 0;  // outputs that are being made of all documents
};

// "312/5000 documents, 1 failed, 45 s left, 104/s, 1.2 MB/s" or "5000/5000 documents, 1 failed, joined into 2 outputs
// now"; of its parts as many as fit into the columns.
std::string progress_text(const ProgressCounts& counts, double seconds, std::size_t columns);

class Progress : public RunObserver {
 public:
  // The printer prints to the stream too, and has to outlive this.
  Progress(std::FILE* stream, ProgressStyle style, Printer& printer);
  ~Progress() override;

  void started(std::uint64_t documents) override;
  void made(std::uint64_t input_bytes, bool failed) override;
  void joining(std::uint64_t outputs) override;
  // Time has passed: a document may take long.
  void look();
  void ended(const RunSummary&) override { clear(); }

 private:
  using Clock = std::chrono::steady_clock;
  void clear();
  void show(Clock::time_point now);

  std::FILE* m_stream;
  Printer& m_printer;
  ProgressStyle m_style;
  ProgressCounts m_counts;
  Clock::time_point m_begun, m_shown;
  bool m_visible = false;
};

}  // namespace deckle
