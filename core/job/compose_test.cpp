#include "job/compose.hpp"

#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <cstdlib>

#include "io/paths.hpp"

using namespace deckle;

namespace {

struct Project {
  MemoryFiles files;
  JobRequest request{"p/job.yaml", {}, {}, {}};

  Project(std::initializer_list<std::pair<const std::string, std::string>> content) { files.content = content; }

  // The tree in one line, without the var `profile`; or "code line:column" of every problem.
  std::string composed() {
    const ComposedJob job = compose_job(files, request);
    std::string problems;
    for (const Diagnostic& problem : job.problems)
      problems +=
          fmt::format("{} {}:{}:{}; ", problem.code, problem.where.file, problem.where.line, problem.where.column);
    return problems.empty() ? shown(*job.root) : problems;
  }

  static std::string shown(const YamlNode& node) {
    if (node.is_null()) return "~";
    if (node.is_scalar()) return std::string(node.value);
    std::string made;
    for (std::size_t k = 0; k < node.items.size(); ++k) {
      if (node.is_map() && node.keys[k]->value == "profile" && node.items[k]->value == "default") continue;
      if (node.is_map() && node.keys[k]->value == "vars" && node.items[k]->items.size() == 1) continue;
      made += made.empty() ? "" : " ";
      if (node.is_map()) made += std::string(node.keys[k]->value) + ":";
      made += shown(*node.items[k]);
    }
    return (node.is_map() ? "{" : "[") + made + (node.is_map() ? "}" : "]");
  }
};

}  // namespace

TEST_CASE("maps merge, all else is replaced, null takes away, plus appends") {
  Project project{
      {"p/job.yaml", "extends: ../base.yaml\na: { x: 2, l: [3] }\nb: 5\nc: null\nl+: [4]\nnew+: 7\nm+: w\n"},
      {"base.yaml", "a: { x: 1, y: 1, l: [1, 2] }\nb: { deep: 1 }\nc: { d: e }\nl: [1]\nm: v\n"}};
  CHECK(project.composed() == "{a:{x:2 y:1 l:[3]} b:5 c:~ l:[1 4] m:[v w] new:[7]}");
}

TEST_CASE("several bases, each of bases, counted once where it is reached first") {
  Project project{{"p/job.yaml", "extends: [a.yaml, b/b.yaml]\nw: job\n"},
                  {"p/a.yaml", "extends: c.yaml\nx: a\n"},
                  {"p/b/b.yaml", "extends: ../c.yaml\ny: b\n"},
                  {"p/c.yaml", "x: c\ny: c\nl+: [1]\n"}};
  CHECK(project.composed() == "{x:a y:b l:[1] w:job}");
}

TEST_CASE("bases that are none") {
  CHECK(Project{{"p/job.yaml", "extends: [gone.yaml, [x]]\n"}}.composed() ==
        "io.not-found p/job.yaml:1:11; job.wrong-type p/job.yaml:1:22; ");
  CHECK(Project{{"p/job.yaml", "extends: a.yaml\n"}, {"p/a.yaml", "extends: ./x/../job.yaml\n"}}.composed() ==
        "job.extends-cycle p/a.yaml:1:10; ");
  CHECK(Project{{"p/job.yaml", "extends: job.yaml\n"}}.composed() == "job.extends-cycle p/job.yaml:1:10; ");
  CHECK(Project{{"p/job.yaml", "extends: a.yaml\n"}, {"p/a.yaml", "a: [\n"}}.composed() ==
        "yaml.syntax p/a.yaml:2:1; ");
  CHECK(Project{{"p/job.yaml", "extends: '${x}.yaml'\n"}}.composed() ==
        "job.unknown-variable p/job.yaml:1:11; io.not-found p/job.yaml:1:10; ");
  std::string many = "extends: [";
  Project chain{{"p/job.yaml", "extends: 0.yaml\n"}};
  for (int k = 0; k < 50; ++k)
    chain.files.content[fmt::format("p/{}.yaml", k)] = fmt::format("extends: {}.yaml", k + 1);
  CHECK(chain.composed() == "job.extends-depth p/30.yaml:1:10; ");
}

TEST_CASE("outputs of a list are named; another exporter drops inherited options") {
  Project project{
      {"p/job.yaml", "extends: base.yaml\noutputs: { html: { exporter: json }, html-2: { path: q } }\n"},
      {"p/base.yaml", "outputs: [{exporter: html, path: p, options: {a: 1}}, {exporter: html, options: {b: 2}}]"}};
  CHECK(project.composed() == "{outputs:{html:{exporter:json path:p} html-2:{exporter:html options:{b:2} path:q}}}");
}

