// What a run does, resolved: components with their options, documents with their places. Made from a job, or from the
// command line; nothing here is loaded or opened yet.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "engine/listed_names.hpp"
#include "engine/local_broker.hpp"
#include "host/call_context.hpp"
#include "host/option_value.hpp"
#include "host/registry.hpp"
#include "job/on_exists.hpp"
#include "pipeline/metadata.hpp"

namespace deckle {

// Its address stands for the instance that is made of it: keep it in place during a run.
struct ComponentUse {
  Component component;
  OptionValues options;
};

// Where all documents go as one.
struct JoinedOutput {
  std::string path;
  bool skips_failed = false;  // written without the documents that failed, instead of not at all
};

struct OutputRecipe {
  std::string name;
  std::vector<ComponentUse> transforms;
  ComponentUse exporter;
  OnExists on_exists = OnExists::replace;
  std::optional<JoinedOutput> joined = {};  // nothing: an output of each document
  OutputResources resources = {};
};

struct DocumentTask {
  DocumentPlaces places;               // an output that is joined has an empty path here
  std::size_t reader = detect_reader;  // in Recipe::readers
  bool skip_unknown = false;           // an input that no reader claims is passed over, not failed
  static constexpr std::size_t detect_reader = static_cast<std::size_t>(-1);
};

// A file copied unchanged.
struct CopyTask {
  std::string from, to;
};

struct Recipe {
  std::vector<ComponentUse> readers;
  MetadataRules metadata;
  std::vector<ComponentUse> transforms;
  std::vector<ComponentUse> collected;  // on the joined document, before the transforms of its outputs
  std::vector<OutputRecipe> outputs;
  std::vector<DocumentTask> documents;
  std::vector<DocumentPlaces> elsewhere;  // documents that other runs make: links may lead to them
  std::vector<CopyTask> copies;
  ListedNames listed;  // where the documents were found
  CallLimits limits;
  bool is_recorded = false;         // what documents depend on is written down; the run that keeps the record says so
  std::size_t to_make = 0;          // of the documents; the others are as good as new
  std::uint64_t most_failures = 0;  // the run ends with the failed document of this number; 0: with none
};

// All paths of a recipe.
void enter(const Recipe& recipe, RunFiles& files);

}  // namespace deckle
