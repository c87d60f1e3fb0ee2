// What one document's pipeline may do in the world: read its input, reach further files, write its outputs.
//
// The pipeline knows no path and opens nothing. It asks a broker, which knows the rules and keeps the names, so that
// the same pipeline runs in this process or in a worker that can open no file.
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "diagnostics/result.hpp"
#include "engine/document_places.hpp"
#include "engine/input_file.hpp"
#include "engine/part_names.hpp"
#include "engine/references.hpp"
#include "io/files.hpp"

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
  // question may take its time. Those who wrote them may have been told already.
  virtual std::vector<std::optional<Diagnostic>> check(const std::vector<Reference>& references) = 0;
  // What the address of a link or image is in output number `index`, and what it takes inside: see References.
  virtual AddressAnswer address(std::size_t index, const Reference& reference) = 0;
  virtual Result<std::optional<InputFile>> content(std::size_t index, const Reference& reference) = 0;

  // The main file of the document's output number `index`; a part of it by a name relative to it, without "..".
  virtual Result<StagedOutput*> stage(std::size_t index) = 0;
  virtual Result<StagedOutput*> stage_part(std::size_t index, std::string_view name) = 0;
};

class LocalBroker : public Broker {
 public:
  // `files` and `run` must outlive the broker.
  LocalBroker(Files& files, DocumentPlaces places, RunFiles& run);

  Result<InputFile> open_input() override;
  Result<InputFile> resolve(const std::string& from, std::string_view address) override;
  Result<InputFile> reopen(const std::string& name) override;
  std::optional<std::string> input(const std::string& from, std::string_view address) const override;
  std::vector<std::optional<Diagnostic>> check(const std::vector<Reference>& references) override;
  AddressAnswer address(std::size_t index, const Reference& reference) override;
  Result<std::optional<InputFile>> content(std::size_t index, const Reference& reference) override;
  Result<StagedOutput*> stage(std::size_t index) override;
  Result<StagedOutput*> stage_part(std::size_t index, std::string_view name) override;

  // What address() is going to say of what was checked, if no file is to be read for it. Nothing is recorded.
  std::optional<AddressAnswer> expected_address(std::size_t index, const Reference& reference) {
    return m_references.expected_address(index, reference);
  }
  bool is_recorded() const { return m_run.run().staging().is_recorded; }
  // For the same document, as if nothing had been asked or staged yet.
  std::unique_ptr<LocalBroker> renewed() const;
  const DocumentPlaces& places() const { return m_places; }

  // Finishes everything that was staged, then lets it appear: parts first, main files last. Nothing appears when
  // something cannot be finished; what has appeared before something that cannot goes again. Without it nothing staged
  // is left.
  Result<void> commit();
  // Of places beside the outputs, in their order; known whether or not the outputs are recorded.
  const std::vector<ClaimedPlace>& claims() const { return m_run.claims(); }
  // Once, when all is done: what the document depended on and, after commit(), what it made; empty unless the outputs
  // of the run are recorded.
  DocumentRecord take_record() { return m_run.take(); }

 private:
  struct Staged {
    std::shared_ptr<StagedOutput> output;
    MadeFile::Kind kind = MadeFile::Kind::main;
    std::size_t index = 0;  // of the output
    std::string path;
    bool finished = false;
    bool is_part() const { return kind != MadeFile::Kind::main; }
  };

  bool is_joined() const { return !m_places.around->members.empty(); }
  bool is_input(const std::string& path) const;
  bool lies_at_input(const std::string& path) const;
  Result<StagedOutput*> keep(Staged staged);
  Result<StagedOutput*> stage(MadeFile::Kind kind, std::size_t index, const std::string& path);
  Result<void> finish_open(bool parts_only);
  Diagnostic revert_before(std::size_t failed, Diagnostic problem);

  Files& m_files;
  DocumentPlaces m_places;
  mutable RecordedRun m_run;  // to ask is to be written down
  References m_references;
  PartNames m_parts;
  std::vector<Staged> m_staged;
};

}  // namespace deckle
