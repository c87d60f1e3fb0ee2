// Puts the files of one document's references beside its outputs: each once a run, none over what is another's. They
// are staged, to appear together with the outputs.
#pragma once
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "diagnostics/result.hpp"
#include "engine/reach.hpp"
#include "engine/recorded_run.hpp"
#include "io/files.hpp"

namespace deckle {

using BytesReader = std::function<Result<FileBytes>()>;

class ResourceWriter {
 public:
  // All three have to outlive it.
  ResourceWriter(Files& files, const DocumentPlaces& places, RecordedRun& run);
  ResourceWriter(const ResourceWriter&) = delete;

  // Each gives the absolute path where the bytes will be; a problem, a warning, says why they are nowhere. `from`: the
  // file that refers to it.
  Result<std::string> copy(std::size_t output, const std::string& from, const ReachedFile& file,
                           const BytesReader& read);
  // `owner`: what the bytes are known by, an absolute path or any name that is none.
  Result<std::string> extract(std::size_t output, const std::string& owner, std::string_view name,
                              std::string_view media_type, const BytesReader& read);

  // What was written has to appear with the document's outputs; or why it could not be written.
  Result<std::vector<std::shared_ptr<StagedOutput>>> take_staged();
  void committed();

 private:
  std::string root_of(const std::string& file) const;
  Result<std::string> place_of_extract(std::size_t output, const std::string& name) const;
  const std::string& name_within_document(const std::string& owner, std::string_view name, std::string_view media_type);
  struct Claimed {
    std::string owner;
    std::vector<std::size_t> outputs;      // those that want it
    std::shared_ptr<StagedOutput> staged;  // null: the bytes are there already
    RunFiles::Version there;               // then, unless they are an author's
    RunFiles::Version source;              // of the owner
  };
  Result<std::string> put(std::size_t output, std::string place, const std::string& owner,
                          const std::string& own_folder, const BytesReader& read);
  Result<std::string> put_new(std::size_t output, std::string place, const std::string& owner,
                              const std::string& own_folder, const FileBytes& bytes);
  Result<std::string> put_anothers(std::string place, const std::string& holder, const FileBytes& bytes);
  std::string put_made(std::size_t output, std::string place, const std::string& owner, const RunFiles::Copy& copy);
  Result<void> write(const std::string& place, Claimed& claimed, const std::string& own_folder, const FileBytes& bytes);
  Result<void> stage(const std::string& place, Claimed& claimed, const FileBytes& bytes);

  Files& m_files;
  const DocumentPlaces& m_places;
  RecordedRun& m_run;
  std::map<std::string, std::string> m_names;  // of what is extracted, by owner
  std::set<std::string> m_used_names;
  std::map<std::string, Claimed> m_claimed;  // by place
  std::optional<Diagnostic> m_failure;       // the first
};

}  // namespace deckle
