// Documents are begun in the order of the plan and may be done in another; they have their turn, to be told of and
// joined, in the order of the plan again. Outputs appear as soon as their document is done, unless they claim places
// that others may have before them, or the run ends with a failure: then they wait for their turn, so that what there
// is at the end does not depend on who was faster.
#include "engine/run.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "diagnostics/stopwatch.hpp"
#include "engine/copying.hpp"
#include "engine/interrupt.hpp"
#include "engine/joining.hpp"
#include "engine/media_type.hpp"
#include "engine/place_claims.hpp"
#include "engine/telling.hpp"
#include "engine/to_do.hpp"

namespace deckle {
namespace {

// What became of one document, until it is told.
struct Outcome {
  Standing::Kind kind;                     // unless it is stale, it is as an earlier run left it
  std::optional<Done> done = {};           // it was worked on
  std::uint64_t input_bytes = 0;           // what of its input is left to be told
  std::optional<Diagnostic> refused = {};  // it could not be: a failure
  bool stays = false;                      // there was nothing to do
  std::vector<ClaimedPlace> claims = {};   // all that hold if it is as good as new, or was made
};

class Runner {
 public:
  Runner(Recipe& recipe, Crew& crew, Files& files, Printer& printer, const RunSettings& settings)
      : m_recipe(recipe),
        m_crew(crew),
        m_files(files),
        m_telling(printer, settings.observers, settings.fail_on, recipe.documents.size()),
        m_state(settings.state),
        m_to_do(recipe, files, settings.state),
        m_joining(recipe),
        m_run_files(files, m_state != nullptr ? m_state->staging() : Staging()) {
    enter(recipe, m_run_files);
    recipe.is_recorded = m_run_files.staging().is_recorded;
  }

  RunSummary run() {
    const Stopwatch stopwatch;
    look();
    if (m_to_do.count() == 0 || prepare()) make_documents();
    if (m_can_make && m_to_do.take_back_joined(m_run_files, m_joining) && prepare()) make_members();
    if (m_can_make) join();
    m_to_do.count_fresh(m_telling.summary());
    copy_files();
    m_crew.abandon();
    m_telling.summary().copied += m_run_files.copied();
    end_state();
    m_telling.ended(stopwatch.seconds());
    return m_telling.summary();
  }

 private:
  bool ends_by_failures() const { return m_recipe.most_failures != 0; }
  bool is_over() const {
    return *interrupt_flag() != 0 || (ends_by_failures() && m_telling.failures() >= m_recipe.most_failures);
  }

  void look() {
    std::vector<Diagnostic> said;
    if (m_state != nullptr && m_joining.wants_documents()) m_state->keep_documents(m_crew.kept());
    m_to_do.look(m_run_files, m_joining, said);
    m_telling.say(said);
  }

  void end_state() {
    if (m_state == nullptr) return;
    std::vector<Diagnostic> said;
    m_state->end(m_files, m_can_make && !is_over(), said);
    m_telling.say(said);
  }

  // Once, before the first document.
  bool prepare() {
    if (std::exchange(m_is_prepared, true)) return m_can_make;
    m_recipe.to_make = m_to_do.count();
    const Made made = m_crew.prepare();
    m_telling.say(made.result.diagnostics);
    m_telling.note_failure(made);
    return m_can_make = made.result.done;
  }

  void make_documents() {
    m_telling.started(m_to_do.count());
    std::size_t next = 0;
    const auto may_go_on = [&] { return m_can_make && !is_over(); };
    const auto left = [&] { return m_recipe.documents.size() - next; };
    const auto may_begin = [&] { return left() > 0 && may_go_on() && m_crew.has_room(left()); };
    do {
      while (may_begin() && m_outcomes.size() < most_waiting) begin(next++);
      if (std::optional<Done> done = m_crew.take()) finish(std::move(*done));
    } while (may_go_on() && (m_crew.is_busy() || left() > 0));
    if (*interrupt_flag() != 0 && !ends_by_failures()) tell_rest();
  }

  // For a joined output that was to be left: nothing was kept of the documents, which have all been told of.
  void make_members() {
    m_told = 0;
    m_is_told = true;
    make_documents();
  }

  void begin(std::size_t document) {
    const DocumentTask& task = m_recipe.documents[document];
    Work work;
    work.order.document = document;
    Outcome outcome{m_to_do.kind(document)};
    if (outcome.kind == Standing::Kind::stale) set_up(task, work, outcome);
    if (outcome.kind == Standing::Kind::stale && !outcome.refused && !outcome.stays)
      return m_crew.give(std::move(work));
    if (outcome.kind == Standing::Kind::fresh) outcome.claims = m_to_do.claims(document, {});
    add(document, std::move(outcome));
  }

