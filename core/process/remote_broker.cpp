#include "process/remote_broker.hpp"

#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>

#include "engine/kept_documents.hpp"
#include "fence/last_words.hpp"
#include "io/problem.hpp"
#include "io/read_file.hpp"
#include "process/wire_fields.hpp"

namespace deckle {
namespace {

// Bytes of one output beyond which they lie in a memory file. The file system of such files counts them against the
// limit of the process's files, as it does for the output that they become. When there are more of them than
// descriptors, or than a message can take, the rest are bytes again.
constexpr std::size_t buffered = most_bytes_inline;

// The supervisor is gone, or does not speak our language: nobody waits for the document any more.
[[noreturn]] void give_up() { _exit(1); }

// For questions that are not about the bytes.
std::vector<fields::HeldReference> without_bytes(const std::vector<Reference>& references) {
  std::vector<fields::HeldReference> made;
  for (const Reference& reference : references) made.emplace_back(reference).bytes = {};
  return made;
}

void trust(bool good) {
  if (!good) give_up();
}

// A document may have thousands of images in hand, a worker has not as many descriptors.
bool take_file(Incoming& answer, InputFile& file) { return answer.take(file, false); }

}  // namespace

void say_or_end(const Outgoing& message, const Channel& to) {
  if (message.send(to)) return;
  if (Channel::was_gone()) give_up();
  // A long message lies in a file in memory, which could not be made.
  LastWords words;
  words.kind = LastWords::out_of_memory;
  to.send({reinterpret_cast<const char*>(&words), sizeof words});
  give_up();
}

Result<void> HeldOutput::write(std::string_view bytes) {
  if (!m_file && m_buffer.size() + bytes.size() > buffered) {
    m_file = memory_file(m_buffer);
    if (!m_file && errno != EMFILE) return io_problem("write", "the output", errno);
    if (m_file && lseek(m_file.get(), 0, SEEK_END) < 0) return io_problem("write", "the output", errno);
    if (m_file) m_buffer = {};
  }
  if (!m_file) {
    m_buffer += bytes;
    return {};
  }
  if (const int failed = write_all(m_file.get(), bytes); failed != 0) return io_problem("write", "the output", failed);
  return {};
}

void HeldOutput::add_to(Outgoing& message) {
  message.write.number("output", static_cast<std::uint64_t>(m_output));
  message.write.text("part", m_part);
  const bool is_file = m_file && message.has_room();
  message.write.number("is file", is_file);
  if (is_file) {
    message.give(std::move(m_file));
  } else if (m_file) {
    lseek(m_file.get(), 0, SEEK_SET);
    const Result<FileBytes> bytes = read_open_file(std::move(m_file), m_part, false);
    if (!bytes) message.fail();
    else message.write.text("bytes", bytes->view());
  } else {
    message.write.text("bytes", m_buffer);
  }
}

std::unique_ptr<Incoming> RemoteBroker::ask(const Outgoing& question) const {
  tell_checked();
  say_or_end(question, m_inbox.channel());
  std::unique_ptr<Incoming> answer = m_inbox.next_answer();
  trust(answer != nullptr);
  return answer;
}

// What is answered next may depend on what was said before.
void RemoteBroker::tell_checked() const {
  if (m_untold.empty()) return;
  Outgoing note(Word::checked);
  std::vector<fields::HeldReference> held = without_bytes(std::exchange(m_untold, {}));
  note.write.list("references", held, fields::of_reference);
  say_or_end(note, m_inbox.channel());
}

Result<InputFile> RemoteBroker::ask_for_file(const Outgoing& question) const {
  const std::unique_ptr<Incoming> answer = ask(question);
  bool good = false;
  trust(answer->read.number("good", good));
  if (good) {
    InputFile file;
    trust(take_file(*answer, file));
    return file;
  }
  Diagnostic problem;
  trust(fields::of_diagnostic(answer->read, problem));
  return problem;
}

Result<InputFile> RemoteBroker::resolve(const std::string& from, std::string_view address) {
  Outgoing question(Word::resolve);
  question.write.text("from", from);
  question.write.text("address", address);
  return ask_for_file(question);
}

Result<InputFile> RemoteBroker::reopen(const std::string& name) {
  if (name == m_input.name) return m_input;
  Outgoing question(Word::reopen);
  question.write.text("name", name);
  return ask_for_file(question);
}

std::optional<std::string> RemoteBroker::input(const std::string& from, std::string_view address) const {
  Outgoing question(Word::input);
  question.write.text("from", from);
  question.write.text("address", address);
  const std::unique_ptr<Incoming> answer = ask(question);
  std::optional<std::string> name;
  trust(fields::maybe(answer->read, "name", name, fields::of_text));
  return name;
}

// Null: it has to be asked for.
const AddressAnswer* RemoteBroker::expected(std::size_t output, const Reference& reference) {
  const auto ordered = std::find(m_order.outputs.begin(), m_order.outputs.end(), output);
  if (reference.held || m_expected.empty() || ordered == m_order.outputs.end()) return nullptr;
  const auto& answers = m_expected.at(static_cast<std::size_t>(ordered - m_order.outputs.begin()));
  if (reference.number >= answers.size()) return nullptr;
  const std::optional<AddressAnswer>& known = answers[reference.number];
  if (!known) return nullptr;
  m_used.push_back({static_cast<std::uint32_t>(output), reference.number});
  return &*known;
}

AddressAnswer RemoteBroker::address(std::size_t index, const Reference& reference) {
  if (!concerns_files(reference)) return {};
  if (const AddressAnswer* known = expected(index, reference)) return *known;
  Outgoing question(Word::address);
  question.write.number("output", static_cast<std::uint64_t>(index));
  fields::HeldReference held(reference);
  fields::of_reference(question.write, held);
  const std::unique_ptr<Incoming> answer = ask(question);
  AddressAnswer made;
  trust(fields::of_answer(answer->read, made));
  return made;
}

Result<std::optional<InputFile>> RemoteBroker::content(std::size_t index, const Reference& reference) {
  if (!reference.is_resource) return std::optional<InputFile>();
  Outgoing question(Word::content);
  question.write.number("output", static_cast<std::uint64_t>(index));
  fields::HeldReference held(reference);
  fields::of_reference(question.write, held);
  const std::unique_ptr<Incoming> answer = ask(question);
  bool is_known = false;
  trust(answer->read.number("is known", is_known));
  if (!is_known) return std::optional<InputFile>();
  bool good = false;
  trust(answer->read.number("good", good));
  InputFile file;
  Diagnostic problem;
  trust(good ? take_file(*answer, file) : fields::of_diagnostic(answer->read, problem));
  if (!good) return problem;
  return std::optional(std::move(file));
}

bool RemoteBroker::check_by_plan(const std::vector<Reference>& references,
                                 std::vector<std::optional<Diagnostic>>& problems) {
  if (m_plan == nullptr || m_order.document == Order::not_planned) return false;
  std::optional<PlannedAnswers::Answers> known = m_plan->of(m_order.document, references, m_order.outputs);
  if (!known) return false;
  problems = std::move(known->problems);
  m_expected = std::move(known->expected);
  m_untold = references;
  if (m_plan->is_recorded()) tell_checked();
  return true;
}

std::vector<std::optional<Diagnostic>> RemoteBroker::check(const std::vector<Reference>& references) {
  std::vector<std::optional<Diagnostic>> problems;
  if (!check_by_plan(references, problems)) problems = ask_to_check(references);
  return problems;
}

std::vector<std::optional<Diagnostic>> RemoteBroker::ask_to_check(const std::vector<Reference>& references) {
  Outgoing question(Word::check);
  std::vector<fields::HeldReference> held = without_bytes(references);
  question.write.list("references", held, fields::of_reference);
  const std::unique_ptr<Incoming> answer = ask(question);
  std::vector<std::optional<Diagnostic>> problems;
  trust(answer->read.list("problems", problems, fields::of_maybe_problem));
  for (std::size_t k = 0; k < m_order.outputs.size(); ++k) {
    std::vector<std::optional<AddressAnswer>> known;
    trust(answer->read.list("answers", known, fields::of_maybe_answer) && known.size() == references.size());
    m_expected.push_back(std::move(known));
  }
  return problems;
}

Result<StagedOutput*> RemoteBroker::stage(std::size_t index) {
  return static_cast<StagedOutput*>(&m_staged.emplace_back(index, std::string()));
}

Result<StagedOutput*> RemoteBroker::stage_part(std::size_t index, std::string_view name) {
  if (Result<std::string> path = m_parts.add(m_main_files.at(index), name); !path) return path.problem();
  return static_cast<StagedOutput*>(&m_staged.emplace_back(index, std::string(name)));
}

void RemoteBroker::add_outputs(Outgoing& message, bool done) {
  if (!done) m_staged.clear();
  message.write.list("used", m_used, fields::of_used);
  message.write.number("outputs", static_cast<std::uint32_t>(m_staged.size()));
  for (HeldOutput& output : m_staged) output.add_to(message);
}

Result<Block> RemoteBroker::member(std::uint64_t index) const {
  Outgoing question(Word::member);
  question.write.number("member", index);
  const std::unique_ptr<Incoming> answer = ask(question);
  KeptDocument kept;
  trust(answer->read.number("offset", kept.offset) && answer->read.number("size", kept.size));
  return open_kept(answer->take_descriptor(), kept);
}

}  // namespace deckle
