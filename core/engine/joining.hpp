// What a run keeps of its documents until all are done, for the outputs that join them.
#pragma once
#include <set>
#include <string>
#include <vector>

#include "engine/kept_documents.hpp"
#include "engine/workshop.hpp"

namespace deckle {

class Joining {
 public:
  explicit Joining(const Recipe& recipe);

  // Whether a document is still of use: not when no output joins, or when those that do cannot be written any more.
  bool wants_documents() const { return m_wants; }
  // An output that is as an earlier run left it. Before anything else.
  void leave(std::size_t output);
  // It is to be made after all. All documents come again, if nobody wanted them so far.
  void take_back(std::size_t output);
  void forget_documents();
  bool is_left(std::size_t output) const { return m_left.contains(output); }
  // In the order of the plan.
  void add(const InputFile& input, std::uint64_t bytes, Made& made);
  // One that an earlier run read.
  void add_kept(const KeptMember& member, const std::string& file, std::string media_type);
  void add_failed(const std::string& input);
  // One that is no document after all.
  void add_skipped() { ++m_skipped; }

  // Once, after the last document: which outputs can be written. `all_tried`: the run did not stop before the end.
  // What stands in the way, and what will be missing, is added to `said`.
  std::vector<std::size_t> outputs(bool all_tried, std::vector<Diagnostic>& said);

  std::vector<JoinMember>& members() { return m_members; }
  // For the broker of these outputs.
  DocumentPlaces places(const std::vector<std::size_t>& outputs) const;

 private:
  Diagnostic not_written(const JoinedOutput& output, std::string why, std::string hint = {}) const;
  Diagnostic without(const JoinedOutput& output) const;

  const Recipe& m_recipe;
  void count_wishes();

  std::set<std::size_t> m_left;
  bool m_wants = false, m_all_need_all = true;
  std::vector<JoinMember> m_members;
  std::vector<std::string> m_failed;
  std::size_t m_skipped = 0;
};

}  // namespace deckle
