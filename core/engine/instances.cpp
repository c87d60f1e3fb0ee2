#include "engine/instances.hpp"

#include "engine/media_type.hpp"

namespace deckle {

template <class Instance>
Instance* Instances::get(Made<Instance>& made, const ComponentUse& use, DocumentReport& report) {
  const auto known = made.find(&use);
  if (known != made.end()) return known->second.get();
  std::unique_ptr<Instance>& slot = made[&use];
  Result<LoadedComponent> loaded = m_loader.load(use.component, m_watch);
  if (!loaded) {
    m_failure = Failure::load;
    report.add(loaded.problem());
    return nullptr;
  }
  DocumentContext around;
  around.host = m_host;
  around.report = &report;
  around.watch = m_watch;
  slot = Instance::create(
      *loaded, use.options, [this](const std::string& path, const std::string& where) { return open(path, where); },
      around);
  if (!slot) m_failure = Failure::options;
  return slot.get();
}

template ReaderInstance* Instances::get(Made<ReaderInstance>&, const ComponentUse&, DocumentReport&);
template TransformInstance* Instances::get(Made<TransformInstance>&, const ComponentUse&, DocumentReport&);
template ExporterInstance* Instances::get(Made<ExporterInstance>&, const ComponentUse&, DocumentReport&);

void Instances::open_files(const OptionValues& options) {
  for (const OptionValue& option : options) {
    if (const auto* list = std::get_if<OptionValue::List>(&option.value)) open_files(*list);
    if (const auto* map = std::get_if<OptionValue::Map>(&option.value))
      for (const auto& [key, value] : *map) open_files({value});
    const auto* path = std::get_if<std::string>(&option.value);
    if (option.type == DK_T_SOURCE && path != nullptr && !path->empty()) file(*path);
  }
}

const Result<std::unique_ptr<SourceFace>>& Instances::file(const std::string& path) {
  if (const auto known = m_option_files.find(path); known != m_option_files.end()) return known->second;
  Result<FileBytes> bytes = m_files.read(path);
  Result<std::unique_ptr<SourceFace>> made = error("", "");
  if (bytes)
    made = std::make_unique<SourceFace>(InputFile{path, std::string(media_type_of(path)), std::move(*bytes)}, DK_NONE);
  else made = bytes.problem();
  return m_option_files.emplace(path, std::move(made)).first->second;
}

Result<const dk_source*> Instances::open(const std::string& path, const std::string& where) {
  const Result<std::unique_ptr<SourceFace>>& opened = file(path);
  if (opened) return (*opened)->face();
  Diagnostic problem = opened.problem();
  if (!where.empty()) problem.message = where + ": " + problem.message;
  return problem;
}

}  // namespace deckle
