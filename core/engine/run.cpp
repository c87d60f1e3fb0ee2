// Documents are begun in the order of the plan and may be done in another; they are told of, and joined, in the order
// of the plan again. Outputs appear as soon as their document is done, unless the run ends with the first failure: then
// they too wait for those before them, so that what there is at the end does not depend on who was faster.
#include "engine/run.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <map>

#include "diagnostics/counted.hpp"
#include "diagnostics/log.hpp"
#include "engine/interrupt.hpp"
#include "engine/joining.hpp"
#include "engine/progress.hpp"

namespace deckle {
namespace {

// What became of one document, until it is told.
struct Outcome {
  std::optional<Done> done;           // it was worked on
  std::optional<Diagnostic> refused;  // it could not be: a failure
  bool stays = false;                 // there was nothing to do
};

class Runner {
 public:
  Runner(Recipe& recipe, Crew& crew, Files& files, Printer& printer, const RunSettings& settings)
      : m_recipe(recipe),
        m_crew(crew),
        m_files(files),
        m_printer(printer),
        m_progress(stderr, settings.progress),
        m_joining(recipe),
        m_run_files(files) {}

  RunSummary run() {
    const auto started = std::chrono::steady_clock::now();
    know_files();
    if (prepare()) {
      make_documents();
      join();
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

  bool prepare() {
    const Made made = m_crew.prepare();
    m_printer.print(made.result.diagnostics);
    note_failure(made);
    return made.result.done;
  }

  void make_documents() {
    std::size_t next = 0;
    const auto may_begin = [&] { return next < m_recipe.documents.size() && !is_over() && m_crew.has_room(); };
    do {
      while (may_begin() && m_outcomes.size() < most_waiting) begin(next++);
      if (std::optional<Done> done = m_crew.take()) finish(std::move(*done));
    } while (!is_over() && (m_crew.is_busy() || next < m_recipe.documents.size()));
  }

  // Outputs that are there already and are to stay; one that is not to be there at all is a failure.
  enum class Existing { none, stays, fails };
  Existing existing(std::size_t output, const std::string& path) {
    const OnExists on_exists = m_recipe.outputs[output].on_exists;
    if (on_exists == OnExists::replace || !m_files.same_file(path, path)) return Existing::none;
    return on_exists == OnExists::skip ? Existing::stays : Existing::fails;
  }

  Diagnostic is_there(const std::string& name, const std::string& path) const {
    return error("output.exists", fmt::format("{}: its output {} is there already", name, path));
  }

  void begin(std::size_t document) {
    const DocumentTask& task = m_recipe.documents[document];
    m_progress.show(document, m_recipe.documents.size(), task.places.input);
    Work work;
    work.document = document;
    Outcome outcome = set_up(task, work);
    if (!outcome.refused && !outcome.stays) return m_crew.give(std::move(work));
    m_outcomes.emplace(document, std::move(outcome));
    tell_ready();
  }

  Outcome set_up(const DocumentTask& task, Work& work) {
    Outcome outcome;
    std::size_t wanted = 0;
    for (std::size_t k = 0; k < m_recipe.outputs.size(); ++k) {
      if (m_recipe.outputs[k].joined) continue;
      ++wanted;
      const std::string& path = task.places.outputs[k];
      const Existing found = existing(k, path);
      if (found == Existing::none) work.order.outputs.push_back(k);
      if (found == Existing::fails) outcome.refused = is_there(task.places.input, path);
    }
    if (outcome.refused) return outcome;
    outcome.stays = wanted != 0 && work.order.outputs.empty() && !m_joining.wants_documents();
    if (outcome.stays) return outcome;
    work.order.reader = task.reader;
    work.order.path = task.places.input;
    work.order.keep_document = m_joining.wants_documents();
    work.broker = std::make_unique<LocalBroker>(m_files, task.places, m_run_files);
    Result<InputFile> input = work.broker->open_input();
    if (input) work.input = std::move(*input);
    else outcome.refused = input.problem();
    return outcome;
  }

  void finish(Done done) {
    if (!m_recipe.stop_on_error) commit(done);
    const std::size_t document = done.work.document;
    m_outcomes.emplace(document, Outcome{std::move(done), {}, false});
    tell_ready();
  }

  void commit(Done& done) {
    if (!done.made.result.done) return;
    const Result<void> committed = done.work.broker->commit();
    done.work.broker.reset();
    if (committed) return;
    done.made.result.done = false;
    done.made.result.diagnostics.push_back(committed.problem());
  }

  // Whatever nobody before it is waited for.
  void tell_ready() {
    for (auto first = m_outcomes.begin(); first != m_outcomes.end() && first->first == m_told && !is_over();
         first = m_outcomes.erase(first), ++m_told)
      tell(m_recipe.documents[m_told], first->second);
  }

  void tell(const DocumentTask& task, Outcome& outcome) {
    const std::uint64_t failed = m_summary.failed;
    if (outcome.stays) {
      ++m_summary.skipped;
    } else {
      ++m_summary.documents;
      if (outcome.refused) fail(*outcome.refused);
      else tell_made(task, *outcome.done);
    }
    if (m_summary.failed != failed) m_joining.add_failed(task.places.input);
  }

  void tell_made(const DocumentTask& task, Done& done) {
    if (done.made.unclaimed) return unclaimed(task, done.work.input.name);
    if (m_recipe.stop_on_error) commit(done);
    note_failure(done.made);
    DocumentResult& result = done.made.result;
    if (result.document && result.done) m_joining.add(done.work.input, std::move(*result.document));
    std::vector<std::string> written;
    for (const std::size_t output : done.work.order.outputs) written.push_back(task.places.outputs[output]);
    report(task.places.input_name.empty() ? task.places.input : task.places.input_name, written, result);
  }

  // One document of all, for the outputs that want it.
  void join() {
    const bool is_wanted = std::any_of(m_recipe.outputs.begin(), m_recipe.outputs.end(),
                                       [](const OutputRecipe& output) { return output.joined.has_value(); });
    if (!is_wanted || *interrupt_flag() != 0) return;
    std::vector<Diagnostic> said;
    std::vector<std::size_t> outputs = m_joining.outputs(m_told == m_recipe.documents.size(), said);
    m_progress.clear();
    m_printer.print(said);
    if (outputs.empty()) m_summary.failed += m_summary.failed == 0;
    std::erase_if(outputs, [&](std::size_t output) { return leave_joined(output); });
    if (outputs.empty()) return;
    Work work;
    work.order.outputs = outputs;
    work.members = &m_joining.members();
    const DocumentPlaces places = m_joining.places(outputs);
    work.broker = std::make_unique<LocalBroker>(m_files, places, m_run_files);
    m_crew.give(std::move(work));
    std::optional<Done> done = m_crew.take();
    if (!done) return;
    commit(*done);
    std::vector<std::string> written;
    for (const std::size_t output : outputs) written.push_back(places.outputs[output]);
    report(written.front(), written, done->made.result);
  }

  bool leave_joined(std::size_t output) {
    const std::string& path = m_recipe.outputs[output].joined->path;
    const Existing found = existing(output, path);
    if (found == Existing::fails) fail(is_there("the joined documents", path));
    return found != Existing::none;
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

  void note_failure(const Made& made) {
    m_summary.plugin_failed = m_summary.plugin_failed || made.plugin_failed;
    m_summary.options_failed = m_summary.options_failed || made.options_failed;
  }

  // `name`: what messages call the document.
  void report(const std::string& name, const std::vector<std::string>& outputs, const DocumentResult& result) {
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

  void unclaimed(const DocumentTask& task, const std::string& name) {
    if (task.skip_unknown) {
      --m_summary.documents;
      ++m_summary.skipped;
      m_joining.add_skipped();
      return;
    }
    fail(error("input.unknown-format", fmt::format("{}: no reader knows this format", name),
               "name its reader (-f, or reader: in a job); `deckle plugins` lists them"));
  }

  // Documents that are done and wait to be told of, because of one before them that takes its time.
  static constexpr std::size_t most_waiting = 4096;

  Recipe& m_recipe;
  Crew& m_crew;
  Files& m_files;
  Printer& m_printer;
  Progress m_progress;
  Joining m_joining;
  RunFiles m_run_files;
  std::map<std::size_t, Outcome> m_outcomes;  // by document
  std::size_t m_told = 0;                     // the documents before this one
  RunSummary m_summary;
};

}  // namespace

int RunSummary::exit_code() const {
  if (const int interrupted = interrupt_exit_code(); interrupted != 0) return interrupted;
  if (plugin_failed) return 3;
  if (options_failed) return 2;
  return failed == 0 ? 0 : 1;
}

RunSummary run(Recipe& recipe, Crew& crew, Files& files, Printer& printer, const RunSettings& settings) {
  return Runner(recipe, crew, files, printer, settings).run();
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
