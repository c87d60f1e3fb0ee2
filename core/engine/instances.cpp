#include "engine/instances.hpp"

#include "engine/media_type.hpp"

namespace deckle {

template <class Instance>
Instance* Instances::get(Made<Instance>& made, const ComponentUse& use, DocumentReport& report) {
  const auto known = made.find(&use);
  if (known != made.end()) return known->second.get();
  std::unique_ptr<Instance>& slot = made[&use];
  Result<LoadedComponent> loaded = m_loader.load(use.component);
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

Result<const dk_source*> Instances::open(const std::string& path, const std::string& where) {
  Result<FileBytes> bytes = m_files.read(path);
  if (!bytes) {
    Diagnostic problem = bytes.problem();
    if (!where.empty()) problem.message = where + ": " + problem.message;
    return problem;
  }
  InputFile input{path, std::string(media_type_of(path)), std::move(*bytes)};
  m_option_files.push_back(std::make_unique<SourceFace>(std::move(input), DK_NONE));
  return m_option_files.back()->face();
}

}  // namespace deckle
