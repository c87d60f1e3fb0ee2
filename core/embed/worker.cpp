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
  explicit WorkerConverter(SpawnedProgram program) : m_program(std::move(program)) {}

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
    if (!m_is_gone && question.send(m_program.channel())) converted = receive_converted(m_program.channel());
    m_is_gone = !converted;
    if (m_is_gone) return is_gone();
    return std::move(*converted);
  }

 private:
  std::mutex m_lock;
  SpawnedProgram m_program;
  bool m_is_gone = false;
};

}  // namespace

Opened open_worker(Service service, const std::filesystem::path& program) {
  Opened opened;
  Result<SpawnedProgram> started = SpawnedProgram::start(program, {"worker"});
  if (!started) {
    opened.problems.push_back(started.problem());
    return opened;
  }
  auto converter = std::make_unique<WorkerConverter>(std::move(*started));
  const Result<bool> is_of_use = converter->open(std::move(service), opened.problems);
  if (!is_of_use) opened.problems.push_back(is_of_use.problem());
  else if (*is_of_use) opened.converter = std::move(converter);
  return opened;
}

}  // namespace deckle::embed
