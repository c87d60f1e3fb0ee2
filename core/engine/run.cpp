// Before the first document every component that the recipe names is loaded and made: what cannot work is said once and
// at once. Readers that detection finds are made when they are first needed.
#include "engine/run.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <map>

#include "diagnostics/counted.hpp"
#include "diagnostics/log.hpp"
#include "engine/instances.hpp"
#include "engine/interrupt.hpp"
#include "engine/joining.hpp"
#include "engine/progress.hpp"
#include "host/detect.hpp"

namespace deckle {
namespace {

class Runner {
 public:
  Runner(Recipe& recipe, const Registry& registry, HostTable& host, PluginLoader& loader, Files& files,
         Printer& printer, const RunSettings& settings)
      : m_recipe(recipe),
        m_registry(registry),
        m_loader(loader),
        m_files(files),
        m_printer(printer),
        m_settings(settings),
        m_instances(loader, host.table(), files),
        m_pipeline(host.table(), recipe.limits, interrupt_flag()),
        m_progress(stderr, settings.progress),
        m_joining(recipe),
        m_run_files(files) {}

  RunSummary run() {
    const auto started = std::chrono::steady_clock::now();
    std::size_t tried = 0;
    know_files();
    if (prepare()) {
      for (const DocumentTask& task : m_recipe.documents) {
        if (is_over()) break;
        m_progress.show(m_summary.documents, m_recipe.documents.size(), task.places.input);
        const std::uint64_t failed = m_summary.failed;
        one(task);
        if (m_summary.failed != failed) m_joining.add_failed(task.places.input);
        ++tried;
      }
      join(tried == m_recipe.documents.size());
    }
    for (const CopyTask& task : m_recipe.copies) {
      if (is_over()) break;
      if (const Result<void> copied = copy(task); copied) ++m_summary.copied;
      else fail(copied.problem());
    }
    m_summary.copied += m_run_files.copied();
    m_progress.clear();
    m_summary.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
    return m_summary;
  }

 private:
  bool is_over() const { return *interrupt_flag() != 0 || (m_recipe.stop_on_error && m_summary.failed != 0); }

  void know_files() {
    for (const OutputRecipe& output : m_recipe.outputs) m_run_files.add_output(output.resources);
    for (const DocumentTask& task : m_recipe.documents) m_run_files.add_document(task.places);
    for (const OutputRecipe& output : m_recipe.outputs)
      if (output.joined) m_run_files.add_joined(output.joined->path);
    for (const CopyTask& task : m_recipe.copies) m_run_files.add_asset(task.from, task.to);
  }

  // All stages but the reader, which may differ from document to document.
  bool prepare() {
    DocumentReport report;
    bool good = true;
    const auto add = [&](auto* instance, auto& to) {
      to = instance;
      good = good && instance != nullptr;
    };
    for (const ComponentUse& reader : m_recipe.readers) good = m_instances.reader(reader, report) != nullptr && good;
    if (!m_recipe.metadata.empty()) m_stages.metadata = m_joined.metadata = &m_recipe.metadata;
    for (const ComponentUse& use : m_recipe.transforms)
      add(m_instances.transform(use, report), m_stages.transforms.emplace_back());
    for (const ComponentUse& use : m_recipe.collected)
      add(m_instances.transform(use, report), m_joined.transforms.emplace_back());
    for (std::size_t k = 0; k < m_recipe.outputs.size(); ++k) {
      const OutputRecipe& output = m_recipe.outputs[k];
      OutputStages& stages = (output.joined ? m_joined : m_stages).outputs.emplace_back();
      stages.index = k;
      for (const ComponentUse& use : output.transforms)
        add(m_instances.transform(use, report), stages.transforms.emplace_back());
      add(m_instances.exporter(output.exporter, report), stages.exporter);
    }
    m_printer.print(report.diagnostics());
    note_failure();
    return good;
  }

  // Outputs that are there already and are to stay; one that is not to be there at all is a failure.
  enum class Existing { none, stays, fails };
  Existing existing(std::size_t output, const std::string& path, const std::string& name) {
    const OnExists on_exists = m_recipe.outputs[output].on_exists;
    if (on_exists == OnExists::replace || !m_files.same_file(path, path)) return Existing::none;
    if (on_exists == OnExists::skip) return Existing::stays;
    fail(error("output.exists", fmt::format("{}: its output {} is there already", name, path)));
    return Existing::fails;
  }

