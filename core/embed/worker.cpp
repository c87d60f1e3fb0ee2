// A converter that is a process of its own.
#include <fmt/format.h>

#include <mutex>

#include "embed/converter.hpp"
#include "process/spawned_program.hpp"

namespace deckle::embed {
namespace {

Diagnostic is_gone() {
  return error("host.worker-gone", "the program deckle, which converts documents, has ended", "open a new converter");
}

class WorkerConverter : public Converter {
 public:
  WorkerConverter(SpawnedProgram program, const Embedder& embedder)
      : m_program(std::move(program)), m_embedder(embedder) {}

  // A problem: the program did not answer. False: it is of no use for this service, as the problems say.
  Result<bool> open(Service service, std::vector<Diagnostic>& problems) {
    Outgoing question;
    question.write.number("word", ServiceWord::open);
    fields::of_service(question.write, service);
    if (!question.send(m_program.channel())) return is_gone();
    std::optional<Message> message = m_program.channel().receive(1u << 28);
    if (!message) return is_gone();
    const auto answer = std::make_unique<Incoming>(std::move(*message));
    bool is_of_use = false;
    if (!answer->read.number("is of use", is_of_use) || !answer->read.list("problems", problems, fields::of_diagnostic))
      return is_gone();
    return is_of_use;
  }

  Result<Converted> convert(const InputFile& input) override {
    const std::lock_guard<std::mutex> one_at_a_time(m_lock);
    Outgoing question;
    question.write.number("word", ServiceWord::convert);
    question.add(input);
    std::optional<Converted> converted;
    if (!m_is_gone && question.send(m_program.channel())) converted = answer_until_converted();
    m_is_gone = !converted;
    if (m_is_gone) return is_gone();
    return std::move(*converted);
  }

 private:
  // Nothing: the worker is gone.
  std::optional<Converted> answer_until_converted() {
    for (bool is_cancelled = false;;) {
      const bool was_cancelled = std::exchange(is_cancelled, is_cancelled || m_embedder.has_cancelled());
      if (is_cancelled && !was_cancelled && !say(ServiceWord::cancel)) return std::nullopt;
      if (!m_program.channel().wait(m_embedder.may_cancel() && !is_cancelled ? looking_ms : -1)) continue;
      std::optional<Message> message = m_program.channel().receive(1ull << 32);
      if (!message) return std::nullopt;
      Incoming answer(std::move(*message));
      ServiceAnswer what{};
      if (!answer.read.number("answer", what)) return std::nullopt;
      if (what == ServiceAnswer::converted) return take_converted(answer);
      if (what != ServiceAnswer::wanted || !give(answer, is_cancelled)) return std::nullopt;
    }
  }

  bool say(ServiceWord word) const {
    Outgoing message;
    message.write.number("word", word);
    return message.send(m_program.channel());
  }

  bool give(Incoming& question, bool is_cancelled) const {
    std::string name;
    if (!question.read.text("name", name)) return false;
    Result<FileBytes> bytes = is_cancelled ? Result<FileBytes>(is_gone()) : m_embedder.give(name);
    Outgoing answer;
    answer.write.number("word", ServiceWord::given);
    answer.write.number("is there", static_cast<bool>(bytes));
    answer.add({std::move(name), "", bytes ? std::move(*bytes) : FileBytes()});
    return answer.send(m_program.channel());
  }

  static constexpr int looking_ms = 10;  // how often the flag of the embedder is looked at

  std::mutex m_lock;
  SpawnedProgram m_program;
  Embedder m_embedder;
  bool m_is_gone = false;
};

}  // namespace

Opened open_worker(Service service, const Embedder& embedder, const std::filesystem::path& program) {
  Opened opened;
  Result<SpawnedProgram> started = SpawnedProgram::start(program, {"worker"});
  if (!started) {
    opened.problems.push_back(started.problem());
    return opened;
  }
  auto converter = std::make_unique<WorkerConverter>(std::move(*started), embedder);
  const Result<bool> is_of_use = converter->open(std::move(service), opened.problems);
  if (!is_of_use) opened.problems.push_back(is_of_use.problem());
  else if (*is_of_use) opened.converter = std::move(converter);
  return opened;
}

}  // namespace deckle::embed
