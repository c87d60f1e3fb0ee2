// What a program that embeds Deckle and its `deckle worker` say to each other: a question begins with one of these
// words, the answer to it holds its fields alone. Both are of the same release, so there are no versions.
#pragma once
#include "engine/buffer_conversion.hpp"
#include "process/wire_fields.hpp"

namespace deckle {

enum class ServiceWord : std::uint8_t {
  open = 50,  // Service; answered by the problems, and by a service that can be used if none is an error
  convert,    // an InputFile; answered by questions for files, and then by Converted: see ServiceAnswer
  cancel,     // while a document is converted: it is given up. At any other time it means nothing
  given,      // whether there is a file of the name that was asked for, and that as an InputFile
  describe,   // the path of a library, and milliseconds; answered as described_bytes.hpp writes it
};

// What comes while a document is converted begins with one of these.
enum class ServiceAnswer : std::uint8_t {
  converted = 70,
  wanted,  // the name of a file; answered by ServiceWord::given
};

// What a service is asked to do with every document.
struct Service {
  BufferWords words;
  std::vector<std::string> plugin_paths;
  std::uint64_t time_ms = 0, memory_bytes = 0;  // for a document; 0: the host's own limits
  bool gives_files = false;
};

namespace fields {

inline constexpr auto of_service = [](auto& access, Service& service) {
  return access.text("from", service.words.from) && access.text("to", service.words.to) &&
         access.plain_list("transforms", service.words.transforms) &&
         access.plain_list("reader options", service.words.reader_options) &&
         access.plain_list("exporter options", service.words.exporter_options) &&
         access.plain_list("plugin paths", service.plugin_paths) && access.text("resources", service.words.resources) &&
         access.number("time", service.time_ms) && access.number("memory", service.memory_bytes) &&
         access.number("gives files", service.gives_files);
};

}  // namespace fields

bool send(const Channel& to, Converted converted);
// What stands behind the word of the answer. Nothing: the other side does not speak our language.
std::optional<Converted> take_converted(Incoming& answer);

}  // namespace deckle
