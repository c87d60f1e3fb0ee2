#include "process/worker.hpp"

#include <sys/resource.h>
#include <unistd.h>

#include <locale>

#include "io/files.hpp"
#include "process/remote_broker.hpp"
#include "process/wire_fields.hpp"

namespace deckle {
namespace {

class Worker {
 public:
  Worker(const Channel& channel, const Workplace& place, PlannedAnswers* plan, int highest)
      : m_channel(channel), m_inbox(channel), m_workshop(place.workshop), m_plan(plan), m_highest(highest) {
    place.loader.instead_of_loading([this](const Component& component) {
      need({Need::reader, component.manifest->name});
    });
    place.host.instead_of_loading([this](std::string_view id) { need({Need::extension, std::string(id)}); });
    place.host.log_to([this](Severity severity, std::string_view text) { log(severity, text); });
  }

  // False: it is not to go on.
  bool one() {
    start_afresh();
    if (!has_more()) m_letter = m_inbox.next_work(m_word);
    if (!m_letter || !m_letter->read.number("turn", m_turn)) return false;
    m_log_lines = 0;
    return m_word == Word::make ? make(*m_letter) : m_word == Word::join && join(*m_letter);
  }

 private:
  bool has_more() const { return m_letter && !m_letter->read.at_end(); }

  // Nothing that a plugin did for one document shall be found by the next.
  void start_afresh() {
    std::locale::global(std::locale::classic());
    if (m_inbox.holds_work()) return;  // which has descriptors of its own
    if (has_more()) m_letter->close_other_descriptors(m_highest);
    else close_range(static_cast<unsigned>(m_highest) + 1, ~0u, 0);
  }

  bool make(Incoming& message) {
    Order order;
    InputFile input;
    std::vector<std::string> main_files;
    if (!fields::of_order(message.read, order) || !message.read.plain_list("main files", main_files) ||
        !message.take(input))
      return false;
    RemoteBroker broker(m_inbox, order, input, main_files, m_plan);
    return finish(m_workshop.make(order, input, broker), broker);
  }

  bool join(Incoming& message) {
    Order order;
    std::vector<std::string> main_files;
    std::vector<JoinMember> members;
    if (!fields::of_order(message.read, order) || !message.read.plain_list("main files", main_files) ||
        !message.read.list("members", members, fields::of_member))
      return false;
    const InputFile none;
    RemoteBroker broker(m_inbox, order, none, main_files, m_plan);
    for (std::size_t k = 0; k < members.size(); ++k) {
      Result<Block> block = broker.member(k);
      if (!block) return finish(failed(block.problem()), broker);
      members[k].block = std::move(*block);
    }
    return finish(m_workshop.join(order.outputs, members, broker), broker);
  }

  static Made failed(Diagnostic problem) {
    Made made;
    made.result.diagnostics.push_back(std::move(problem));
    return made;
  }

  // True: it is to go on.
  bool finish(Made made, RemoteBroker& broker) {
    Descriptor document;
    if (made.result.done && made.result.document) {
      document = memory_file(made.result.document->bytes());
      if (!document) made = failed(memory_is_used_up());
    }
    rusage usage{};
    if (getrusage(RUSAGE_SELF, &usage) == 0)
      made.result.figures.peak_memory = static_cast<std::uint64_t>(usage.ru_maxrss) * 1024;
    Outgoing message(Word::done);
    message.write.number("turn", m_turn);
    fields::of_made(message.write, made);
    message.write.number("has document", static_cast<bool>(document));
    if (document) message.give(std::move(document));
    broker.add_outputs(message, made.result.done);
    say_or_end(message, m_channel);
    return true;
  }

  [[noreturn]] void need(Need what) {
    Outgoing message(Word::need);
    fields::of_need(message.write, what);
    message.send(m_channel);
    _exit(0);
  }

  void log(Severity severity, std::string_view text) {
    if (++m_log_lines > most_log_lines) return;
    Outgoing message(Word::log);
    fields::enumerated(message.write, "severity", severity, 0, 2);
    message.write.text("text", text.substr(0, longest_log_line));
    message.send(m_channel);
  }

  const Channel& m_channel;
  Inbox m_inbox;
  std::unique_ptr<Incoming> m_letter;  // with the document in hand, and perhaps further ones
  Word m_word{};                       // of it
  Workshop& m_workshop;
  PlannedAnswers* m_plan;
  int m_highest;
  std::uint64_t m_turn = 0;
  unsigned m_log_lines = 0;
};

}  // namespace

void work(const Channel& channel, const Workplace& place, PlannedAnswers* plan, int highest) {
  Worker worker(channel, place, plan, highest);
  while (worker.one()) {
  }
  _exit(0);
}

}  // namespace deckle
