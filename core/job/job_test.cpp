#include "job/job.hpp"

#include <deckle/options.h>
#include <fmt/format.h>
#include <catch2/catch.hpp>

#include <algorithm>
#include <chrono>

using namespace deckle;

namespace {

ComponentManifest component(Role role, std::string name, std::vector<std::string> options = {}) {
  ComponentManifest made;
  made.role = role;
  made.name = std::move(name);
  for (std::string& option : options) {
    OptionSpec spec;
    spec.name = std::move(option);
    spec.type = spec.name == "depth" ? DK_T_INT : DK_T_STRING;
    made.options.push_back(std::move(spec));
  }
  return made;
}

const Registry& registry() {
  static const Registry made([] {
    PluginFile plugin;
    plugin.manifest.id = "org.example.all";
    plugin.manifest.components = {
        component(Role::reader, "markdown", {"dialect"}), component(Role::reader, "docx", {"track-changes"}),
        component(Role::transform, "toc", {"depth"}),     component(Role::transform, "identifiers"),
        component(Role::exporter, "html", {"title"}),     component(Role::exporter, "json")};
    plugin.manifest.components[0].aliases.push_back({"gfm", "{ dialect: gfm }", ""});
    return Registry::Plugins{std::make_shared<const PluginFile>(std::move(plugin))};
  }());
  return made;
}

JobResult read(std::string text) {
  MemoryFiles files;
  files.content["job.yaml"] = std::move(text);
  return read_job(compose_job(files, {"job.yaml", {}, {}, {}}), registry(), files);
}

Job good(const std::string& text) {
  JobResult result = read(text);
  for (const Diagnostic& problem : result.problems) UNSCOPED_INFO(problem.where.line << ": " << problem.message);
  REQUIRE(result.job);
  return std::move(*result.job);
}

// "code line:column" of every problem.
std::vector<std::string> problems(const std::string& text) {
  const JobResult result = read(text);
  CHECK_FALSE(result.job);
  std::vector<std::string> made;
  for (const Diagnostic& problem : result.problems) {
    made.push_back(fmt::format("{} {}:{}", problem.code, problem.where.line, problem.where.column));
  }
  return made;
}

const std::string outputs = "outputs: [{ exporter: html, path: '{stem}.html' }]\n";
const std::string base = "deckle: 1\ninputs: '*.md'\n";

using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("a whole job") {
  const Job job = good(
      "deckle: 1\n"
      "metadata: { lang: en, note: '$${literal}' }\n"
      "inputs:\n"
      "  - { root: ./docs/, files: [\"**/*.md\"], exclude: [\"**/draft-*\"], reader: gfm, options: {} }\n"
      "  - { files: notes/**, on-unknown: skip }\n"
      "  - ./more/*.txt\n"
      "readers: { docx: { track-changes: accept } }\n"
      "transforms: [identifiers, { toc: { depth: 2 } }]\n"
      "outputs:\n"
      "  web: { exporter: html, path: \"site/{dir}/{stem}.html\", options: { title: 1.0 }, transforms: toc }\n"
      "  data: { exporter: json, path: '{path}.json' }\n"
      "run: { on-error: stop, isolation: none, limits: { nodes: 20M, depth: 512, output: 256MiB, expansion: 200 } }\n");
  REQUIRE(job.inputs.size() == 3);
  CHECK(job.inputs[0].root == "docs");
  CHECK(job.inputs[0].reader->component.manifest->name == "markdown");
  CHECK(std::get<std::string>(job.inputs[0].reader->options[0].value) == "gfm");
  CHECK(job.inputs[0].exclude.size() == 1);
  CHECK(job.inputs[1].on_unknown == OnUnknown::skip);
  CHECK(job.inputs[1].files[0].root == "notes");
  CHECK(job.inputs[2].files[0].glob.pattern() == "more/*.txt");
  CHECK(job.transforms.size() == 2);
  CHECK(std::get<std::int64_t>(job.transforms[1].options[0].value) == 2);
  REQUIRE(job.outputs.size() == 2);
  CHECK(job.outputs[0].name == "web");
  CHECK(std::get<std::string>(job.outputs[0].exporter.options[0].value) == "1.0");
  CHECK(job.outputs[0].exporter.options[0].where == "job.yaml:10:76");
  CHECK(job.outputs[0].transforms.size() == 1);
  CHECK(job.stop_on_error);
  CHECK(job.limits.nodes == 20'000'000);
  CHECK(job.limits.output_bytes == 256u << 20);
  CHECK(job.limits.depth == 512);
  CHECK(job.metadata->find("lang")->value == "en");
  CHECK(std::get<std::string>(job.reader_stage(registry().find(Role::reader, "docx")).options[0].value) == "accept");
  CHECK(job.reader_stage(registry().find(Role::reader, "markdown")).options.size() == 1);
}

TEST_CASE("outputs of a list are named by their exporters") {
  const Job job =
      good(base +
           "outputs:\n- {exporter: html, path: 'a/{name}'}\n- {exporter: json, path: 'b/{name}'}\n- {exporter: "
           "html, path: 'c/{name}'}\n");
  REQUIRE(job.outputs.size() == 3);
  CHECK(job.outputs[0].name == "html");
  CHECK(job.outputs[1].name == "json");
  CHECK(job.outputs[2].name == "html-2");
}

TEST_CASE("every mistake is told at once, in the order of the file") {
  CHECK(problems("deckle: 2\n"
                 "input: x\n"
                 "inputs: [\"a[\", { fles: x, reader: markdwon }, { files: '../*/../x', options: {} }, 3: 4]\n"
                 "transforms: [tok, { toc: { depth: x, dept: 1 } }, [a]]\n"
                 "outputs: { web: { exporter: htm, path: \"x/{stm}\" }, b: { path: 1 }, c: 5 }\n"
                 "run: { on-error: halt, limits: { nodes: 0, depth: [1] } }\n") ==
        Lines{"job.version 1:9",
              "job.unknown-key 2:1",
              "job.pattern 3:12",
              "job.unknown-key 3:18",
              "job.missing-key 3:18",
              "job.unknown-reader 3:35",
              "job.pattern 3:56",
              "job.options-without-reader 3:78",
              "job.unknown-key 3:84",
              "job.missing-key 3:84",
              "job.unknown-transform 4:14",
              "job.wrong-type 4:35",
              "job.unknown-option 4:38",
              "job.wrong-type 4:51",
              "job.unknown-exporter 5:29",
              "job.path-template 5:43",
              "job.missing-key 5:58",
              "job.wrong-type 5:72",
              "job.unknown-choice 6:18",
              "job.out-of-range 6:41",
              "job.wrong-type 6:51"});
}

TEST_CASE("a problem shows its line, marks its range and names what was meant") {
  const JobResult result = read(base + "outptus: []\n" + outputs);
  REQUIRE(result.problems.size() == 1);
  const Diagnostic& problem = result.problems[0];
  CHECK(problem.code == "job.unknown-key");
  CHECK(problem.hint == "did you mean 'outputs'?");
  CHECK(problem.where.file == "job.yaml");
  CHECK(problem.where.line == 3);
  CHECK(problem.where.excerpt == "outptus: []");
  CHECK(problem.where.caret_begin == 0);
  CHECK(problem.where.caret_length == 7);
  const JobResult stage = read(base + "transforms: [tco]\n" + outputs);
  CHECK(stage.problems[0].hint == "did you mean 'toc'?");
  const JobResult path = read(base + "outputs: [{exporter: html, path: 'site/{stm}.html'}]");
  CHECK(path.problems[0].where.caret_begin == 39);
  CHECK(path.problems[0].where.caret_length == 5);
}

TEST_CASE("an output may join all documents") {
  const auto collects = [](const std::string& collect) {
    return good(base + "outputs: [{ exporter: html, path: book.html, collect: " + collect + " }]").outputs[0].collect;
  };
  CHECK(collects("true") == OnFailure::fail);
  CHECK(collects("{ on-failure: skip }") == OnFailure::skip);
  CHECK(collects("{ on-failure: fail }") == OnFailure::fail);
  CHECK(collects("{}") == OnFailure::fail);
  CHECK(collects("false") == std::nullopt);
  CHECK(good(base + "collected: [toc]\noutputs: [{ exporter: html, path: a, collect: true }]").collected.size() == 1);
  CHECK(problems(base + "outputs: [{ exporter: html, path: '{stem}', collect: true }]") ==
        Lines{"job.joined-path 3:35"});
  CHECK(problems(base + "outputs: [{ exporter: html, path: a, collect: maybe }]") == Lines{"job.wrong-type 3:47"});
  CHECK(problems(base + "outputs: [{ exporter: html, path: a, collect: { on-failure: skp, x: 1 } }]") ==
        Lines{"job.unknown-choice 3:61", "job.unknown-key 3:66"});
  const JobResult idle = read(base + "collected: [toc]\n" + outputs);
  REQUIRE(idle.job);
  REQUIRE(idle.job->warnings.size() == 1);
  CHECK(idle.job->warnings[0].code == "job.nothing-collected");
  CHECK(idle.job->warnings[0].where.line == 3);
}

TEST_CASE("where the state lies, and how durable outputs are") {
  const JobResult said = read(base + outputs + "run: { state: s, durability: power-safe }");
  REQUIRE(said.job);
  CHECK(said.job->state_folder == "s");
  CHECK(said.job->is_power_safe);
  CHECK(problems(base + outputs + "run: { state: [s], durability: some }") ==
        Lines{"job.wrong-type 4:15", "job.unknown-choice 4:32"});
}

TEST_CASE("how many documents may fail") {
  CHECK(good(base + outputs + "run: { max-failures: 5% }").max_failures->amount == 50'000);
  CHECK(good(base + outputs + "run: { max-failures: 3 }").max_failures->amount == 3);
  for (const char* bad : {"0", "0%", "101%"})
    CHECK(problems(base + outputs + "run: { max-failures: " + bad + " }") == Lines{"job.out-of-range 4:22"});
  CHECK(problems(base + outputs + "run: { max-failures: few }") == Lines{"job.wrong-type 4:22"});
}

TEST_CASE("vars stand in paths, files beside the text that names them") {
  const std::string path = "outputs: { web: { exporter: html, path: '{month}/{profile}/{stem}.html' } }\n";
  const Job job = good(base + "vars: { month: may, none: null }\n" + path);
  CHECK(*job.outputs[0].path.expand({"", "a.md", ""}) == "may/default/a.html");
  CHECK(problems(base + "vars: { stem: x, a b: y, job-dir: z, l: [1] }\n" + outputs) ==
        Lines{"job.variable-name 3:9", "job.variable-name 3:18", "job.variable-name 3:26", "job.wrong-type 3:41"});
  CHECK(problems(base + "vars: { up: .. }\noutputs: { web: { exporter: html, path: '{mont}' } }\n") ==
        Lines{"job.path-template 4:42"});
}

TEST_CASE("only the outputs asked for") {
  Job job = good(base + "outputs: [{exporter: html, path: 'a/{name}'}, {exporter: json, path: 'b/{name}'}]\n");
  const Result<void> unknown = job.keep_outputs({"jsn"});
  REQUIRE_FALSE(unknown);
  CHECK(unknown.problem().hint == "did you mean 'json'?");
  CHECK(job.outputs.size() == 2);
  CHECK(job.keep_outputs({"json"}));
  CHECK(job.outputs.size() == 1);
}

TEST_CASE("what an output does with resources") {
  const auto output = [](const std::string& resources) {
    return base + "outputs: [{ exporter: html, path: x, resources: " + resources + " }]";
  };
  const auto rule = [&](const std::string& resources) { return good(output(resources)).outputs[0].resources; };
  CHECK(good(base + outputs).outputs[0].resources.mode == ResourceMode::copy);
  CHECK(rule("keep").mode == ResourceMode::keep);
  CHECK(rule("link").mode == ResourceMode::link);
  CHECK(rule("copy").mode == ResourceMode::copy);
  CHECK(rule("embed").mode == ResourceMode::embed);
  CHECK(rule("{ extract: 'm/{stem}-{name}' }").mode == ResourceMode::extract);
  CHECK(rule("{ extract: 'm/{stem}-{name}' }").pattern.text() == "m/{stem}-{name}");
  CHECK(problems(output("embeded")) == Lines{"job.unknown-choice 3:49"});
  CHECK(read(output("embeded")).problems[0].hint == "did you mean 'embed'?");
  CHECK(problems(output("{ extract: 'm/{stem}' }")) == Lines{"job.path-template 3:60"});
  CHECK(problems(output("{ extract: 'm/{nam}' }")) == Lines{"job.path-template 3:63"});
  CHECK(problems(output("{ extract: '../{name}' }")) == Lines{"job.path-template 3:61"});
  CHECK(problems(output("{}")) == Lines{"job.missing-key 3:49"});
  CHECK(good(base + outputs + "run: { resources: [../shared, /usr/share] }").resource_folders ==
        std::vector<std::string>{"../shared", "/usr/share"});
}

TEST_CASE("nothing, and what is no job") {
  CHECK(problems("") == Lines{"job.empty 1:1"});
  CHECK(problems("- a\n") == Lines{"job.wrong-type 1:1"});
  CHECK(problems("deckle: 1\n") == Lines{"job.missing-key 1:1", "job.missing-key 1:1"});
  CHECK(problems("a: [") == Lines{"yaml.syntax 1:5"});
  CHECK(problems(base + "inputs: x\n") == Lines{"yaml.duplicate-key 3:1"});
  CHECK(problems(base + outputs + "---\n") == Lines{"yaml.several-documents 4:1"});
  CHECK(problems(base + "outputs: { web: null }\n") == Lines{"job.missing-key 3:10"});
  CHECK(read(std::string(5u << 20, ' ')).problems[0].code == "yaml.size");
}

TEST_CASE("an alias is blamed where it stands") {
  CHECK(problems("deckle: 1\ninputs: &x '*.md'\noutputs: *x\n") == Lines{"job.wrong-type 3:10"});
}

TEST_CASE("a job with many problems stays fast, on many lines and on one") {
  for (const char* separator : {"\n", ", "}) {
    const bool flow = *separator == ',';
    std::string text = flow ? "deckle: 1\ninputs: {files: x" : base;
    for (int k = 0; k < 10'000; ++k)
      text += fmt::format("{}unknown-key-number-{}: [a, b]", k == 0 && !flow ? "" : separator, k);
    text += flow ? "}\n" : "\n";
    text += outputs;
    const auto begin = std::chrono::steady_clock::now();
    const JobResult result = read(text);
    const auto seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    CHECK(result.problems.size() == 10'000);
    CHECK(seconds < 20);  // a guard against the quadratic, not a measurement
  }
}
