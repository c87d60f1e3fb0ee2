// Prints the diagnostics of a run as they come: text or JSON lines, the first hundred of each severity
// in full, so that warnings hide no error, all of them counted.
#pragma once
#include <cstdint>
#include <cstdio>
#include <functional>
#include <vector>

#include "diagnostics/diagnostic.hpp"

namespace deckle {

enum class MessageFormat { text, json };

struct PrintOptions {
  MessageFormat format = MessageFormat::text;
  Severity least = Severity::note;  // less severe ones are counted, not printed
  bool colour = false;
  std::uint32_t limit = 100;  // of each severity in the text format; JSON lines are for programs and have no limit
};

// Colours: only on a terminal, and when NO_COLOR is unset or empty and TERM is not "dumb".
bool wants_colour(std::FILE* stream);

class Printer {
 public:
  Printer(std::FILE* stream, PrintOptions options) : m_stream(stream), m_options(options) {}

  void print(const Diagnostic& diagnostic);
  void print(const std::vector<Diagnostic>& diagnostics) {
    for (const Diagnostic& diagnostic : diagnostics) print(diagnostic);
  }
  // Called before anything is printed: whoever has a line on the stream that goes on takes it away.
  void before_printing(std::function<void()> then) { m_before = std::move(then); }
  // Says how many were not printed, if any. What is printed after it is about the end and is not left out.
  void finish();

  const PrintOptions& options() const { return m_options; }
  std::uint64_t count(Severity severity) const { return m_counts[static_cast<std::size_t>(severity)]; }

 private:
  std::FILE* m_stream;
  PrintOptions m_options;
  std::function<void()> m_before;
  std::uint64_t m_counts[3] = {}, m_left_out = 0;
  bool m_is_finished = false;
};

}  // namespace deckle