TEST_CASE("profiles of all layers, in the order asked for") {
  Project project{{"p/job.yaml",
                   "extends: b.yaml\nl: [1]\nprofiles:\n  print: { l+: [3], outputs: { web: null } }\n  x: { v: 1 }\n"},
                  {"p/b.yaml", "outputs: { web: { path: w } }\nprofiles: { print: { l+: [2], s: 1 } }\n"}};
  CHECK(project.composed() == "{outputs:{web:{path:w}} l:[1]}");
  project.request.profiles = {"x", "print"};
  CHECK(project.composed() == "{outputs:{web:~} l:[1 2 3] v:1 s:1}");
  project.request.profiles = {"prnt"};
  CHECK(project.composed() == "job.unknown-profile :0:0; ");
}

TEST_CASE("profiles that contradict each other") {
  Project project{
      {"p/job.yaml", "profiles:\n  a: { o: { w: 1, same: 2 }, l+: [1] }\n  b: { o: { w: null, same: 2 }, l+: [2] }\n"}};
  project.request.profiles = {"a", "b"};
  CHECK(project.composed() == "job.profiles-contradict p/job.yaml:3:16; ");
  CHECK(Project{{"p/job.yaml", "profiles: [x]\n"}}.composed() == "job.wrong-type p/job.yaml:1:11; ");
  CHECK(Project{{"p/job.yaml", "profiles: { a: 1, b: { extends: x }}\n"}}.composed() ==
        "job.wrong-type p/job.yaml:1:16; job.unknown-key p/job.yaml:1:24; ");
}

TEST_CASE("what the command line sets") {
  Project project{{"p/job.yaml", "a: { b: 1 }\nl: [x, { y: 1 }]\n"}};
  project.request.settings = {"a.b=[1, {c: d}]", "l.1.y=2", "l+=z",
                              "n.m=true",        "a.gone=", "outputs=[{exporter: html}]"};
  project.request.variables = {"t=a: [b"};
  CHECK(project.composed() ==
        "{a:{b:[1 {c:d}] gone:~} l:[x {y:2} z] vars:{t:a: [b} n:{m:true} outputs:{html:{exporter:html}}}");
  project.request.settings = {"l.7=x", "l.y=x"};
  CHECK(project.composed() == "job.no-item --set:1:3; job.no-item --set:1:3; ");
  project.request.settings = {"x", "=x", "a..b=1", ".=1"};
  CHECK(project.composed() == "job.setting :0:0; job.setting :0:0; job.setting :0:0; job.setting :0:0; ");
  project.request.settings = {"a.b={dir}/{stem}.md", "l.0=[x", "l.1=@y"};
  project.request.variables = {};
  CHECK(project.composed() == "{a:{b:{dir}/{stem}.md} l:[[x @y]}");
}

TEST_CASE("expansion") {
  setenv("DECKLE_TEST_VARIABLE", "from ${b}", 1);
  Project project{{"p/job.yaml",
                   "extends: '${.}/base.yaml'\nvars: { a: '1${b}', b: 2 }\n"
                   "x: ['${a}', '$$a $a $', '${env:DECKLE_TEST_VARIABLE}', '${env:DECKLE_NO:-x y}', '${c:-}']\n"}};
  const std::string folder = absolute_path("p");
  project.files.content[folder + "/base.yaml"] = "y: ${.}\nz: ${job-dir}\n";
  project.request.variables = {"b=3"};
  CHECK(project.composed() == fmt::format("{{y:{0} z:{0} vars:{{a:13 b:3}} x:[13 $a $a $ from ${{b}} x y ]}}", folder));
  CHECK(Project{{"p/job.yaml", "vars: {a: '${b}', b: '${a}'}\nx: '${a'\ny: '${env:DECKLE_NO}${aa}'\n"}}.composed() ==
        "job.variable-cycle p/job.yaml:1:12; job.expansion p/job.yaml:2:5; job.unknown-variable p/job.yaml:3:5; "
        "job.unknown-variable p/job.yaml:3:21; ");
}

TEST_CASE("variables that multiply are stopped") {
  std::string text = "vars:\n  a0: " + std::string(1000, 'x') + "\n";
  for (int k = 1; k < 12; ++k) {
    text += fmt::format("  a{}: '", k);
    for (int times = 0; times < 10; ++times) text += fmt::format("${{a{}}}", k - 1);
    text += "'\n";
  }
  CHECK(Project{{"p/job.yaml", text}}.composed().starts_with("job.expansion p/job.yaml:"));
  std::string chain = "vars:\n";
  for (int k = 0; k < 100'000; ++k) chain += fmt::format("  a{}: '${{a{}}}'\n", k, k + 1);
  CHECK(Project{{"p/job.yaml", chain + "  a100000: x\n"}}.composed().starts_with("job.variable-cycle"));
}
