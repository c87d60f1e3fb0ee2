#include "process/broker_service.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <set>

#include "io/problem.hpp"
#include "process/wire_fields.hpp"

namespace deckle {
namespace {

// What is read for a document stays with its broker.
void add_file(Outgoing& answer, Result<InputFile>& file, Work& work) {
  if (file) work.asked += file->bytes.size();
  answer.write.number("good", static_cast<bool>(file));
  if (file) answer.add(*file);
  else fields::of_diagnostic(answer.write, file.problem());
}

bool answer_resolve(Incoming& question, Work& work, Outgoing& answer) {
  std::string from, address;
  if (!question.read.text("from", from) || !question.read.text("address", address)) return false;
  Result<InputFile> file = work.broker->resolve(from, address);
  add_file(answer, file, work);
  return true;
}

bool answer_reopen(Incoming& question, Work& work, Outgoing& answer) {
  std::string name;
  if (!question.read.text("name", name)) return false;
  Result<InputFile> file = work.broker->reopen(name);
  add_file(answer, file, work);
  return true;
}

bool answer_input(Incoming& question, LocalBroker& broker, Outgoing& answer) {
  std::string from, address;
  if (!question.read.text("from", from) || !question.read.text("address", address)) return false;
  std::optional<std::string> name = broker.input(from, address);
  return fields::maybe(answer.write, "name", name, fields::of_text);
}

// Only an output that was ordered.
bool read_output(Incoming& question, const Work& work, std::size_t& output) {
  const std::vector<std::size_t>& ordered = work.order.outputs;
  return question.read.number("output", output) && std::find(ordered.begin(), ordered.end(), output) != ordered.end();
}

bool answer_address(Incoming& question, Work& work, Outgoing& answer) {
  std::size_t output = 0;
  fields::HeldReference reference;
  if (!read_output(question, work, output) || !fields::of_reference(question.read, reference)) return false;
  AddressAnswer made = work.broker->address(output, reference.reference());
  return fields::of_answer(answer.write, made);
}

bool answer_content(Incoming& question, Work& work, Outgoing& answer) {
  std::size_t output = 0;
  fields::HeldReference reference;
  if (!read_output(question, work, output) || !fields::of_reference(question.read, reference)) return false;
  Result<std::optional<InputFile>> content = work.broker->content(output, reference.reference());
  const bool is_known = !content || content->has_value();
  answer.write.number("is known", is_known);
  if (!is_known) return true;
  Result<InputFile> file = content ? Result<InputFile>(std::move(**content)) : content.problem();
  add_file(answer, file, work);
  return true;
}

std::vector<Reference> references_of(const std::vector<fields::HeldReference>& held) {
  std::vector<Reference> made;
  for (const fields::HeldReference& one : held) made.push_back(one.reference());
  return made;
}

// What is wrong with the references of a message, which lie in it. For the record they are known by their numbers.
bool check(Incoming& message, Work& work, std::vector<Reference>& references,
           std::vector<std::optional<Diagnostic>>& problems) {
  std::vector<fields::HeldReference> held;
  if (!message.read.list("references", held, fields::of_reference)) return false;
  references = references_of(held);
  problems = work.broker->check(references);
  if (work.broker->is_recorded())
    for (const Reference& one : references)
      work.addresses.push_back({std::string(one.from), std::string(one.address), one.is_resource});
  return true;
}

bool answer_check(Incoming& question, Work& work, Outgoing& answer) {
  std::vector<Reference> references;
  std::vector<std::optional<Diagnostic>> problems;
  if (!check(question, work, references, problems)) return false;
  answer.write.list("problems", problems, fields::of_maybe_problem);
  for (const std::size_t output : work.order.outputs) {
    std::vector<std::optional<AddressAnswer>> known;
    for (const Reference& reference : references) known.push_back(work.broker->expected_address(output, reference));
    answer.write.list("answers", known, fields::of_maybe_answer);
  }
  return true;
}

// As if they had been asked one by one: what the document depends on is written down.
bool note_used(Incoming& message, const Work& work) {
  std::vector<fields::UsedAnswer> used;
  if (!message.read.list("used", used, fields::of_used)) return false;
  if (!work.broker->is_recorded()) return true;
  const std::vector<std::size_t>& ordered = work.order.outputs;
  for (const fields::UsedAnswer& one : used) {
    const bool is_known = one.address < work.addresses.size();
    if (!is_known || std::find(ordered.begin(), ordered.end(), one.output) == ordered.end()) return false;
    work.broker->address(one.output, work.addresses[one.address].reference());
  }
  return true;
}

bool answer_member(Incoming& question, Work& work, const KeptDocuments& kept, Outgoing& answer) {
  std::uint64_t member = 0;
  if (!question.read.number("member", member) || work.members == nullptr || member >= work.members->size())
    return false;
  const KeptDocument& place = (*work.members)[member].kept;
  answer.write.number("offset", place.offset);
  answer.write.number("size", place.size);
  return answer.lend(kept.file());
}

// One output of a message, or a part of one.
struct ReceivedOutput {
  std::size_t output = 0;
  std::string part;
  std::string_view bytes;  // lie in the message
  Descriptor file;         // with the bytes, if there are many

