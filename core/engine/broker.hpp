// What one document's pipeline may do in the world: read its input, reach further files, write its outputs.
//
// The pipeline knows no path and opens nothing. It asks a broker, which knows the rules and keeps the names, so that
// the same pipeline runs in this process or in a worker that can open no file.
#pragma once
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "diagnostics/result.hpp"
#include "engine/link_map.hpp"
#include "io/files.hpp"

namespace deckle {

struct InputFile {
  std::string name;  // as a person would say it
  std::string media_type;
  FileBytes bytes;
};

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
  // What an address in the source `from` is in output number `index`: a link to another document's file in the same
  // output. Nothing: it stays as it is.
  virtual std::optional<std::string> link(std::size_t index, const std::string& from, std::string_view address) = 0;

  // The main file of the document's output number `index`; a part of it by a name relative to it, without "..".
  virtual Result<StagedOutput*> stage(std::size_t index) = 0;
  virtual Result<StagedOutput*> stage_part(std::size_t index, std::string_view name) = 0;
  // Finishes everything that was staged, then lets it appear: parts first, main files last. Nothing appears when
  // something cannot be finished; what has appeared before something that cannot goes again. Without it nothing staged
  // is left.
  virtual Result<void> commit() = 0;
};

// Where a document comes from and where its outputs go. "-" is standard input or output.
struct DocumentPlaces {
  std::string input;
  std::string input_name;            // how messages call it; empty: as `input`
  std::string readable_folder;       // what `resolve` may read; empty: nothing
  std::vector<std::string> outputs;  // in the order of the document's outputs
  std::vector<std::string> members;  // of a joined document: the inputs that it is made of; it has none of its own
  bool may_replace_input = false;    // an output may be the input itself
  std::uint64_t max_data_url = 64ull << 20;
};

class LocalBroker : public Broker {
 public:
  // `links` may be null and must outlive the broker.
  LocalBroker(Files& files, DocumentPlaces places, const LinkMap* links = nullptr);

  Result<InputFile> open_input() override;
  Result<InputFile> resolve(const std::string& from, std::string_view address) override;
  Result<InputFile> reopen(const std::string& name) override;
  std::optional<std::string> input(const std::string& from, std::string_view address) const override;
  std::optional<std::string> link(std::size_t index, const std::string& from, std::string_view address) override;
  Result<StagedOutput*> stage(std::size_t index) override;
  Result<StagedOutput*> stage_part(std::size_t index, std::string_view name) override;
  Result<void> commit() override;

 private:
  struct Staged {
    std::unique_ptr<StagedOutput> output;
    bool is_part = false, finished = false;
  };

  bool is_joined() const { return !m_places.members.empty(); }
  std::string folder_below(const std::string& file) const;
  bool is_input(const std::string& path) const;
  bool lies_at_input(const std::string& path) const;
  Result<InputFile> read_beneath(std::string_view address, const std::string& path);
  Result<StagedOutput*> keep(std::unique_ptr<StagedOutput> output, bool is_part);
  Result<void> finish_open(bool parts_only);
  Diagnostic revert_before(std::size_t failed, Diagnostic problem);

  Files& m_files;
  DocumentPlaces m_places;
  const LinkMap* m_links;
  std::map<std::string, InputFile> m_granted;  // by target
  std::set<std::string> m_refused;             // by target
  std::set<std::string> m_part_paths;
  std::vector<Staged> m_staged;
};

}  // namespace deckle
