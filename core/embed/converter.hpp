// The two places in which libdeckle converts: this process, and a `deckle worker`.
#pragma once
#include <filesystem>
#include <memory>

#include "embed/embedder.hpp"
#include "process/service_wire.hpp"

namespace deckle::embed {

class Converter {
 public:
  virtual ~Converter() = default;
  // A problem: it is of no use any more.
  virtual Result<Converted> convert(const InputFile& input) = 0;
};

// Null: it cannot be had, and the problems say why.
struct Opened {
  std::unique_ptr<Converter> converter = {};
  std::vector<Diagnostic> problems = {};
};

// `program`: deckle. In this process it only says what plugins offer that are not known yet.
Opened open_here(const Service& service, const Embedder& embedder, const std::filesystem::path& program);
Opened open_worker(Service service, const Embedder& embedder, const std::filesystem::path& program);

}  // namespace deckle::embed
