// The instances of a run: every component that a recipe names is loaded and made once, when it is first needed.
#pragma once
#include <map>
#include <memory>
#include <vector>

#include "engine/recipe.hpp"
#include "host/component.hpp"
#include "io/files.hpp"
#include "pipeline/faces.hpp"
#include "pipeline/pipeline.hpp"

namespace deckle {

class Instances {
 public:
  // What went wrong last: a plugin could not be loaded, or its component refused its options.
  enum class Failure { none, load, options };

  // `watch` may be null.
  Instances(PluginLoader& loader, const dk_host* host, Files& files, CallWatch* watch)
      : m_loader(loader), m_host(host), m_files(files), m_watch(watch) {}

  // Null on failure, which is added to `report`; asked again, a failed one fails in silence.
  ReaderInstance* reader(const ComponentUse& use, DocumentReport& report) { return get(m_readers, use, report); }
  TransformInstance* transform(const ComponentUse& use, DocumentReport& report) {
    return get(m_transforms, use, report);
  }
  ExporterInstance* exporter(const ComponentUse& use, DocumentReport& report) { return get(m_exporters, use, report); }
  Failure failure() const { return m_failure; }
  // Reads the files that the options name, so that they need not be opened any more.
  void open_files(const OptionValues& options);

 private:
  template <class Instance>
  using Made = std::map<const ComponentUse*, std::unique_ptr<Instance>>;
  template <class Instance>
  Instance* get(Made<Instance>& made, const ComponentUse& use, DocumentReport& report);
  const Result<std::unique_ptr<SourceFace>>& file(const std::string& path);
  Result<const dk_source*> open(const std::string& path, const std::string& where);

  PluginLoader& m_loader;
  const dk_host* m_host;
  Files& m_files;
  CallWatch* m_watch;
  Failure m_failure = Failure::none;
  std::map<std::string, Result<std::unique_ptr<SourceFace>>> m_option_files;  // by path; instances use them to the end
  Made<ReaderInstance> m_readers;
  Made<TransformInstance> m_transforms;
  Made<ExporterInstance> m_exporters;
};

}  // namespace deckle
