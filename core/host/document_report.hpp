// What was said about one document: diagnostics in order, within limits; the rest is counted.
#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "diagnostics/diagnostic.hpp"

namespace deckle {

class DocumentReport {
 public:
  static constexpr std::uint32_t max_of_one_code = 100, max_in_all = 1000;

  // True if a further diagnostic of that code would be kept; counts it as dropped otherwise. Asked before the place of
  // a diagnostic is worked out, which can be dear. An error is always kept when it is the first.
  bool admit(const std::string& code, Severity severity);
  // Keeps a diagnostic that was admitted.
  void keep(Diagnostic diagnostic) { m_diagnostics.push_back(std::move(diagnostic)); }
  // Both in one.
  void add(Diagnostic diagnostic);

  const std::vector<Diagnostic>& diagnostics() const { return m_diagnostics; }
  std::vector<Diagnostic> take();
  std::uint64_t errors() const { return m_errors; }
  std::uint64_t warnings() const { return m_warnings; }
  // Of any severity: what an output could not hold.
  std::uint64_t losses() const { return m_losses; }
  // Diagnostics that were not kept, by code.
  const std::map<std::string, std::uint64_t>& dropped() const { return m_dropped; }

 private:
  std::vector<Diagnostic> m_diagnostics;
  std::map<std::string, std::uint32_t> m_kept;
  std::map<std::string, std::uint64_t> m_dropped;
  std::uint64_t m_errors = 0, m_warnings = 0, m_losses = 0;
};

}  // namespace deckle
