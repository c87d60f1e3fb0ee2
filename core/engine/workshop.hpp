// Where documents are made: the instances of a run's components, and the pipeline. It works for whoever holds it, in
// the run's own process or in a worker; it knows no document but the one that it is given.
#pragma once
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/instances.hpp"
#include "engine/interrupt.hpp"
#include "engine/recipe.hpp"
#include "host/host_table.hpp"
#include "pipeline/pipeline.hpp"

namespace deckle {

// How a reader that detection found is to be used.
using UseOfDetected = std::function<Result<ComponentUse>(const Component& reader)>;

// One document to be made. Outputs are counted as in Recipe::outputs.
struct Order {
  std::size_t document = not_planned;  // in Recipe::documents
  std::size_t reader = DocumentTask::detect_reader;
  std::string path;                  // of the input, for detection
  std::vector<std::size_t> outputs;  // those that are wanted, in their order
  bool keep_document = false;        // for a joined output
  static constexpr std::size_t not_planned = static_cast<std::size_t>(-1);
};

// What came of it. Nothing has appeared yet: outputs are staged with the broker.
struct Made {
  DocumentResult result;
  std::optional<KeptDocument> kept;  // instead of the result's document, when it was made elsewhere
  std::string reader;                // the name of the one that detection found; empty: none, or none was to be found
  bool unclaimed = false;            // no reader knows it; nothing was done
  bool plugin_failed = false;        // a plugin could not be loaded
  bool options_failed = false;       // a component refused its options
};

class Workshop {
 public:
  // All have to outlive it; of the recipe only the stages are used, not the documents. `watch`
  // is told of every call into a component, which may poll `cancel`.
  Workshop(const Recipe& recipe, const Registry& registry, HostTable& host, PluginLoader& loader, Files& files,
           UseOfDetected use_of_detected, CallWatch* watch = nullptr,
           const volatile std::uint32_t* cancel = interrupt_flag());

  // Loads and makes all that the recipe names; what cannot work is said once and at once. The readers of documents
  // that are detected are made when they are first needed.
  Made prepare();
  // Only makes what further readers need ready: one that is detected later finds its library loaded.
  void load_reader(const std::string& name);
  // Reads the files that options name, for a process that cannot open any later.
  void open_option_files();
  Made make(const Order& order, const InputFile& input, Broker& broker);
  Made join(const std::vector<std::size_t>& outputs, std::vector<JoinMember>& members, Broker& broker);

 private:
  Stages stages_for(const std::vector<std::size_t>& outputs, const std::vector<TransformInstance*>& transforms) const;
  Result<const ComponentUse*> reader_for(const Order& order, const InputFile& input, Made& made);
  Result<const ComponentUse*> use_of(const Component& detected);
  void note_failure(Made& made) const;

  const Recipe& m_recipe;
  const Registry& m_registry;
  PluginLoader& m_loader;
  CallWatch* m_watch;
  UseOfDetected m_use_of_detected;
  Instances m_instances;
  Pipeline m_pipeline;
  std::vector<TransformInstance*> m_transforms, m_collected;
  std::vector<OutputStages> m_outputs;
  std::map<const ComponentManifest*, ComponentUse> m_detected;
};

}  // namespace deckle
