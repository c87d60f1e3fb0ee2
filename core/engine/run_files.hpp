// What a run knows of its files, all documents together: which outputs every input becomes, whose every place is, and
// what was found when it was looked for. Every path of an output, input or asset is entered before the first document.
#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "diagnostics/result.hpp"
#include "engine/document_places.hpp"
#include "engine/link_map.hpp"
#include "engine/listed_names.hpp"
#include "io/files.hpp"
#include "job/resource_rule.hpp"

namespace deckle {

// How one output, the same for all documents, treats resources.
struct OutputResources {
  ResourceRule rule;
  std::string folder;  // below which copies lie and patterns begin, as the paths of outputs are
};

class RunFiles {
 public:
  // `staging`: how all outputs of the run are staged; when they are recorded, so is what they depend on.
  explicit RunFiles(Files& files, const Staging& staging = {}) : m_files(files), m_staging(staging) {}
  // Of a process that can look for no file: what the plan does not know is missing, and counted.
  enum class Looks { never };
  RunFiles(Files& files, Looks) : m_files(files), m_may_look(false) {}
  RunFiles(const RunFiles&) = delete;

  // In the order of the outputs of a document.
  void add_output(OutputResources resources) { m_outputs.push_back(std::move(resources)); }
  // Has to outlive it.
  void add_document(const DocumentPlaces& places) { m_planned.add(places); }
  void add_joined(const std::string& output) { m_planned.add_joined(output); }
  // What is missing there is not looked for. Has to outlive it.
  void know(const ListedNames& listed) { m_listed = &listed; }
  void add_asset(const std::string& from, const std::string& to);
  // Now, instead of when the first question comes.
  void put_in_order() const;

  const Staging& staging() const { return m_staging; }
  const LinkMap& links() const { return m_links; }
  const OutputResources& resources(std::size_t output) const { return m_outputs.at(output); }
  // Whether any output asks where addresses lead.
  bool looks_at_addresses() const;

  // Whether there is a readable file, without reading it; found out once a run. `path`: the same, absolute.
  Result<void> look(const std::string& folder, const std::string& relative, const std::string& path);
  std::uint64_t looks_in_vain() const { return m_looks_in_vain; }

  // Paths from here on are absolute (io/paths.hpp). The run's walks found nothing there.
  bool is_unlisted(const std::string& path) const { return m_listed != nullptr && m_listed->is_missing(path); }
  bool is_output(const std::string& path) const { return m_planned.is_output(path); }
  // The root of an input; empty: it is none.
  std::string root_of(const std::string& input) const;
  // Where an asset is copied to; nothing: it is none.
  std::optional<std::string> place_of_asset(const std::string& path) const;
  // Whether an input lies below the folder: what is there may be an author's.
  bool holds_inputs(const std::string& folder) const { return m_planned.holds_inputs(folder); }
  // Whose places are: by the plan, and of those that files are copied to what is settled by now (place_claims.hpp). An
  // owner is the absolute path of what lies there, or any other name; empty: nobody. What is settled stays so.
  std::string owner(const std::string& place) const;
  bool is_planned_folder(const std::string& place) const { return planned_owner(place) == folder_owner; }
  static constexpr const char* folder_owner = "a folder of outputs";
  // Unless it is somebody's already.
  void settle(const std::string& place, const std::string& owner);

  // What lies at a place that files are copied to, and of which source, if its owner is a file; versions are known only
  // when outputs are recorded.
  using Version = std::optional<FileVersion>;
  struct Copy {
    Version version, source;
  };
  // False: it had been made already, for the same owner.
  bool made(const std::string& place, const std::string& owner, const Copy& copy);
  // Nothing: nobody has made it yet for this owner.
  std::optional<Copy> made_at(const std::string& place, const std::string& owner) const;
  // What a document that is not done yet has staged for a place and an owner: others may use it as well.
  struct StagedCopy {
    std::weak_ptr<StagedOutput> file;
    Version source;
  };
  StagedCopy& staged(const std::string& place, const std::string& owner) { return m_staged[place + '\n' + owner]; }

  // How to know whether an earlier run of this job wrote these bytes to a place.
  using MadeBefore = std::function<bool(const std::string& place, const ContentHash& hash)>;
  void remember(MadeBefore made_before) { m_made_before = std::move(made_before); }
  bool was_made_before(const std::string& place, std::string_view bytes) const {
    return m_made_before && m_made_before(place, content_hash(bytes));
  }
  void count_copies(std::size_t count) { m_copied += count; }
  std::uint64_t copied() const { return m_copied; }

 private:
  struct PlaceOfFile {
    std::string owner;
    bool is_made = true;  // or known to be there at the end of the run
    Copy copy = {};
  };
  std::string planned_owner(const std::string& place) const;

  static constexpr const char* output_owner = "an output";

  Files& m_files;
  Staging m_staging;
  bool m_may_look = true;
  std::uint64_t m_looks_in_vain = 0;
  MadeBefore m_made_before;
  const ListedNames* m_listed = nullptr;
  PlannedPaths m_planned;
  LinkMap m_links{m_planned};
  std::vector<OutputResources> m_outputs;
  std::unordered_map<std::string, PlaceOfFile> m_places;                 // of files that are copied
  std::unordered_map<std::string, StagedCopy> m_staged;                  // by place and owner
  std::unordered_map<std::string, std::string> m_assets;                 // where they go
  std::unordered_map<std::string, std::unique_ptr<Diagnostic>> m_looks;  // null: it is there
  std::uint64_t m_copied = 0;
};

}  // namespace deckle
