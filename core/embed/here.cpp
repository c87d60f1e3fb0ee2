// A converter in this process. There is one engine, which every plugin is loaded into once; it is never taken down,
// since plugins are never unloaded.
#include <fmt/format.h>

#include <thread>

#include "embed/converter.hpp"
#include "engine/named_components.hpp"
#include "host/described_bytes.hpp"
#include "host/discovery.hpp"
#include "host/host_table.hpp"
#include "host/loaded_plugin.hpp"
#include "process/spawned_program.hpp"

namespace deckle::embed {
namespace {

struct Engine {
  Engine() { offer_extensions(host); }
  HostTable host;
  PluginLoader loader{host.table()};
  std::thread::id thread = std::this_thread::get_id();
};

// Null: this is not the thread that plugins are called on.
Engine* engine() {
  static Engine& only = *new Engine;
  return only.thread == std::this_thread::get_id() ? &only : nullptr;
}

Diagnostic wrong_thread() {
  return error("host.wrong-thread", "plugins were loaded into this process by another thread",
               "call from that thread, or open a converter in a worker");
}

// Describing a library takes a fork, so a program of its own does it; begun when the first is not known yet.
class Describer {
 public:
  explicit Describer(const std::filesystem::path& program) : m_program(program) {}

  Result<Described> operator()(const std::filesystem::path& library, int time_limit_ms) {
    if (!m_worker) {
      Result<SpawnedProgram> started = SpawnedProgram::start(m_program, {"worker"});
      if (!started) return started.problem();
      m_worker.emplace(std::move(*started));
    }
    Outgoing question;
    question.write.number("word", ServiceWord::describe);
    question.write.text("library", library.native());
    question.write.number("time limit", time_limit_ms);
    std::optional<Message> message;
    if (question.send(m_worker->channel())) message = m_worker->channel().receive(1u << 28);
    std::string bytes;
    std::optional<Result<Described>> described;
    if (message && ByteReader(message->bytes).bytes("described", bytes)) described = described_from_bytes(bytes);
    return described ? std::move(*described) : error("host.worker-gone", "the program deckle has ended");
  }

 private:
  std::filesystem::path m_program;
  std::optional<SpawnedProgram> m_worker;
};

Discovery discover_for(const Service& service, const std::filesystem::path& program) {
  Describer describer(program);
  DiscoveryOptions options;
  options.describe = [&](const std::filesystem::path& library, int ms) { return describer(library, ms); };
  return discover(search_places(service.plugin_paths), options);
}

class HereConverter : public Converter {
 public:
  HereConverter(Engine& engine, const Service& service, const Embedder& embedder, Registry registry)
      : m_embedder(embedder),
        m_registry(std::move(registry)),
        m_files(real_files()),
        m_recipe(recipe_of(service.words, m_registry, m_problems)),
        m_workshop(
            m_recipe, m_registry, engine.host, engine.loader, *m_files,
            [this, options = service.words.reader_options](const Component& reader) {
              return use_of_reader(m_registry, reader, options);
            },
            nullptr, m_embedder.cancel_flag()),
        m_crew(m_workshop) {}

  // False: it is of no use, as the problems say.
  bool prepare(std::vector<Diagnostic>& problems) {
    problems = m_problems;
    for (const Diagnostic& problem : problems)
      if (problem.severity == Severity::error) return false;
    const Made made = m_crew.prepare();
    problems.insert(problems.end(), made.result.diagnostics.begin(), made.result.diagnostics.end());
    return made.result.done;
  }

  Result<Converted> convert(const InputFile& input) override {
    if (engine() == nullptr) return wrong_thread();
    GivenFiles::Give give;
    if (m_embedder.gives_files()) give = [this](const std::string& name) { return m_embedder.give(name); };
    return convert_buffer(input, m_recipe, m_crew, std::move(give));
  }

 private:
  Embedder m_embedder;
  Registry m_registry;
  std::unique_ptr<Files> m_files;
  std::vector<Diagnostic> m_problems;
  Recipe m_recipe;
  Workshop m_workshop;
  LocalCrew m_crew;
};

}  // namespace

Opened open_here(const Service& service, const Embedder& embedder, const std::filesystem::path& program) {
  Opened opened;
  Engine* const here = engine();
  if (here == nullptr) {
    opened.problems.push_back(wrong_thread());
    return opened;
  }
  const Discovery found = discover_for(service, program);
  auto converter = std::make_unique<HereConverter>(*here, service, embedder, found.registry());
  if (converter->prepare(opened.problems)) {
    opened.converter = std::move(converter);
  } else {
    // What was looked for may be in a library that was refused.
    for (Diagnostic& problem : found.problems()) opened.problems.push_back(std::move(problem));
  }
  return opened;
}

}  // namespace deckle::embed
