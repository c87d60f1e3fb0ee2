#include "process/service_wire.hpp"

namespace deckle {
namespace {

// Files travel in memory files when they are large; those of one answer are at most as many as descriptors are.
constexpr std::size_t most_parts = Channel::most_descriptors - 8;

InputFile file_of(std::string name, std::string bytes) { return {std::move(name), "", FileBytes(std::move(bytes))}; }

}  // namespace

bool send(const Channel& to, Converted converted) {
  if (converted.parts.size() > most_parts) {
    converted = {};
    converted.diagnostics.push_back(error("host.limit", "the document has more parts than an answer can hold"));
  }
  Outgoing answer;
  answer.write.number("answer", ServiceAnswer::converted);
  answer.write.number("done", converted.done);
  answer.write.list("diagnostics", converted.diagnostics, fields::of_diagnostic);
  answer.write.number("parts", static_cast<std::uint32_t>(converted.parts.size()));
  answer.write.number("has document", converted.document.has_value());
  answer.add(file_of("", std::move(converted.output)));
  for (auto& [name, bytes] : converted.parts) answer.add(file_of(name, std::move(bytes)));
  if (converted.document) answer.add(file_of("", std::string(converted.document->bytes())));
  return answer.send(to);
}

std::optional<Converted> take_converted(Incoming& answer) {
  Converted converted;
  std::uint32_t parts = 0;
  bool has_document = false;
  InputFile file;
  if (!answer.read.number("done", converted.done) ||
      !answer.read.list("diagnostics", converted.diagnostics, fields::of_diagnostic) ||
      !answer.read.number("parts", parts) || !answer.read.number("has document", has_document) || !answer.take(file))
    return std::nullopt;
  converted.output = file.bytes.view();
  for (; parts > 0; --parts) {
    if (!answer.take(file)) return std::nullopt;
    converted.parts[file.name] = file.bytes.view();
  }
  if (!has_document) return converted;
  if (!answer.take(file)) return std::nullopt;
  Result<Block> document = Block::from_bytes(file.bytes.view());
  if (!document) return std::nullopt;
  converted.document = std::move(*document);
  return converted;
}

}  // namespace deckle
