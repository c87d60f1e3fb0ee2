// The broker beside the files themselves: it opens, looks up and stages what one document is allowed to, and writes
// down what that was.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "diagnostics/result.hpp"
#include "engine/document_places.hpp"
#include "engine/part_names.hpp"
#include "engine/references.hpp"
#include "io/files.hpp"
#include "pipeline/broker.hpp"

namespace deckle {

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

  // Whatever was staged is whole, and keeps no descriptor: it may wait until others have appeared.
  Result<void> finish() { return finish_open(false); }
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
  bool replaces_input(const StagedOutput& staged, const std::string& path) const;
  Result<StagedOutput*> keep(Staged staged);
  Result<StagedOutput*> stage(MadeFile::Kind kind, std::size_t index, const std::string& path);
  Result<void> finish_open(bool parts_only);
  Diagnostic revert_before(std::size_t failed, Diagnostic problem);

  Files& m_files;
  DocumentPlaces m_places;
  std::optional<FileStamp> m_input;  // as it was opened
  mutable RecordedRun m_run;         // to ask is to be written down
  References m_references;
  PartNames m_parts;
  std::vector<Staged> m_staged;
};

}  // namespace deckle
