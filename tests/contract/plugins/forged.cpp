// By the host's own description of its messages, so that they stay as plausible as they are.
#include "forged.hpp"

#include "fence/fence_state.hpp"
#include "fence/last_words.hpp"
#include "process/wire_fields.hpp"
#include "process/zygote_child.hpp"

namespace mischief {
namespace {

using namespace deckle;

// As a channel sends short messages.
std::string begun(Word word) { return std::string("i") + static_cast<char>(word); }

std::string without_outputs(std::uint64_t turn = 0) {
  std::string message = begun(Word::done);
  ByteWriter write(message);
  Made made;
  made.result.done = true;
  write.number("turn", turn);
  fields::of_made(write, made);
  write.number("has document", false);
  write.number("used", std::uint32_t{0});
  return message;
}

}  // namespace

std::string forged_done(unsigned outputs) {
  std::string message = without_outputs();
  ByteWriter(message).number("outputs", std::uint32_t{outputs});
  return message;
}

std::string forged_output(std::size_t output, const std::string& part) {
  std::string message = forged_done(1);
  ByteWriter write(message);
  write.number("output", std::uint64_t{output});
  write.text("part", part);
  write.number("is file", false);
  write.text("bytes", "wrong");
  return message;
}

std::string forged_file_output() {
  std::string message = forged_done(1);
  ByteWriter write(message);
  write.number("output", std::uint64_t{0});
  write.text("part", "");
  write.number("is file", true);
  return message;
}

std::string forged_words(std::size_t length) {
  std::string message = begun(Word::done);
  ByteWriter write(message);
  Made made;
  made.result.diagnostics = {error("x", std::string(length, 'x'))};
  write.number("turn", std::uint64_t{0});
  fields::of_made(write, made);
  write.number("has document", false);
  return message + std::string(2 * sizeof(std::uint32_t), '\0');
}

std::string forged_turn() {
  std::string message = without_outputs(1);
  ByteWriter(message).number("outputs", std::uint32_t{0});
  return message;
}

std::string forged_diagnostics() {
  std::string message = begun(Word::done);
  ByteWriter write(message);
  write.number("turn", std::uint64_t{0});
  for (int field = 0; field < 4; ++field) write.number("flag", field == 0);
  DocumentFigures figures;
  fields::of_figures(write, figures);
  write.number("diagnostics", std::uint32_t{0xFFFFFFFF});
  return message + std::string(1000, '\0');
}

std::string forged_need(const std::string& reader) {
  std::string message = begun(Word::need);
  ByteWriter write(message);
  Need need{Need::reader, reader};
  fields::of_need(write, need);
  return message;
}

std::string forged_log(std::size_t length) {
  std::string message = begun(Word::log);
  ByteWriter write(message);
  Severity severity = Severity::warning;
  fields::enumerated(write, "severity", severity, 0, 2);
  write.text("text", std::string(length, 'x'));
  return message;
}

// About an address that the document does not have.
std::string forged_question(const std::string& address) {
  std::string message = begun(Word::input);
  ByteWriter write(message);
  write.text("from", "");
  write.text("address", address);
  return message;
}

std::string forged_last_words() {
  LastWords words;
  words.kind = LastWords::refused_call;
  words.number = 9999;
  return {reinterpret_cast<const char*>(&words), sizeof words};
}

std::string forged_fence() {
  std::string message = "i";
  ByteWriter write(message);
  FenceState whole{0, 0, 0, 4};
  write.number("word", ZygoteWord::fenced);
  write.number("fence", whole);
  return message;
}

std::string forged_readiness() {
  std::string message = "i";
  ByteWriter write(message);
  Made made;
  made.result.done = true;
  write.number("word", ZygoteWord::prepared);
  fields::of_made(write, made);
  return message;
}

}  // namespace mischief
