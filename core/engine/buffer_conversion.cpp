#include "engine/buffer_conversion.hpp"

#include <fmt/format.h>

#include "engine/media_type.hpp"
#include "engine/named_components.hpp"

namespace deckle {
namespace {

// In memory; parts lie beside it, under their own names.
constexpr std::string_view output_folder = "deckle.output/";
const std::string output_name = std::string(output_folder) + "main";

Result<ResourceMode> mode_of(const BufferWords& words, const Component& exporter) {
  const bool is_binary = (exporter.manifest->caps & DK_CAP_BINARY) != 0;
  if (words.resources.empty()) return is_binary ? ResourceMode::embed : ResourceMode::keep;
  const std::optional<ResourceMode> mode = resource_mode(words.resources);
  if (mode == ResourceMode::keep || mode == ResourceMode::embed) return *mode;
  return error("job.unknown-choice", fmt::format("resources: \"{}\" is none of keep and embed", words.resources));
}

void add_output(const BufferWords& words, NamedComponents& named, Recipe& recipe, std::vector<Diagnostic>& problems) {
  std::vector<std::string> options = words.exporter_options;
  const Component exporter = named.find(Role::exporter, words.to, options);
  if (exporter.manifest == nullptr) return;
  const Result<ResourceMode> mode = mode_of(words, exporter);
  if (!mode) return problems.push_back(mode.problem());
  recipe.outputs.push_back({"", {}, named.use(exporter, options, "--exporter-option")});
  recipe.outputs.back().resources.rule.mode = *mode;
}

Result<std::optional<Block>> document_of(Made& made, Crew& crew) {
  if (made.result.document || !made.kept) return std::move(made.result.document);
  // A copy, so that nothing piles up where the crew keeps documents.
  Result<Block> kept = crew.kept().open(*made.kept);
  if (kept) kept = Block::from_bytes(kept->bytes());
  crew.kept().clear();
  if (!kept) return kept.problem();
  return std::optional(std::move(*kept));
}

void fail(Converted& converted, Diagnostic problem) {
  converted.done = false;
  converted.diagnostics.push_back(std::move(problem));
}

Converted take(Done done, MemoryFiles& files, Crew& crew) {
  Converted converted;
  DocumentResult& result = done.made.result;
  converted.done = result.done;
  converted.diagnostics = std::move(result.diagnostics);
  if (done.made.unclaimed)
    fail(converted, error("input.unknown-format", fmt::format("{}: no reader knows this format", done.work.input.name),
                          "name its reader"));
  if (!converted.done) return converted;
  Result<std::optional<Block>> document = document_of(done.made, crew);
  if (!document) fail(converted, document.problem());
  else converted.document = std::move(*document);
  if (const Result<void> committed = done.work.broker->commit(); !committed) fail(converted, committed.problem());
  for (auto& [path, bytes] : files.content) {
    if (path == output_name) converted.output = std::move(bytes);
    else converted.parts[path.substr(output_folder.size())] = std::move(bytes);
  }
  return converted;
}

}  // namespace

Recipe recipe_of(const BufferWords& words, const Registry& registry, std::vector<Diagnostic>& problems) {
  Recipe recipe;
  NamedComponents named(registry, problems);
  if (!words.from.empty()) {
    std::vector<std::string> options = words.reader_options;
    const Component reader = named.find(Role::reader, words.from, options);
    if (reader.manifest != nullptr) recipe.readers.push_back(named.use(reader, options, "--reader-option"));
  }
  for (const std::string& transform : words.transforms)
    if (std::optional<ComponentUse> use = named.transform(transform)) recipe.transforms.push_back(std::move(*use));
  if (!words.to.empty()) add_output(words, named, recipe, problems);
  return recipe;
}

Converted convert_buffer(const InputFile& input, const Recipe& recipe, Crew& crew, GivenFiles::Give give) {
  auto around = std::make_shared<Surroundings>();
  around->leaves_links = true;
  GivenFiles files(input, give);  // who has to begin again opens the input again
  if (give) around->readable_folders = {files.root()};
  RunFiles run(files);
  enter(recipe, run);
  DocumentPlaces places;
  places.input = input.name;
  places.outputs.assign(recipe.outputs.size(), output_name);
  places.around = std::move(around);
  Work work;
  work.input = input;
  if (work.input.media_type.empty()) work.input.media_type = media_type_of(input.name);
  work.order.path = input.name;
  if (!recipe.readers.empty()) work.order.reader = 0;
  for (std::size_t k = 0; k < recipe.outputs.size(); ++k) work.order.outputs.push_back(k);
  work.order.keep_document = true;
  work.broker = std::make_unique<LocalBroker>(files, std::move(places), run);
  crew.give(std::move(work));
  if (std::optional<Done> done = crew.take()) return take(std::move(*done), files, crew);
  Converted converted;
  fail(converted, error("host.cancelled", "the work was interrupted before it was finished"));
  return converted;
}

}  // namespace deckle
