// One document's links, images and media on their way into its outputs: what becomes of their addresses, and of the
// files that they lead to.
//
// A link to an input always becomes one to its output. All else is for the output's `resources` to say. What cannot be
// done as it says is a warning, and the address leads to the original file.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "engine/reach.hpp"
#include "engine/resource_writer.hpp"
#include "pipeline/address.hpp"
#include "pipeline/input_file.hpp"
#include "pipeline/reference.hpp"

namespace deckle {

// What stays of a reference that was checked.
struct CheckedAddress {
  std::string from, address;
  bool is_resource = false;
  Reference reference() const { return {from, address, is_resource}; }
};

class References {
 public:
  // All three have to outlive it.
  References(Files& files, const DocumentPlaces& places, RecordedRun& run);

  AddressAnswer address(std::size_t output, const Reference& reference);
  // What address() is going to answer, without a record of the question; nothing: a file has to be read for that, or
  // there is a problem to be told of.
  std::optional<AddressAnswer> expected_address(std::size_t output, const Reference& reference);
  // The bytes that an output takes inside; nothing: it refers to them. A problem without a code was given before.
  Result<std::optional<InputFile>> content(std::size_t output, const Reference& reference);
  // What is wrong with where it leads, whatever the outputs do with it.
  std::optional<Diagnostic> check(const Reference& reference);
  // A further file of the document. A problem without a code was given before.
  Result<InputFile> read(std::string_view from, std::string_view address);
  const std::string& input_name() const { return m_input_name; }
  // A file that the document was read from, by its name.
  Result<InputFile> reopen(const std::string& name) const;

  ResourceWriter& writer() { return m_writer; }

 private:
  bool is_joined() const { return !m_places.around->members.empty(); }
  Target& target(std::string_view from, std::string_view address) const;
  Target& target(const Reference& reference);
  Result<InputFile> read_target(std::string_view from, std::string_view address);
  ResourceMode mode_of(std::size_t output) const { return m_run.run().resources(output).rule.mode; }
  std::optional<AddressAnswer> without_bytes(std::size_t output, const Reference& reference);
  std::optional<AddressAnswer> relative(std::size_t output, const Reference& reference);
  AddressAnswer held(std::size_t output, const Reference& reference);
  AddressAnswer data(std::size_t output, const Reference& reference);
  AddressAnswer taken(std::size_t output, const Reference& reference);
  AddressAnswer out_of_reach(std::size_t output, const Reference& reference, const Lead& lead,
                             const Diagnostic& reason);
  AddressAnswer embedded(std::size_t output, const Reference& reference);
  AddressAnswer answer(const Result<std::string>& place, std::size_t output, const Reference& reference,
                       const std::string& otherwise);
  AddressAnswer leading_to(const std::string& target, std::size_t output, const Reference& reference);
  bool leads_to_output(const std::string& path, std::size_t output);
  std::optional<Diagnostic> why_out_of_reach(const Lead& lead) const;
  std::string target_of(std::string_view from, std::string_view address) const;
  std::optional<Diagnostic> once(const std::string& target, Diagnostic problem);

  const DocumentPlaces& m_places;
  const std::string m_input_name;
  RecordedRun& m_run;
  Reach m_reach;
  ResourceWriter m_writer;
  std::map<std::string, InputFile> m_read;  // by target
  std::vector<Target*> m_numbered;          // by the number of the reference; null: not asked for yet
  std::unordered_set<std::string> m_said;   // targets
};

}  // namespace deckle
