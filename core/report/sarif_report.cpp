#include "report/sarif_report.hpp"

#include "report/sarif_result.hpp"

namespace deckle {
namespace {

constexpr std::size_t most_waiting = 256 * 1024, most_rules = 10'000;

}  // namespace

const std::string_view sarif_head =
    R"({"$schema":"https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",)";

SarifReport::SarifReport(std::unique_ptr<StagedOutput> output, const ReportHead& head, MeaningOfCode meaning)
    : m_output(std::move(output)), m_meaning(std::move(meaning)), m_version(head.version), m_json(m_text) {
  m_text = sarif_head;
  m_text += R"("version":"2.1.0","runs":[{"columnKind":"unicodeCodePoints","results":[)";
}

void SarifReport::finished(const DocumentOutcome& outcome) {
  for (const Diagnostic& diagnostic : outcome.diagnostics) add(diagnostic);
}

void SarifReport::add(const Diagnostic& diagnostic) {
  if (m_rules.size() < most_rules || m_rules.count(diagnostic.code) != 0)
    m_rules[diagnostic.code] = diagnostic.severity;
  write_sarif_result(m_json, diagnostic);
  if (m_text.size() >= most_waiting) write_to_output();
}

void SarifReport::write_to_output() {
  if (m_written) m_written = m_output->write(m_text);
  m_text.clear();
}

void SarifReport::ended(const RunSummary& summary) {
  m_exit_code = summary.exit_code;
  m_is_over = true;
}

void SarifReport::write_rules() {
  JsonWriter json(m_text);
  json.begin_list();
  for (const auto& [code, severity] : m_rules) {
    json.begin_object();
    json.key("id").text(code);
    if (const std::string meaning = m_meaning(code); !meaning.empty()) {
      for (const char* key : {"shortDescription", "help"}) {
        const std::size_t end = std::string_view(key) == "help" ? std::string::npos : meaning.find(". ");
        json.key(key).begin_object();
        json.key("text").text(end == std::string::npos ? meaning : meaning.substr(0, end + 1));
        json.end_object();
      }
    }
    json.key("defaultConfiguration").begin_object();
    json.key("level").text(name_of(severity));
    json.end_object();
    json.end_object();
  }
  json.end_list();
}

Result<void> SarifReport::finish() {
  m_text += R"(],"tool":{"driver":{"name":"Deckle","version":)";
  JsonWriter(m_text).text(m_version);
  m_text += R"(,"rules":)";
  write_rules();
  m_text += R"(}},"invocations":[{"executionSuccessful":)";
  JsonWriter(m_text).flag(m_is_over && m_exit_code == 0);
  if (m_is_over) {
    m_text += R"(,"exitCode":)";
    JsonWriter(m_text).number(static_cast<std::uint64_t>(m_exit_code));
  }
  m_text += "}]}]}\n";
  write_to_output();
  if (!m_written) return m_written;
  if (Result<void> finished = m_output->finish(); !finished) return finished;
  return m_output->commit();
}

}  // namespace deckle