  void set_up(const DocumentTask& task, Work& work, Outcome& outcome) {
    ToDo::Outputs outputs = m_to_do.outputs(work.order.document);
    outcome.refused = std::move(outputs.refused);
    outcome.stays = outputs.stay && !m_joining.wants_documents();
    if (outcome.refused || outcome.stays) return;
    work.order.outputs = std::move(outputs.wanted);
    work.order.reader = task.reader;
    work.order.path = task.places.input;
    work.order.keep_document = m_joining.wants_documents();
    work.broker = std::make_unique<LocalBroker>(m_files, task.places, m_run_files);
    Result<InputFile> input = work.broker->open_input();
    if (input) work.input = std::move(*input);
    else outcome.refused = input.problem();
  }

  void finish(Done done) {
    check_input(done);
    Outcome outcome{Standing::Kind::stale};
    const std::size_t document = done.work.order.document;
    outcome.input_bytes = done.work.input.bytes.size();
    outcome.claims = m_to_do.claims(document, done.work.broker->claims());
    if (!ends_by_failures() && are_settled(m_run_files, outcome.claims)) commit(done);
    else if (done.made.result.done) note(done.work.broker->finish(), done.made.result);
    done.work.input.bytes = {};  // thousands may wait for their turn, each with a descriptor
    outcome.done = std::move(done);
    add(document, std::move(outcome));
  }

  // What came of bytes that changed while they were read is worth nothing, be it an output or a crash.
  static void check_input(Done& done) {
    const InputFile& input = done.work.input;
    if (input.bytes.were_left_alone()) return;
    done.made.result.done = false;
    done.made.result.diagnostics = {changed_while_read(input.name)};
  }

  void add(std::size_t document, Outcome outcome) {
    const bool failed = outcome.refused || (outcome.done && !outcome.done->made.result.done);
    if (outcome.kind == Standing::Kind::stale && document != m_made_again) m_telling.made(outcome.input_bytes, failed);
    m_outcomes.emplace(document, std::move(outcome));
    tell_ready();
  }

  // Once for each document, whoever is first to ask.
  void commit(Done& done) {
    if (!done.work.broker) return;
    DocumentResult& result = done.made.result;
    if (result.done) note(done.work.broker->commit(), result);
    if (m_state != nullptr) record(done);
    done.work.broker.reset();
  }

  // Without its outputs a document is not done.
  static void note(const Result<void>& written, DocumentResult& result) {
    if (written) return;
    result.done = false;
    result.diagnostics.push_back(written.problem());
  }

  void record(Done& done) {
    DocumentRecord made = done.work.broker->take_record();
    if (done.work.members != nullptr) return m_state->made_joined(done.work, done.made, made);
    m_to_do.note_replaced(done.work.order.document, made, done.made.result.diagnostics);
    m_state->made(done.work, done.made, made);
  }

  // Whatever nobody before it is waited for.
  void tell_ready() {
    while (!m_outcomes.empty() && m_outcomes.begin()->first == m_told && !is_over()) {
      auto first = m_outcomes.extract(m_outcomes.begin());
      if (!appears(first.mapped())) return make_again(m_told);
      tell(m_recipe.documents[m_told], first.mapped());
      ++m_told;
    }
  }

  // At its turn. False: it was told what is not so.
  bool appears(Outcome& outcome) {
    if (!would_hold(m_run_files, outcome.claims)) return false;
    if (outcome.done) commit(*outcome.done);
    if (outcome.done ? outcome.done->made.result.done : outcome.kind == Standing::Kind::fresh)
      settle(m_run_files, outcome.claims);
    return true;
  }

  // It is its turn, so this time it is told nothing that changes.
  void make_again(std::size_t document) {
    m_made_again = document;
    if (!prepare()) return;
    m_to_do.make_again(document);
    begin(document);
  }

  // Of a run that was interrupted: their outputs are there, although some before them are not. What could not be begun
  // may have been refused by the interruption itself, and says nothing.
  void tell_rest() {
    for (auto& [document, outcome] : m_outcomes)
      if (outcome.done && !outcome.done->work.broker) tell(m_recipe.documents[document], outcome);
    m_outcomes.clear();
  }

  void tell(const DocumentTask& task, Outcome& outcome) {
    DocumentOutcome told;
    told.input = task.places.input_name();
    if (outcome.kind != Standing::Kind::stale) return tell_known(task, outcome.kind, told);
    if (outcome.stays) told.status = DocumentStatus::skipped;
    else if (outcome.refused) refuse(told, std::move(*outcome.refused));
    else if (outcome.done->made.unclaimed) leave_unclaimed(task, told);
    else take_made(task.places, *outcome.done, outcome.input_bytes, told);
    told.why = m_to_do.take_why(m_told);
    report(told);
    if (told.has_failed()) m_joining.add_failed(task.places.input);
  }

