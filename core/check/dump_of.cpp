#include "check/dump_of.hpp"

#include "check/subject.hpp"

namespace deckle::checking {
namespace {

Finding write_dump(Subject& subject) {
  for (const LoadedComponent& exporter : subject.components(Role::exporter)) {
    const std::unique_ptr<Instance> dump = Instance::make(subject, exporter);
    if (exporter.manifest->name != "dump" || !dump || subject.documents().empty()) continue;
    Trial trial = dump->write(subject.documents()[0]);
    if (trial.is_good()) return {Verdict::passed, {}, GivenInput{std::move(trial.written[""])}};
  }
  return skipped("there is no dump of it");
}

}  // namespace

std::optional<std::string> dump_of(const GivenInput& document, const std::filesystem::path& library) {
  static const Check writing = {"", Level::must, "", write_dump};
  CheckSettings settings;
  settings.library = library;
  settings.only = document;
  Finding finding = run_check(writing, settings);
  if (finding.verdict != Verdict::passed || !finding.reproducer) return std::nullopt;
  return std::move(finding.reproducer->bytes);
}

}  // namespace deckle::checking
