// A report for people at a terminal.
#pragma once
#include <cstdint>
#include <string>

#include "report/digest.hpp"

namespace deckle {

// All of it in short.
std::string report_in_short(const Digest& digest);
// The documents that took longest, and where the time went.
std::string report_of_time(const Digest& digest);

// Prints to standard output, while a report is replayed, what failed, or every loss; in the order of the run.
class ReportPrinter : public RunObserver {
 public:
  enum class What { failures, losses };
  explicit ReportPrinter(What what);
  void finished(const DocumentOutcome& outcome) override;
  void said(const Diagnostic& diagnostic) override;

 private:
  void print(const Diagnostic& diagnostic) const;
  What m_what;
  bool m_colour;
};

}  // namespace deckle