  bool read(Incoming& message, const Work& work) {
    bool is_file = false;
    if (!read_output(message, work, output) || !message.read.text("part", part) ||
        !message.read.number("is file", is_file))
      return false;
    if (!is_file) return message.read.text("bytes", bytes);
    file = message.take_descriptor();
    return static_cast<bool>(file);
  }
};

// Takes the bytes from those that are left; more than that are not sound.
Result<void> copy(int file, StagedOutput& to, std::uint64_t& left, bool& is_sound) {
  struct stat status {};
  is_sound = fstat(file, &status) == 0 && S_ISREG(status.st_mode);
  if (!is_sound) return {};
  std::array<char, 64u << 10> buffer;  // stays in the processor's cache
  for (std::uint64_t at = 0;;) {
    const ssize_t got = pread(file, buffer.data(), buffer.size(), static_cast<off_t>(at));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return io_problem("read", "an output of a worker", errno);
    if (got == 0) return {};
    at += static_cast<std::uint64_t>(got);
    is_sound = static_cast<std::uint64_t>(got) <= left;
    if (!is_sound) return {};
    left -= static_cast<std::uint64_t>(got);
    if (Result<void> written = to.write({buffer.data(), static_cast<std::size_t>(got)}); !written) return written;
  }
}

Result<void> stage(const ReceivedOutput& received, Work& work, std::uint64_t& left, bool& is_sound) {
  is_sound = received.bytes.size() <= left;
  if (!is_sound) return {};
  left -= received.bytes.size();
  Result<StagedOutput*> to = received.part.empty() ? work.broker->stage(received.output)
                                                   : work.broker->stage_part(received.output, received.part);
  if (!to) return to.problem();
  return received.file ? copy(received.file.get(), **to, left, is_sound) : (*to)->write(received.bytes);
}

}  // namespace

Answered answer_question(Word word, Incoming& question, Work& work, const KeptDocuments& kept, const Channel& to) {
  Outgoing answer(Word::answer);
  bool good = false;
  work.asked += question.size();
  switch (word) {
    case Word::resolve: good = answer_resolve(question, work, answer); break;
    case Word::reopen: good = answer_reopen(question, work, answer); break;
    case Word::input: good = answer_input(question, *work.broker, answer); break;
    case Word::address: good = answer_address(question, work, answer); break;
    case Word::content: good = answer_content(question, work, answer); break;
    case Word::check: good = answer_check(question, work, answer); break;
    case Word::member: good = answer_member(question, work, kept, answer); break;
    default: break;
  }
  if (!good) return Answered::nonsense;
  if (answer.send(to) || Channel::was_gone()) return Answered::yes;
  return Channel::was_full() ? Answered::nonsense : Answered::unsent;
}

bool take_checked(Incoming& message, Work& work) {
  work.asked += message.size();
  std::vector<Reference> references;
  std::vector<std::optional<Diagnostic>> told_by_worker;
  return check(message, work, references, told_by_worker);
}

std::optional<Result<void>> take_received(Incoming& message, Work& work, bool is_done, std::uint64_t most) {
  std::uint32_t count = 0;
  if (!note_used(message, work) || !message.read.number("outputs", count)) return std::nullopt;
  Result<void> staged;
  std::set<std::size_t> main_files;
  const std::uint64_t ordered = std::max<std::uint64_t>(work.order.outputs.size(), 1);
  std::uint64_t left = std::min(most, UINT64_MAX / ordered) * ordered;
  for (; count > 0 && staged; --count) {
    ReceivedOutput received;
    bool is_sound =
        received.read(message, work) && (!received.part.empty() || main_files.insert(received.output).second);
    if (is_sound) staged = stage(received, work, left, is_sound);
    if (!is_sound) return std::nullopt;
  }
  if (is_done && staged && main_files.size() != work.order.outputs.size()) return std::nullopt;
  return staged;
}

}  // namespace deckle
