#include "engine/progress.hpp"

#include <fmt/format.h>

#include "diagnostics/counted.hpp"
#include "io/terminal.hpp"

namespace deckle {
namespace {

std::chrono::milliseconds interval_of(ProgressStyle style) {
  using namespace std::chrono_literals;
  if (style == ProgressStyle::live) return 100ms;
  return style == ProgressStyle::often ? 1s : 10s;
}

std::string time_left(double seconds) {
  const auto whole = static_cast<std::uint64_t>(seconds + 0.5);
  if (whole < 120) return fmt::format("{} s left", whole);
  return whole < 7200 ? fmt::format("{} min left", whole / 60) : fmt::format("{} h left", whole / 3600);
}

}  // namespace

std::string progress_text(const ProgressCounts& counts, double seconds, std::size_t columns) {
  std::string text = fmt::format("{}/{} documents", counts.made, counts.documents).substr(0, columns);
  const auto add = [&](const std::string& part) {
    if (text.size() + 2 + part.size() <= columns) text += ", " + part;
  };
  if (counts.failed != 0) add(fmt::format("{} failed", counts.failed));
  if (counts.joined != 0) {
    add(fmt::format("joined into {} now", counted(counts.joined, "output")));
    return text;
  }
  const double rate = seconds > 0 ? static_cast<double>(counts.made) / seconds : 0;
  if (rate > 0 && counts.made < counts.documents)
    add(time_left(static_cast<double>(counts.documents - counts.made) / rate));
  if (rate > 0) add(fmt::format("{:.{}f}/s", rate, rate < 10 ? 1 : 0));
  if (rate > 0) add(fmt::format("{:.1f} MB/s", static_cast<double>(counts.bytes) / seconds / 1e6));
  return text;
}

Progress::Progress(std::FILE* stream, ProgressStyle style, Printer& printer)
    : m_stream(stream), m_printer(printer), m_style(style) {
  m_printer.before_printing([this] { clear(); });
}

Progress::~Progress() {
  clear();
  m_printer.before_printing({});
}

void Progress::started(std::uint64_t documents) {
  m_counts.documents = documents;
  m_begun = m_shown = Clock::now();
}

void Progress::made(std::uint64_t input_bytes, bool failed) {
  ++m_counts.made;
  m_counts.failed += failed;
  m_counts.bytes += input_bytes;
  look();
}

void Progress::joining(std::uint64_t outputs) {
  m_counts.joined = outputs;
  look();
}

void Progress::look() {
  if (m_style == ProgressStyle::none) return;
  if (const auto now = Clock::now(); now - m_shown >= interval_of(m_style)) show(now);
}

void Progress::show(Clock::time_point now) {
  m_shown = now;
  const double seconds = std::chrono::duration<double>(now - m_begun).count();
  if (m_style == ProgressStyle::live) {
    // One column less: a terminal that is full to the last one begins a new line.
    fmt::print(m_stream, "\r\x1b[K{}", progress_text(m_counts, seconds, terminal_columns(m_stream) - 1));
    m_visible = true;
  } else {
    fmt::print(m_stream, "{}\n", progress_text(m_counts, seconds, 120));
  }
  std::fflush(m_stream);
}

void Progress::clear() {
  if (!m_visible) return;
  fmt::print(m_stream, "\r\x1b[K");
  std::fflush(m_stream);
  m_visible = false;
}

}  // namespace deckle
