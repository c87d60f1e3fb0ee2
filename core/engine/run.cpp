// Documents are begun in the order of the plan and may be done in another; they are told of, and joined, in the order
// of the plan again. Outputs appear as soon as their document is done, unless the run ends with a failure: then
// they too wait for those before them, so that what there is at the end does not depend on who was faster.
#include "engine/run.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "diagnostics/stopwatch.hpp"
#include "engine/interrupt.hpp"
#include "engine/joining.hpp"
#include "io/write_file.hpp"

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
        m_observers(settings.observers),
        m_joining(recipe),
        m_run_files(files) {
    m_summary.planned = recipe.documents.size();
    m_summary.fail_on = settings.fail_on;
    m_summary.warnings = printer.count(Severity::warning);  // of the job
  }

  RunSummary run() {
    const Stopwatch stopwatch;
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
    m_summary.end(stopwatch.seconds());
    each_observer([&](RunObserver& observer) { observer.ended(m_summary); });
    return m_summary;
  }

 private:
  bool ends_by_failures() const { return m_recipe.most_failures != 0; }
  bool is_over() const {
    return *interrupt_flag() != 0 || (ends_by_failures() && m_summary.failed >= m_recipe.most_failures);
  }

  template <class Tell>
  void each_observer(const Tell& tell) {
    for (RunObserver* observer : m_observers) tell(*observer);
  }

  void know_files() {
    for (const OutputRecipe& output : m_recipe.outputs) m_run_files.add_output(output.resources);
    for (const DocumentTask& task : m_recipe.documents) m_run_files.add_document(task.places);
    for (const OutputRecipe& output : m_recipe.outputs)
      if (output.joined) m_run_files.add_joined(output.joined->path);
    for (const CopyTask& task : m_recipe.copies) m_run_files.add_asset(task.from, task.to);
  }

  bool prepare() {
    const Made made = m_crew.prepare();
    say(made.result.diagnostics);
    note_failure(made);
    return made.result.done;
  }

  void make_documents() {
    each_observer([&](RunObserver& observer) { observer.started(m_recipe.documents.size()); });
    std::size_t next = 0;
    const auto may_begin = [&] { return next < m_recipe.documents.size() && !is_over() && m_crew.has_room(); };
    do {
      while (may_begin() && m_outcomes.size() < most_waiting) begin(next++);
      if (std::optional<Done> done = m_crew.take()) finish(std::move(*done));
    } while (!is_over() && (m_crew.is_busy() || next < m_recipe.documents.size()));
    if (*interrupt_flag() != 0 && !ends_by_failures()) tell_rest();
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
    Work work;
    work.document = document;
    Outcome outcome = set_up(task, work);
    if (!outcome.refused && !outcome.stays) return m_crew.give(std::move(work));
    add(document, std::move(outcome), 0);
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
    if (!ends_by_failures()) commit(done);
    const std::size_t document = done.work.document;
    const std::size_t bytes = done.work.input.bytes.size();
    add(document, Outcome{std::move(done), {}, false}, bytes);
  }

  void add(std::size_t document, Outcome outcome, std::uint64_t input_bytes) {
    const bool failed = outcome.refused || (outcome.done && !outcome.done->made.result.done);
    each_observer([&](RunObserver& observer) { observer.made(input_bytes, failed); });
    m_outcomes.emplace(document, std::move(outcome));
    tell_ready();
  }

  // Once for each document, whoever is first to ask.
  void commit(Done& done) {
    if (!done.made.result.done || !done.work.broker) return;
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

  // Of a run that was interrupted: their outputs are there, although some before them are not. What could not be begun
  // may have been refused by the interruption itself, and says nothing.
  void tell_rest() {
    for (auto& [document, outcome] : m_outcomes)
      if (outcome.done) tell(m_recipe.documents[document], outcome);
    m_outcomes.clear();
  }

  void tell(const DocumentTask& task, Outcome& outcome) {
    DocumentOutcome told;
    told.input = task.places.input_name.empty() ? task.places.input : task.places.input_name;
    if (outcome.stays) told.status = DocumentStatus::skipped;
    else if (outcome.refused) refuse(told, std::move(*outcome.refused));
    else if (outcome.done->made.unclaimed) leave_unclaimed(task, told);
    else take_made(task.places, *outcome.done, told);
    report(told);
    if (told.has_failed()) m_joining.add_failed(task.places.input);
  }

  static void refuse(DocumentOutcome& told, Diagnostic problem) {
    told.status = DocumentStatus::failed;
    told.diagnostics.push_back(std::move(problem));
  }

  void leave_unclaimed(const DocumentTask& task, DocumentOutcome& told) {
    if (!task.skip_unknown)
      return refuse(told, error("input.unknown-format", fmt::format("{}: no reader knows this format", told.input),
                                "name its reader (-f, or reader: in a job); `deckle plugins` lists them"));
    told.status = DocumentStatus::skipped;
    m_joining.add_skipped();
  }

  void take_made(const DocumentPlaces& places, Done& done, DocumentOutcome& told) {
    commit(done);
    note_failure(done.made);
    DocumentResult& result = done.made.result;
    if (result.done && done.work.order.keep_document) m_joining.add(done.work.input, done.made);
    told.status = result.done ? DocumentStatus::done : DocumentStatus::failed;
    told.input_bytes = done.work.input.bytes.size();
    const std::vector<std::size_t>& outputs = done.work.order.outputs;
    result.figures.output_bytes.resize(outputs.size());
    for (std::size_t k = 0; result.done && k < outputs.size(); ++k)
      told.outputs.push_back(
          {m_recipe.outputs[outputs[k]].name, places.outputs[outputs[k]], result.figures.output_bytes[k]});
    told.figures = std::move(result.figures);
    told.dropped = std::move(result.dropped);
    told.diagnostics = std::move(result.diagnostics);
    // What is about the document as a whole still says which document.
    for (Diagnostic& diagnostic : told.diagnostics)
      if (diagnostic.where.file.empty()) diagnostic.where.file = told.input;
  }

  void report(const DocumentOutcome& told) {
    m_summary.add(told);
    print_outcome(told, m_printer);
    each_observer([&](RunObserver& observer) { observer.finished(told); });
  }

  // One document of all, for the outputs that want it.
  void join() {
    const bool is_wanted = std::any_of(m_recipe.outputs.begin(), m_recipe.outputs.end(),
                                       [](const OutputRecipe& output) { return output.joined.has_value(); });
    if (!is_wanted || *interrupt_flag() != 0) return;
    std::vector<Diagnostic> said;
    std::vector<std::size_t> outputs = m_joining.outputs(m_told == m_recipe.documents.size(), said);
    say(said);
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
    DocumentOutcome told;
    told.input = places.outputs[outputs.front()];
    told.is_joined = true;
    take_made(places, *done, told);
    report(told);
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
    return write_file(m_files, task.to, bytes->view());
  }

  void note_failure(const Made& made) {
    m_summary.plugin_failed = m_summary.plugin_failed || made.plugin_failed;
    m_summary.options_failed = m_summary.options_failed || made.options_failed;
  }

  void fail(const Diagnostic& problem) {
    say({problem});
    ++m_summary.failed;
  }

  // About the run as a whole.
  void say(const std::vector<Diagnostic>& diagnostics) {
    m_printer.print(diagnostics);
    for (const Diagnostic& diagnostic : diagnostics) {
      m_summary.warnings += diagnostic.severity == Severity::warning;
      each_observer([&](RunObserver& observer) { observer.said(diagnostic); });
    }
  }

  // Documents that are done and wait to be told of, because of one before them that takes its time.
  static constexpr std::size_t most_waiting = 4096;

  Recipe& m_recipe;
  Crew& m_crew;
  Files& m_files;
  Printer& m_printer;
  const std::vector<RunObserver*>& m_observers;
  Joining m_joining;
  RunFiles m_run_files;
  std::map<std::size_t, Outcome> m_outcomes;  // by document
  std::size_t m_told = 0;                     // the documents before this one
  RunSummary m_summary;
};

}  // namespace

RunSummary run(Recipe& recipe, Crew& crew, Files& files, Printer& printer, const RunSettings& settings) {
  return Runner(recipe, crew, files, printer, settings).run();
}

}  // namespace deckle