  // As an earlier run left it: those that are fresh are counted already.
  void tell_known(const DocumentTask& task, Standing::Kind kind, DocumentOutcome& told) {
    if (kind == Standing::Kind::fresh) {
      if (const KeptMember* member = m_to_do.member(m_told))
        m_joining.add_kept(*member, told.input, std::string(media_type_of(task.places.input)));
      return;
    }
    told.status = kind == Standing::Kind::failed ? DocumentStatus::failed_unchanged : DocumentStatus::skipped;
    report(told);
    if (told.has_failed()) m_joining.add_failed(task.places.input);
    else m_joining.add_skipped();
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

  void take_made(const DocumentPlaces& places, Done& done, std::uint64_t input_bytes, DocumentOutcome& told) {
    commit(done);
    m_telling.note_failure(done.made);
    if (done.made.result.done && done.work.order.keep_document) m_joining.add(done.work.input, input_bytes, done.made);
    told.input_bytes = input_bytes;
    std::vector<WrittenOutput> outputs;
    for (const std::size_t output : done.work.order.outputs)
      outputs.push_back({m_recipe.outputs[output].name, places.outputs[output]});
    told.take(std::move(done.made.result), std::move(outputs));
  }

  void report(const DocumentOutcome& told) {
    if (!m_is_told || told.is_joined) m_telling.finished(told);
  }

  // Whether there is a joined output to be made. Those that are as an earlier run left them are told of.
  bool begin_joining() {
    bool is_wanted = false;
    for (std::size_t k = 0; k < m_recipe.outputs.size(); ++k) {
      if (!m_recipe.outputs[k].joined) continue;
      is_wanted = is_wanted || !m_joining.is_left(k);
      if (!m_joining.is_left(k) || m_to_do.joined_standing(k).kind != Standing::Kind::failed) continue;
      DocumentOutcome told;
      told.input = m_recipe.outputs[k].joined->path;
      told.is_joined = true;
      told.status = DocumentStatus::failed_unchanged;
      report(told);
    }
    return is_wanted && *interrupt_flag() == 0;
  }

  // One document of all, for the outputs that want it.
  void join() {
    if (!begin_joining()) return;
    std::vector<Diagnostic> said;
    std::vector<std::size_t> outputs = m_joining.outputs(m_told == m_recipe.documents.size(), said);
    m_telling.say(said);
    if (outputs.empty() && m_telling.summary().failed == 0) ++m_telling.summary().failed;
    ToDo::Outputs wanted = m_to_do.joined(outputs);
    if (wanted.refused) m_telling.fail(*wanted.refused);
    outputs = std::move(wanted.wanted);
    if (outputs.empty() || !prepare()) return;
    Work work;
    work.order.outputs = outputs;
    work.members = &m_joining.members();
    const DocumentPlaces places = m_joining.places(outputs);
    work.broker = std::make_unique<LocalBroker>(m_files, places, m_run_files);
    m_telling.joining(outputs.size());
    m_crew.give(std::move(work));
    std::optional<Done> done = m_crew.take();
    if (!done) return;
    DocumentOutcome told;
    told.input = places.outputs[outputs.front()];
    told.is_joined = true;
    if (m_state != nullptr) told.why = m_to_do.joined_standing(outputs.front()).why;
    take_made(places, *done, 0, told);
    report(told);
  }

  void copy_files() {
    for (std::size_t k = 0; k < m_recipe.copies.size() && !is_over(); ++k) {
      if (m_state != nullptr && m_state->copy(k).kind == Standing::Kind::fresh) continue;
      Result<DocumentRecord> copied = copy_file(m_recipe.copies[k], m_files, m_run_files);
      if (copied && m_state != nullptr) m_state->copied(k, std::move(*copied));
      if (copied) ++m_telling.summary().copied;
      else m_telling.fail(copied.problem());
    }
  }

  // Documents that are done and wait to be told of, because of one before them that takes its time.
  static constexpr std::size_t most_waiting = 4096;

  Recipe& m_recipe;
  Crew& m_crew;
  Files& m_files;
  Telling m_telling;
  RunState* m_state;
  ToDo m_to_do;
  Joining m_joining;
  RunFiles m_run_files;
  bool m_is_prepared = false, m_can_make = true, m_is_told = false;
  std::map<std::size_t, Outcome> m_outcomes;  // by document
  std::size_t m_told = 0;                     // the documents before this one
  std::optional<std::size_t> m_made_again;    // the last of those that were
};

}  // namespace

RunSummary run(Recipe& recipe, Crew& crew, Files& files, Printer& printer, const RunSettings& settings) {
  return Runner(recipe, crew, files, printer, settings).run();
}

}  // namespace deckle
