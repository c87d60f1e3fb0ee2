// The broker of a document in a worker: what the plan cannot tell goes to the supervisor, where a LocalBroker answers
// it. Outputs are kept in memory, small ones as they are and large ones as memory files, and leave with the finished
// document.
#pragma once
#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "engine/planned_answers.hpp"
#include "pipeline/broker.hpp"
#include "process/inbox.hpp"
#include "process/wire_fields.hpp"

namespace deckle {

// Bytes that are to become a file.
class HeldOutput : public StagedOutput {
 public:
  HeldOutput(std::size_t output, std::string part) : m_output(output), m_part(std::move(part)) {}

  Result<void> write(std::string_view bytes) override;
  Result<void> finish() override { return {}; }
  Result<void> commit(bool) override { return {}; }
  Result<void> revert() override { return {}; }

  void add_to(Outgoing& message);

 private:
  std::size_t m_output;
  std::string m_part;  // empty: the main file
  std::string m_buffer;
  Descriptor m_file;
};

// What a worker has to say. Where that cannot be said it ends, with last words that tell so.
void say_or_end(const Outgoing& message, const Channel& to);

class RemoteBroker : public Broker {
 public:
  // All have to outlive it. `main_files`: the paths of the document's outputs. Without `plan`, and of a document that
  // is not in it, all is asked.
  RemoteBroker(Inbox& inbox, const Order& order, const InputFile& input, const std::vector<std::string>& main_files,
               PlannedAnswers* plan)
      : m_inbox(inbox), m_order(order), m_input(input), m_main_files(main_files), m_plan(plan) {}

  Result<InputFile> open_input() override { return m_input; }
  Result<InputFile> resolve(const std::string& from, std::string_view address) override;
  Result<InputFile> reopen(const std::string& name) override;
  std::optional<std::string> input(const std::string& from, std::string_view address) const override;
  std::vector<std::optional<Diagnostic>> check(const std::vector<Reference>& references) override;
  AddressAnswer address(std::size_t index, const Reference& reference) override;
  Result<std::optional<InputFile>> content(std::size_t index, const Reference& reference) override;
  Result<StagedOutput*> stage(std::size_t index) override;
  Result<StagedOutput*> stage_part(std::size_t index, std::string_view name) override;

  // The questions whose expected answers were used, and all that was staged unless it is not `done`: to be read by
  // take_received().
  void add_outputs(Outgoing& message, bool done);
  // The block of a member of the joined document.
  Result<Block> member(std::uint64_t index) const;

 private:
  std::unique_ptr<Incoming> ask(const Outgoing& question) const;
  bool check_by_plan(const std::vector<Reference>& references, std::vector<std::optional<Diagnostic>>& problems);
  std::vector<std::optional<Diagnostic>> ask_to_check(const std::vector<Reference>& references);
  void tell_checked() const;
  Result<InputFile> ask_for_file(const Outgoing& question) const;
  const AddressAnswer* expected(std::size_t output, const Reference& reference);

  Inbox& m_inbox;
  const Order& m_order;
  const InputFile& m_input;
  const std::vector<std::string>& m_main_files;
  PlannedAnswers* m_plan;
  PartNames m_parts;
  std::deque<HeldOutput> m_staged;
  // Of each ordered output what the answer is going to be to what was checked, by its number.
  std::vector<std::vector<std::optional<AddressAnswer>>> m_expected;
  mutable std::vector<Reference> m_untold;  // what was checked by the plan, of which the supervisor does not know
  std::vector<fields::UsedAnswer> m_used;
};

}  // namespace deckle
