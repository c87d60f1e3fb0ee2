// deckle worker: documents converted for a program that embeds Deckle, over a channel. libdeckle starts it.
#include "cli/commands.hpp"
#include "cli/workforce.hpp"
#include "engine/named_components.hpp"
#include "host/described_bytes.hpp"
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
  Converted convert(const InputFile& input) { return convert_buffer(input, m_recipe, m_workforce->crew()); }

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
    return answer.send(m_channel);
  }

  bool convert(Incoming& question) {
    InputFile input;
    return m_open && m_open->is_of_use() && question.take(input) && send(m_channel, m_open->convert(input));
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
