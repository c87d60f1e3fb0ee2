// The plugin under check, loaded into the process of one check, and what its components are given to work on.
#pragma once
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "check/check.hpp"
#include "check/last_input.hpp"
#include "document/block.hpp"
#include "document/builder.hpp"
#include "document/edits.hpp"
#include "host/component.hpp"
#include "host/registry.hpp"

namespace deckle::checking {

class Subject {
 public:
  // `last_words`: a descriptor that is told how the process dies. `last_input`: what is told what a component
  // is given; may be null.
  Subject(const CheckSettings& settings, int last_words, LastInput* last_input);
  explicit Subject(const CheckSettings& settings) : Subject(settings, -1, nullptr) {}
  Subject(const Subject&) = delete;

  const CheckSettings& settings() const { return m_settings; }
  // Loads the library and calls its init, once. What follows needs it.
  Result<void> load();
  const dk_plugin& plugin() const { return *m_plugin; }
  const Manifest& manifest() const { return m_file.manifest; }
  HostTable& host() { return m_host; }
  int last_words() const { return m_last_words; }
  LastInput* last_input() const { return m_last_input; }
  std::vector<LoadedComponent> components() const;
  std::vector<LoadedComponent> components(Role role) const;
  // Those of the settings that can be read; what a reader is to be given where any text will do: these and one more.
  const std::vector<std::string>& samples() const { return m_samples; }
  std::vector<std::string> inputs() const;
  // Documents with every kind of the vocabulary, custom kinds, attributes and spans; the same for the same seed.
  const std::vector<Block>& documents();
  // A larger one, the same for every plugin and seed: for what its nodes cost.
  const Block& standard_document();

 private:
  CheckSettings m_settings;
  int m_last_words;
  LastInput* m_last_input;
  HostTable m_host;
  PluginFile m_file;
  const dk_plugin* m_plugin = nullptr;
  std::vector<std::string> m_samples;
  std::vector<Block> m_documents;
  std::optional<Block> m_standard;
};

// How a component is to be tried; what is left out is as in a run.
struct Conditions {
  CallLimits limits = {};
  std::size_t piece = 0;                      // bytes that a source gives at a time; 0: it is mapped
  std::optional<std::size_t> broken_at = {};  // a source fails from this byte on, a sink takes no more
  std::optional<std::size_t> refuses = {};    // the question for memory that gets none, as do all after it; from 0
  bool refuses_scratch_only = false;          // builder and edits go on
  const volatile std::uint32_t* cancel = nullptr;

  bool refuses_content() const { return refuses && !refuses_scratch_only; }  // builder and edits
};

// What came of one call.
struct Trial {
  dk_status status = DK_OK;
  std::optional<Block> document = {};               // of a reader or transform
  std::map<std::string, std::string> written = {};  // of an exporter, by the names of parts; "": the main file
  std::vector<Diagnostic> said = {};
  std::uint64_t asked = 0;  // how often it asked for memory: builder, edits, scratch
  std::uint64_t losses = 0;

  bool is_good() const { return status == DK_OK; }
  // Bytes that two equal results have in common.
  std::string result() const;
  // The first error, or what else it said: for messages.
  std::string why() const;
};

// An instance of a component. Options: all at their defaults.
class Instance {
 public:
  // Nothing: it could not be made, and `said` tells why.
  static std::unique_ptr<Instance> make(Subject& subject, const LoadedComponent& component, const OptionValues& options,
                                        std::vector<Diagnostic>& said);
  static std::unique_ptr<Instance> make(Subject& subject, const LoadedComponent& component);

  Trial read(std::string_view bytes, const Conditions& under = {});
  Trial change(const Block& document, const Conditions& under = {});
  Trial write(const Block& document, const Conditions& under = {});
  // Whichever it does: a reader reads the input, others take the document.
  Trial work(std::string_view input, const Block* document, const Conditions& under = {});

 private:
  explicit Instance(Subject& subject) : m_subject(subject) {}
  template <class Work>
  dk_status in_hand(std::string_view bytes, bool is_document, Work work);
  Subject& m_subject;
  std::unique_ptr<ReaderInstance> m_reader;
  std::unique_ptr<TransformInstance> m_transform;
  std::unique_ptr<ExporterInstance> m_exporter;
};

// "the reader my-format"
std::string name_of(const LoadedComponent& component);

}  // namespace deckle::checking
