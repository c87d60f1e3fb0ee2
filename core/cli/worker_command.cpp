// deckle worker: documents converted for a program that embeds Deckle, over a channel. libdeckle starts it.
#include <cerrno>

#include "cli/commands.hpp"
#include "cli/workforce.hpp"
#include "engine/named_components.hpp"
#include "host/described_bytes.hpp"
#include "io/problem.hpp"
#include "process/service_wire.hpp"
#include "process/spawned_program.hpp"

namespace deckle {
namespace {

constexpr const char* examples = "  Not to be called by hand: libdeckle starts it, see <deckle/embed.h>.\n";

// What was opened: the workers, and what they work by.
class OpenService {
 public:
  explicit OpenService(Service service)
      : m_service(std::move(service)), m_session(common(m_service)), m_files(real_files()) {
    m_recipe = recipe_of(m_service.words, m_session.registry(), m_problems);
    prepare();
    // What was looked for may be in a library that was refused.
    if (!m_workforce)
      for (Diagnostic& problem : m_session.discovery().problems()) m_problems.push_back(std::move(problem));
  }
  OpenService(const OpenService&) = delete;

  bool is_of_use() const { return m_workforce.has_value(); }
  std::vector<Diagnostic>& problems() { return m_problems; }
  Crew& crew() { return m_workforce->crew(); }
  Converted convert(const InputFile& input, GivenFiles::Give give) {
    return convert_buffer(input, m_recipe, crew(), m_service.gives_files ? std::move(give) : nullptr);
  }

 private:
  void prepare() {
    for (const Diagnostic& problem : m_problems)
      if (problem.severity == Severity::error) return;
    WorkforceSettings settings;
    apply(JobLimits{.time_ms = m_service.time_ms, .memory_bytes = m_service.memory_bytes}, settings);
    const auto use_of_detected = [this](const Component& reader) {
      return use_of_reader(m_session.registry(), reader, m_service.words.reader_options);
    };
    m_workforce.emplace(m_session, m_recipe, *m_files, use_of_detected, settings);
    const Made made = m_workforce->crew().prepare();
    m_problems.insert(m_problems.end(), made.result.diagnostics.begin(), made.result.diagnostics.end());
    if (!made.result.done) m_workforce.reset();
  }

  static CommonOptions common(const Service& service) {
    CommonOptions options;
    options.quiet = true;
    options.plugin_paths = service.plugin_paths;
    return options;
  }

  Service m_service;
  Session m_session;
  std::unique_ptr<Files> m_files;
  std::vector<Diagnostic> m_problems;
  Recipe m_recipe;
  std::optional<Workforce> m_workforce;
};

// Answers questions until nobody asks any more. False: what was asked is no question.
class Server {
 public:
  explicit Server(Channel channel) : m_channel(std::move(channel)) {}

  bool answer_all() {
    while (std::optional<Message> message = m_channel.receive(1ull << 32)) {
      Incoming question(std::move(*message));
      ServiceWord word{};
      if (!question.read.number("word", word) || !answer(word, question)) return false;
    }
    return true;
  }

 private:
  bool answer(ServiceWord word, Incoming& question) {
    switch (word) {
      case ServiceWord::open: return open(question);
      case ServiceWord::convert: return convert(question);
      case ServiceWord::cancel: return true;  // too late
      case ServiceWord::given: return false;
      case ServiceWord::describe: return describe(question);
    }
    return false;
  }

  bool open(Incoming& question) {
    Service service;
    if (m_open || !fields::of_service(question.read, service)) return false;
    m_open.emplace(std::move(service));
    Outgoing answer;
    answer.write.number("is of use", m_open->is_of_use());
    answer.write.list("problems", m_open->problems(), fields::of_diagnostic);
    if (m_open->is_of_use()) m_open->crew().while_waiting([this] { look_for_cancel(); });
    return answer.send(m_channel);
  }

  bool convert(Incoming& question) {
    InputFile input;
    if (!m_open || !m_open->is_of_use() || !question.take(input)) return false;
    m_is_cancelled = false;
    return send(m_channel, m_open->convert(input, [this](const std::string& name) { return ask_for(name); }));
  }

  // An answer to ask_for(), while a document is converted. Null: all else that may be said then is that it is given up;
  // who is gone wants nothing any more.
  std::unique_ptr<Incoming> hear() {
    std::optional<Message> message = m_channel.receive(1ull << 32);
    auto said = message ? std::make_unique<Incoming>(std::move(*message)) : nullptr;
    ServiceWord word{};
    if (said && said->read.number("word", word) && word == ServiceWord::given) return said;
    m_is_cancelled = true;
    return nullptr;
  }

  void look_for_cancel() {
    while (!m_is_cancelled && m_channel.wait(0)) hear();
    if (m_is_cancelled) m_open->crew().abandon();
  }

  Result<FileBytes> ask_for(const std::string& name) {
    Outgoing question;
    question.write.number("answer", ServiceAnswer::wanted);
    question.write.text("name", name);
    if (m_is_cancelled || !question.send(m_channel)) return io_problem("read", name, ENOENT);
    std::unique_ptr<Incoming> answer = hear();
    if (!answer) answer = hear();  // given up before the question was read, which is answered all the same
    bool is_there = false;
    InputFile file;
    const bool good = answer && answer->read.number("is there", is_there) && answer->take(file);
    return good && is_there ? Result<FileBytes>(std::move(file.bytes)) : io_problem("read", name, ENOENT);
  }

  bool describe(Incoming& question) {
    std::string library;
    int time_limit_ms = 0;
    if (!question.read.text("library", library) || !question.read.number("time limit", time_limit_ms)) return false;
    Outgoing answer;
    answer.write.bytes("described", to_bytes(describe_in_child(library, time_limit_ms)));
    return answer.send(m_channel);
  }

  Channel m_channel;
  std::optional<OpenService> m_open;
  bool m_is_cancelled = false;  // the document that is converted
};

}  // namespace

int worker_command(int count, char** arguments) {
  Arguments parser("worker", "Converts documents for a program that embeds Deckle, over a channel.", examples);
  if (const auto exit_code = parser.parse(count, arguments)) return *exit_code;
  auto channel = Channel::inherited(SpawnedProgram::channel_descriptor);
  if (!channel) return usage_error("worker", "descriptor 3 is no channel: this command is for libdeckle to start");
  return Server(std::move(*channel)).answer_all() ? 0 : 1;
}

}  // namespace deckle