  // False: nothing is left to do, or the document failed.
  bool leave_existing(const DocumentTask& task, Stages& stages) {
    const std::size_t wanted = stages.outputs.size();
    for (const OutputStages& output : m_stages.outputs) {
      const Existing found = existing(output.index, task.places.outputs[output.index], task.places.input);
      m_summary.documents += found == Existing::fails;
      if (found == Existing::fails) return false;
      if (found == Existing::stays)
        std::erase_if(stages.outputs, [&](const OutputStages& one) { return one.index == output.index; });
    }
    const bool is_done = wanted != 0 && stages.outputs.empty() && !m_joining.wants_documents();
    m_summary.skipped += is_done;
    return !is_done;
  }

  void one(const DocumentTask& task) {
    Stages stages = m_stages;
    if (leave_existing(task, stages)) convert(task, stages);
  }

  void convert(const DocumentTask& task, Stages& stages) {
    LocalBroker broker(m_files, task.places, m_run_files);
    Result<InputFile> input = broker.open_input();
    ++m_summary.documents;
    if (!input) return *interrupt_flag() != 0 ? void() : fail(input.problem());
    Result<const ComponentUse*> reader = reader_for(task, *input);
    if (!reader) return fail(reader.problem());
    if (*reader == nullptr) return unclaimed(task, *input);
    DocumentReport report;
    stages.reader = m_instances.reader(**reader, report);
    if (stages.reader == nullptr) {
      note_failure();
      for (const Diagnostic& problem : report.diagnostics()) m_printer.print(problem);
      return fail(error("input.no-reader", fmt::format("{}: its reader {} is of no use", input->name,
                                                       (*reader)->component.manifest->name)));
    }
    stages.keep_document = m_joining.wants_documents();
    DocumentResult result = m_pipeline.run(*input, stages, broker);
    if (result.document) m_joining.add(*input, std::move(*result.document));
    std::vector<std::string> written;
    for (const OutputStages& output : stages.outputs) written.push_back(task.places.outputs[output.index]);
    finish(task.places.input_name.empty() ? task.places.input : task.places.input_name, written, result);
  }

  // One document of all, for the outputs that want it.
  void join(bool all_tried) {
    if (m_joined.outputs.empty() || *interrupt_flag() != 0) return;
    std::vector<Diagnostic> said;
    std::vector<std::size_t> outputs = m_joining.outputs(all_tried, said);
    m_progress.clear();
    m_printer.print(said);
    if (outputs.empty()) m_summary.failed += m_summary.failed == 0;
    std::erase_if(outputs, [&](std::size_t output) {
      return existing(output, m_recipe.outputs[output].joined->path, "the joined documents") != Existing::none;
    });
    if (outputs.empty()) return;
    const auto is_refused = [&](const OutputStages& stages) {
      return std::find(outputs.begin(), outputs.end(), stages.index) == outputs.end();
    };
    std::erase_if(m_joined.outputs, is_refused);
    const DocumentPlaces places = m_joining.places(outputs);
    LocalBroker broker(m_files, places, m_run_files);
    std::vector<std::string> written;
    for (const std::size_t output : outputs) written.push_back(places.outputs[output]);
    finish(written.front(), written, m_pipeline.run_joined(m_joining.members(), m_joined, broker));
  }

  Result<void> copy(const CopyTask& task) {
    Result<FileBytes> bytes = m_files.read(task.from);
    if (!bytes) return bytes.problem();
    Result<std::unique_ptr<StagedOutput>> output = m_files.stage(task.to);
    if (!output) return output.problem();
    if (auto written = (*output)->write(bytes->view()); !written) return written;
    if (auto finished = (*output)->finish(); !finished) return finished;
    return (*output)->commit();
  }

  void note_failure() {
    m_summary.plugin_failed = m_summary.plugin_failed || m_instances.failure() == Instances::Failure::load;
    m_summary.options_failed = m_summary.options_failed || m_instances.failure() == Instances::Failure::options;
  }

