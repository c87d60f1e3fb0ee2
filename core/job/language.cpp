#include "job/language.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

namespace deckle {
namespace {

using enum JobType;
using enum JobShape;

constexpr JobChoice revisions[] = {{"1"}};
constexpr JobChoice unknowns[] = {{"fail", "the document fails"},
                                  {"skip", "the file is passed over"},
                                  {"copy", "it is copied, as it is, to the folder of every output"}};
constexpr JobChoice modes[] = {
    {"keep", "addresses stay as they are written, and no file is looked at"},
    {"link", "addresses lead to the original files"},
    {"copy",
     "files are copied below the output's folder, their paths kept, and linked files too; formats that hold images "
     "have them inside"},
    {"embed", "images and media are part of the output, as data URLs or inside of a container"}};
constexpr JobChoice exists[] = {
    {"replace", "it is replaced"}, {"skip", "it stays, and is not made again"}, {"fail", "the document fails"}};
constexpr JobChoice failures[] = {{"fail", "the output is not written, an earlier one stays"},
                                  {"skip", "it is written without the failed documents"}};
constexpr JobChoice errors[] = {{"continue", "the other documents are still converted"},
                                {"stop", "the run ends with the first document that fails"}};
constexpr JobChoice isolations[] = {
    {"workers", "plugins run in processes of their own, each of which makes one document after the other"},
    {"fork", "each document has a process of its own"},
    {"none", "plugins run in Deckle's own process: no limits of time and memory, no fence, one document at a time"}};
constexpr JobChoice sandboxes[] = {{"auto", "what it lacks is done without"},
                                   {"required", "nothing is run when something is missing; `deckle doctor` says what"}};
constexpr JobChoice durabilities[] = {
    {"normal", "a power cut may cost outputs of the last moments; the next run makes them again"},
    {"power-safe", "each output is on the disk before it takes its place; slower"}};
constexpr JobChoice automatic[] = {{"auto", "as many as the machine has processors"}};

constexpr JobKey job_keys[] = {
    {.name = "deckle",
     .value = {.type = choice, .choices = revisions},
     .doc = "The revision of the job language.",
     .example = "deckle: 1",
     .required = true},
    {.name = "extends",
     .value = {.type = path, .shape = list},
     .doc = "Jobs that this one is laid over, relative to the file that names them.",
     .example = "extends: ../company/base.yaml",
     .composes = true},
    {.name = "vars",
     .value = {.shape = named},
     .doc = "Words that the job names as `${NAME}`, and paths of outputs also as `{NAME}`.",
     .example = "vars: { title: Field Guide }"},
    {.name = "plugins",
     .value = {.type = path, .shape = list},
     .doc = "Folders in which to look for plugins first, relative to the file that names them.",
     .example = "plugins: [./plugins]"},
    {.name = "metadata",
     .value = {.type = metadata},
     .doc = "Metadata for every document; its own wins.",
     .example = "metadata: { lang: en }"},
    {.name = "inputs",
     .value = {.type = pattern, .shape = list, .map = &language::input},
     .doc =
         "The documents: patterns, or maps that say more. A file that is matched twice is one document of the first.",
     .example = R"(inputs: ["docs/**/*.md"])",
     .required = true},
    {.name = "readers",
     .value = {.type = readers},
     .doc = "Options of readers by format, for documents whose reader is detected.",
     .example = "readers: { markdown: { dialect: commonmark } }"},
    {.name = "assets",
     .value = {.type = map, .shape = list, .map = &language::assets},
     .doc = "Files that are copied unchanged.",
     .example = R"(assets: [{ root: docs, files: ["**/*.png"], to: site }])"},
    {.name = "transforms",
     .value = {.type = transforms},
     .doc = "What is done to every document, in this order, before its outputs are made.",
     .example = "transforms: [smart, { shift-headings: { by: 1 } }]"},
    {.name = "collected",
     .value = {.type = transforms},
     .doc = "What is done once to a joined document, before the transforms of its output.",
     .example = "collected: [number-sections]"},
    {.name = "outputs",
     .value = {.type = map, .shape = named, .map = &language::output},
     .doc = "What is made of every document, by name. A list does too: its entries are named by their exporters, "
            "`html`, `html-2`.",
     .example = R"(outputs: { web: { exporter: html, path: "site/{dir}/{stem}.html" } })",
     .required = true},
    {.name = "profiles",
     .value = {.type = map, .shape = named, .map = &language::job},
     .doc = "Parts of a job by name, laid over it by `--profile NAME`.",
     .example = "profiles: { draft: { outputs: { print: null } } }",
     .composes = true},
    {.name = "run",
     .value = {.type = map, .map = &language::run},
     .doc = "How to go about it.",
     .example = "run: { on-error: stop }"},
};

constexpr JobKey root_key = {.name = "root",
                             .value = {.type = path},
                             .doc =
                                 "The folder below which the files lie, and from which `{dir}` counts. Without it, "
                                 "each pattern's folders before its first wildcard."};
constexpr JobKey files_key = {.name = "files",
                              .value = {.type = pattern, .shape = list},
                              .doc = "Which files, relative to the root.",
                              .example = R"(files: ["**/*.md"])",
                              .required = true};
constexpr JobKey exclude_key = {.name = "exclude",
                                .value = {.type = pattern, .shape = list},
                                .doc = "Which of them are left out.",
                                .example = R"(exclude: ["**/draft-*"])"};

constexpr JobKey ignore_key = {.name = "respect-gitignore",
                               .value = {.type = flag},
                               .doc = "Whether what `.gitignore` files name is left out.",
                               .otherwise = "false"};
constexpr JobKey links_key = {.name = "follow-symlinks",
                              .value = {.type = flag},
                              .doc = "Whether folders are entered by symbolic links. Linked files are always taken.",
                              .otherwise = "false"};
constexpr JobKey empty_key = {.name = "allow-empty",
                              .value = {.type = flag},
                              .doc = "Whether it is all right that nothing matches.",
                              .otherwise = "false"};

constexpr JobKey input_keys[] = {
    root_key,
    {.name = files_key.name,
     .value = files_key.value,
     .doc = files_key.doc,
     .example = files_key.example,
     .required = true,
     .unless = "list"},
    exclude_key,
    {.name = "reader",
     .value = {.type = reader},
     .doc = "The format of the files. Without it, each file's first bytes and name decide."},
    {.name = "options", .value = {.type = options}, .doc = "Options of the reader that is named beside them."},
    {.name = "on-unknown",
     .value = {.type = choice, .choices = unknowns},
     .doc = "What becomes of a file that no reader claims.",
     .otherwise = "fail"},
    {.name = "list",
     .value = {.type = path},
     .doc = "A file that names the inputs, one a line or with NUL bytes between them, relative to the root; `-` is "
            "standard input. Instead of `files`, or beside them."},
    ignore_key,
    links_key,
    empty_key,
};

constexpr JobKey assets_keys[] = {
    root_key,
    files_key,
    exclude_key,
    ignore_key,
    links_key,
    empty_key,
    {.name = "to", .value = {.type = path}, .doc = "The folder to copy to, below the one where outputs begin."}};

constexpr JobKey output_keys[] = {
    {.name = "exporter",
     .value = {.type = exporter},
     .doc = "The format to write.",
     .example = "exporter: html",
     .required = true},
    {.name = "path",
     .value = {.type = place},
     .doc = "Where to, relative to the job; placeholders stand for parts of the input's path.",
     .example = R"(path: "site/{dir}/{stem}.html")",
     .required = true,
     .unless = "in-place"},
    {.name = "options", .value = {.type = options}, .doc = "Options of the exporter."},
    {.name = "transforms",
     .value = {.type = transforms},
     .doc = "What is done for this output alone, after the transforms of the job.",
     .example = "transforms: [{ toc: { depth: 2 } }]"},
    {.name = "collect",
     .value = {.type = flag, .map = &language::collect},
     .doc = "Whether all documents are joined into one, in the order of the inputs.",
     .otherwise = "false"},
    {.name = "resources",
     .value = {.type = choice, .map = &language::resources, .choices = modes},
     .doc = "What becomes of the images and other files that documents name. By default they are copied; embedded "
            "into binary formats; linked by outputs in place.",
     .example = "resources: embed"},
    {.name = "on-exists",
     .value = {.type = choice, .choices = exists},
     .doc = "What to do when the output is there already.",
     .otherwise = "replace"},
    {.name = "in-place",
     .value = {.type = flag},
     .doc = "Whether the output takes the place of its input; it has no `path` then.",
     .otherwise = "false"},
};

constexpr JobKey collect_keys[] = {{.name = "on-failure",
                                    .value = {.type = choice, .choices = failures},
                                    .doc = "What a document that failed means for the whole.",
                                    .otherwise = "fail"}};

constexpr JobKey resources_keys[] = {{.name = "extract",
                                      .value = {.type = place},
                                      .doc = "Where each image goes: `{name}` and `{ext}` are the image's, `{dir}` "
                                             "and `{stem}` the document's.",
                                      .example = R"(extract: "site/media/{stem}-{name}")",
                                      .required = true}};

constexpr JobKey run_keys[] = {
    {.name = "on-error",
     .value = {.type = choice, .choices = errors},
     .doc = "What happens after a document that failed.",
     .otherwise = "continue"},
    {.name = "report",
     .value = {.type = path, .shape = list},
     .doc = "Where else the run is reported, relative to the job: a file that ends in `.jsonl`, `.json`, `.html` or "
            "`.sarif`, or a folder for all four.",
     .example = "report: [reports/]"},
    {.name = "limits", .value = {.type = map, .map = &language::limits}, .doc = "How much one document may take."},
    {.name = "isolation",
     .value = {.type = choice, .choices = isolations},
     .doc = "Where plugins run.",
     .otherwise = "workers"},
    {.name = "jobs",
     .value = {.type = count, .choices = automatic, .least = 1, .most = 1024},
     .doc = "How many documents are converted at a time.",
     .otherwise = "auto"},
    {.name = "max-failures",
     .value = {.type = share, .least = 1},
     .doc = "With how many failed documents the run ends, in the order of the inputs: a count, or a share of all "
            "documents.",
     .example = "max-failures: 5%"},
    {.name = "sandbox",
     .value = {.type = choice, .choices = sandboxes},
     .doc = "Whether it is an error when the system cannot fence in the plugins.",
     .otherwise = "auto"},
    {.name = "state",
     .value = {.type = path},
     .doc = "The folder for what is known of earlier runs, relative to the job.",
     .otherwise = ".deckle/NAME-OF-JOB"},
    {.name = "resources",
     .value = {.type = path, .shape = list},
     .doc = "Further folders of which documents may name files, relative to the job. What is not beside a document is "
            "looked for there too.",
     .example = "resources: [../shared]"},
    {.name = "durability",
     .value = {.type = choice, .choices = durabilities},
     .doc = "Whether each output is on the disk before it takes its place.",
     .otherwise = "normal"},
};

constexpr JobKey limits_keys[] = {
    {.name = "nodes",
     .value = {.type = count, .least = 1, .most = UINT32_MAX},
     .doc = "Nodes of a document.",
     .otherwise = "20M"},
    {.name = "depth",
     .value = {.type = count, .least = 1, .most = 65535},
     .doc = "Levels of nodes in nodes.",
     .otherwise = "512"},
    {.name = "output", .value = {.type = bytes, .least = 1}, .doc = "Bytes of an output.", .otherwise = "256MiB"},
    {.name = "expansion",
     .value = {.type = count, .least = 1, .most = UINT32_MAX},
     .doc = "How many times the bytes of its input a document may take, beyond its first 16 MiB.",
     .otherwise = "200"},
    {.name = "time", .value = {.type = duration, .least = 1}, .doc = "Time for a document.", .otherwise = "60s"},
    {.name = "memory",
     .value = {.type = bytes, .least = 1},
     .doc = "Memory for a document; its mapped input does not count.",
     .otherwise = "2GiB"},
};

}  // namespace

namespace language {

const JobMap job{"job", "a job", "A whole job. A base or a profile is a part of one.", job_keys};
const JobMap input{"input", "an input", "Documents of one kind.", input_keys};
const JobMap assets{"assets", "an entry of assets", "Files that are copied unchanged.", assets_keys};
const JobMap output{"output", "an output", "One thing to make of every document.", output_keys};
const JobMap collect{"collect", "'collect'", "How documents are joined.", collect_keys};
const JobMap resources{"resources", "'resources'", "Where an output's resources go.", resources_keys};
const JobMap run{"run", "'run'", "How to go about it.", run_keys};
const JobMap limits{"limits", "'limits'", "How much one document may take; more of it is a failed document.",
                    limits_keys};

}  // namespace language

std::span<const JobMap* const> job_maps() {
  static constexpr const JobMap* all[] = {&language::job,    &language::input,   &language::assets,
                                          &language::output, &language::collect, &language::resources,
                                          &language::run,    &language::limits};
  return all;
}

const JobKey* JobMap::find(std::string_view name_of_key) const {
  const auto found = std::find_if(keys.begin(), keys.end(), [&](const JobKey& one) { return one.name == name_of_key; });
  return found == keys.end() ? nullptr : &*found;
}

const JobKey& JobMap::key(std::string_view name_of_key) const {
  if (const JobKey* const found = find(name_of_key)) return *found;
  throw std::logic_error(fmt::format("the job language has no {}.{}", name, name_of_key));
}

std::string what_is_wanted(const JobValue& value) {
  std::string range = value.most == INT64_MAX || value.most == UINT32_MAX
                          ? fmt::format(", from {} on", value.least)
                          : fmt::format(", from {} to {}", value.least, value.most);
  if (value.least == 0 && value.most == INT64_MAX) range.clear();
  switch (value.type) {
    case flag: return "true or false";
    case count: return "a count such as 20M" + range;
    case share: return "a count from 1 on, or a share such as 5%, up to 100%";
    case bytes: return "an amount of bytes such as 256MiB" + range;
    case duration: return "a time such as 30s";
    case path: return "a path";
    case place: return "a path with placeholders";
    case pattern: return "a pattern";
    case reader: return "the name of a reader";
    case exporter: return "the name of an exporter";
    case transforms: return "a list of transforms";
    case map:
    case options:
    case readers:
    case metadata: return "a map";
    case text:
    case choice: break;
  }
  return "a word";
}

}  // namespace deckle
