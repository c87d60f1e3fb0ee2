// Which documents of a run are to be made, and which of their outputs: those that the state of the job does not know
// to be as good as new, or all when there is no state; and none that is there and is to stay.
#pragma once
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "engine/joining.hpp"
#include "engine/recipe.hpp"
#include "engine/run_summary.hpp"
#include "state/run_state.hpp"

namespace deckle {

class ToDo {
 public:
  // `state` may be null. All have to outlive it.
  ToDo(const Recipe& recipe, Files& files, RunState* state) : m_recipe(recipe), m_files(files), m_state(state) {}

  // Once, before anything is made. Joined outputs that are as an earlier run left them are left by `joining`; when it
  // wants documents all the same, every document is to be worked on, whatever becomes of its own outputs.
  void look(RunFiles& run, Joining& joining, std::vector<Diagnostic>& said);
  // After the documents: joined outputs that were left, although places of their copies are another's now, are to be
  // made after all. True: for that all documents are to be worked on once more.
  bool take_back_joined(const RunFiles& run, Joining& joining);
  // A document that need not be read, for a joined output that is to be made. Null: it is none, or is to be read.
  const KeptMember* member(std::size_t document) const;
  // How a joined output is, and why.
  const Standing& joined_standing(std::size_t output) const { return m_joined.at(output); }
  // The documents that are to be worked on.
  std::size_t count() const { return m_state == nullptr ? m_recipe.documents.size() : m_stale.size(); }
  Standing::Kind kind(std::size_t document) const;
  // After all: those that are as good as new are counted, and so is what was said of them when they were made.
  void count_fresh(RunSummary& summary) const;
  // What a document claims for its outputs: those that were made now, `made`, and those that are as good as new.
  // Nothing of these in a run in which no claim can be answered otherwise than before.
  std::vector<ClaimedPlace> claims(std::size_t document, const std::vector<ClaimedPlace>& made) const;
  // Whatever was made of it: all its outputs are to be made.
  void make_again(std::size_t document);

  struct Outputs {
    std::vector<std::size_t> wanted;    // to be made
    bool stay = false;                  // all that there could be to do is there, and stays
    std::optional<Diagnostic> refused;  // one is there, and that is a failure
  };
  Outputs outputs(std::size_t document) const;
  Outputs joined(const std::vector<std::size_t>& outputs) const;

  // Tells of outputs that were replaced although they were not as this job had made them.
  void note_replaced(std::size_t document, const DocumentRecord& record, std::vector<Diagnostic>& said) const;
  // Why it is made; it is told of, and forgotten.
  std::string take_why(std::size_t document);

 private:
  void judge();
  void judge_documents(bool wants_all);
  void add(Outputs& to, std::size_t output, const std::string& path, const std::string& name) const;

  const Recipe& m_recipe;
  Files& m_files;
  RunState* m_state;
  std::vector<Standing::Kind> m_kinds;              // with a state: of every document
  std::map<std::size_t, DocumentStanding> m_stale;  // with a state
  std::map<std::size_t, KeptMember> m_members;      // that need not be read
  std::map<std::size_t, Standing> m_joined;         // with a state: of every joined output
  bool m_has_changes = false;                       // so that claims may be answered otherwise
  std::uint64_t m_fresh = 0, m_warnings = 0, m_losses = 0;
};

}  // namespace deckle
