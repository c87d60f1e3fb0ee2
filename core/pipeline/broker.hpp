// What one document's pipeline may do in the world: read its input, reach further files, write its outputs.
//
// The pipeline knows no path and opens nothing. It asks a broker, which knows the rules and keeps the names, so that
// the same pipeline runs in this process or in a worker that can open no file.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "diagnostics/result.hpp"
#include "io/files.hpp"
#include "pipeline/input_file.hpp"
#include "pipeline/reference.hpp"

namespace deckle {

class Broker {
 public:
  virtual ~Broker() = default;

  // The document's input.
  virtual Result<InputFile> open_input() = 0;
  // An address as it stands in the source called `from`; empty: in the document's input. Refusals are diagnostics; one
  // that was given before for the same target comes again with an empty code: there is nothing more to say.
  virtual Result<InputFile> resolve(const std::string& from, std::string_view address) = 0;
  // A file that the document was read from, to show a place in it.
  virtual Result<InputFile> reopen(const std::string& name) = 0;
  // The name of the input of this run that an address in the source `from` leads to. Nothing: it leads to none.
  virtual std::optional<std::string> input(const std::string& from, std::string_view address) const = 0;
  // What is wrong with references whatever the output, before any output asks for them: once and for all, because a
  // question may take its time. They are numbered in their order, and their texts stay as long as the broker is asked.
  // Those who wrote them may have been told already.
  virtual std::vector<std::optional<Diagnostic>> check(const std::vector<Reference>& references) = 0;
  // What the address of a link or image is in output number `index`, and what it takes inside: see AddressAnswer.
  virtual AddressAnswer address(std::size_t index, const Reference& reference) = 0;
  virtual Result<std::optional<InputFile>> content(std::size_t index, const Reference& reference) = 0;

  // The main file of the document's output number `index`; a part of it by a name relative to it, without "..".
  virtual Result<StagedOutput*> stage(std::size_t index) = 0;
  virtual Result<StagedOutput*> stage_part(std::size_t index, std::string_view name) = 0;
};

}  // namespace deckle