  // `name`: what messages call the document.
  void finish(const std::string& name, const std::vector<std::string>& outputs, const DocumentResult& result) {
    // A document that was interrupted has not failed, and says nothing.
    if (!result.done && *interrupt_flag() != 0) return;
    if (!result.diagnostics.empty()) m_progress.clear();
    for (Diagnostic diagnostic : result.diagnostics) {
      // What is about the document as a whole still says which document.
      if (diagnostic.where.file.empty()) diagnostic.where.file = name;
      m_printer.print(diagnostic);
    }
    for (const auto& [code, count] : result.dropped) dropped(name, code, count);
    if (!result.done) {
      ++m_summary.failed;
      return;
    }
    m_summary.outputs += outputs.size();
    if (logs(LogLevel::info)) log(LogLevel::info, fmt::format("{} -> {}", name, fmt::join(outputs, ", ")));
  }

  void dropped(const std::string& name, const std::string& code, std::uint64_t count) {
    Diagnostic note = error("host.more", fmt::format("{} more of {}", count, code));
    note.severity = Severity::note;
    note.where.file = name;
    m_printer.print(note);
  }

  void fail(const Diagnostic& problem) {
    m_progress.clear();
    m_printer.print(problem);
    ++m_summary.failed;
  }

  // Null when no reader claims the input.
  Result<const ComponentUse*> reader_for(const DocumentTask& task, const InputFile& input) {
    if (task.reader != DocumentTask::detect_reader) return &std::as_const(m_recipe.readers)[task.reader];
    const auto probe = [this](const Component& reader, std::string_view head, std::string_view name) {
      const Result<LoadedComponent> loaded = m_loader.load(reader);
      return loaded ? probe_score(*loaded, head, name) : 0u;
    };
    const std::vector<Claim> claims =
        detect(m_registry, input.bytes.view().substr(0, head_bytes), task.places.input, probe);
    if (claims.empty()) return static_cast<const ComponentUse*>(nullptr);
    const Component& found = claims.front().reader;
    auto known = m_detected.find(found.manifest);
    if (known == m_detected.end()) {
      Result<ComponentUse> use = m_settings.use_of_detected(found);
      if (!use) {
        m_summary.options_failed = true;
        return use.problem();
      }
      known = m_detected.emplace(found.manifest, std::move(*use)).first;
    }
    return &std::as_const(known->second);
  }

  void unclaimed(const DocumentTask& task, const InputFile& input) {
    if (task.skip_unknown) {
      --m_summary.documents;
      ++m_summary.skipped;
      m_joining.add_skipped();
      return;
    }
    fail(error("input.unknown-format", fmt::format("{}: no reader knows this format", input.name),
               "name its reader (-f, or reader: in a job); `deckle plugins` lists them"));
  }

  Recipe& m_recipe;
  const Registry& m_registry;
  PluginLoader& m_loader;
  Files& m_files;
  Printer& m_printer;
  const RunSettings& m_settings;
  Instances m_instances;
  Pipeline m_pipeline;
  Progress m_progress;
  Stages m_stages;
  Stages m_joined;  // of the outputs that join
  Joining m_joining;
  RunFiles m_run_files;
  std::map<const ComponentManifest*, ComponentUse> m_detected;
  RunSummary m_summary;
};

}  // namespace

int RunSummary::exit_code() const {
  if (const int interrupted = interrupt_exit_code(); interrupted != 0) return interrupted;
  if (plugin_failed) return 3;
  if (options_failed) return 2;
  return failed == 0 ? 0 : 1;
}

RunSummary run(Recipe& recipe, const Registry& registry, HostTable& host, PluginLoader& loader, Files& files,
               Printer& printer, const RunSettings& settings) {
  return Runner(recipe, registry, host, loader, files, printer, settings).run();
}

std::string summary_line(const RunSummary& summary, const Printer& printer) {
  std::string line = counted(summary.documents, "document") + ", " + counted(summary.outputs, "output");
  if (summary.copied != 0) line += fmt::format(", {} copied", counted(summary.copied, "file"));
  if (summary.failed != 0) line += fmt::format(", {} failed", summary.failed);
  if (summary.skipped != 0) line += fmt::format(", {} skipped", summary.skipped);
  if (const std::uint64_t warnings = printer.count(Severity::warning); warnings != 0)
    line += ", " + counted(warnings, "warning");
  return line + fmt::format(" in {:.1f} s", summary.seconds);
}

}  // namespace deckle
