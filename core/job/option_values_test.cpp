#include "job/option_values.hpp"

#include <deckle/options.h>
#include <catch2/catch.hpp>

using namespace deckle;

namespace {

OptionSpec option(std::string name, std::uint32_t type, std::string default_yaml = {}) {
  OptionSpec spec;
  spec.name = std::move(name);
  spec.type = type;
  spec.default_yaml = std::move(default_yaml);
  return spec;
}

ComponentManifest component() {
  ComponentManifest made;
  made.name = "html";
  made.options = {option("standalone", DK_T_BOOL),
                  option("depth", DK_T_INT, "3"),
                  option("scale", DK_T_FLOAT, "1.5"),
                  option("title", DK_T_STRING, "'a: b'"),
                  option("dialect", DK_T_ENUM, "gfm"),
                  option("css", DK_T_SOURCE),
                  option("size", DK_T_BYTES, "10MiB"),
                  option("time", DK_T_DURATION, "250ms"),
                  option("names", DK_T_LIST, "[x, y]"),
                  option("vars", DK_T_MAP),
                  option("old", DK_T_BOOL),
                  option("future", 99)};
  made.options[1].min_i = 1, made.options[1].max_i = 6;
  made.options[2].min = 0, made.options[2].max = 2;
  made.options[4].choices = {{"commonmark", ""}, {"gfm", ""}};
  made.options[8].elem_type = DK_T_STRING;
  made.options[9].elem_type = DK_T_INT;
  made.options[10].flags = DK_OPT_DEPRECATED;
  made.options[10].replaced_by = "standalone";
  return made;
}

struct Set {
  OptionValues values;
  std::vector<Diagnostic> problems;
};

Set from_yaml(const std::string& text, const std::string& preset = {}) {
  static const ComponentManifest manifest = component();
  Set made;
  const YamlResult read = read_yaml(text);
  REQUIRE(read.tree);
  JobSources sources;
  sources.add("job.yaml", "", text);
  OptionSetter setter(manifest, made.problems);
  setter.preset(preset);
  setter.set(read.tree->root(), sources);
  made.values = setter.finish(sources.place(read.tree->root()));
  return made;
}

Set from_words(const std::vector<std::string>& words) {
  static const ComponentManifest manifest = component();
  Set made;
  OptionSetter setter(manifest, made.problems);
  for (const std::string& word : words) setter.set_text(word, "--exporter-option");
  made.values = setter.finish({});
  return made;
}

template <class T>
T get(const Set& set, std::size_t index) {
  return std::get<T>(set.values[index].value);
}

}  // namespace

TEST_CASE("defaults are typed") {
  const Set set = from_yaml("{}");
  CHECK(set.problems.empty());
  REQUIRE(set.values.size() == 12);
  CHECK_FALSE(get<bool>(set, 0));
  CHECK(get<std::int64_t>(set, 1) == 3);
  CHECK(get<double>(set, 2) == 1.5);
  CHECK(get<std::string>(set, 3) == "a: b");
  CHECK(get<std::int64_t>(set, 4) == 1);
  CHECK(get<std::int64_t>(set, 6) == 10485760);
  CHECK(get<std::int64_t>(set, 7) == 250);
  CHECK(get<OptionValue::List>(set, 8).size() == 2);
  CHECK_FALSE(set.values[1].was_set);
  CHECK(set.values[1].where.empty());
}

TEST_CASE("a scalar has the declared type, not the one YAML would guess") {
  const Set set = from_yaml(
      "title: 1.10\nstandalone: 'yes'\ndepth: '4'\nnames: [true, 007]\nvars: {a: 1, b: 0x10}\nscale: 2\ncss: no\n");
  CHECK(set.problems.empty());
  CHECK(get<std::string>(set, 3) == "1.10");
  CHECK(set.values[3].where == "job.yaml:1:8");
  CHECK(set.values[3].was_set);
  CHECK(get<bool>(set, 0));
  CHECK(get<std::int64_t>(set, 1) == 4);
  CHECK(std::get<std::string>(get<OptionValue::List>(set, 8)[1].value) == "007");
  CHECK(get<OptionValue::Map>(set, 9)[1].first == "b");
  CHECK(std::get<std::int64_t>(get<OptionValue::Map>(set, 9)[1].second.value) == 16);
  CHECK(get<std::string>(set, 5) == "no");
}

TEST_CASE("all problems, each with its place") {
  const Set set = from_yaml(
      "standalone: 3\ndepth: 7\nscale: [1]\ndialect: gmf\nsize: 10 apples\ntime: 30\nvars: {a: b}\ntitel: x\nfuture: "
      "1\nold: true\n");
  REQUIRE(set.problems.size() == 10);
  const auto is = [&](std::size_t k, const char* code, std::uint32_t line, std::uint32_t column) {
    INFO(k);
    CHECK(set.problems[k].code == code);
    CHECK(set.problems[k].where.line == line);
    CHECK(set.problems[k].where.column == column);
  };
  is(0, "job.wrong-type", 1, 13);
  is(1, "job.out-of-range", 2, 8);
  is(2, "job.wrong-type", 3, 8);
  is(3, "job.unknown-choice", 4, 10);
  CHECK(set.problems[3].hint == "did you mean 'gfm'?");
  is(4, "job.wrong-type", 5, 7);
  is(5, "job.wrong-type", 6, 7);
  is(6, "job.wrong-type", 7, 11);
  is(7, "job.unknown-option", 8, 1);
  CHECK(set.problems[7].hint == "did you mean 'title'?");
  is(8, "job.unknown-option", 9, 1);
  is(9, "job.deprecated-option", 10, 1);
  CHECK(set.problems[9].severity == Severity::warning);
  CHECK(set.problems[9].hint == "use 'standalone' instead");
}

TEST_CASE("later layers win; a null brings the default back") {
  const Set set = from_yaml("depth: ~\ntitle: mine", "{depth: 5, title: preset, dialect: commonmark}");
  CHECK(set.problems.empty());
  CHECK(get<std::int64_t>(set, 1) == 3);
  CHECK(get<std::string>(set, 3) == "mine");
  CHECK(get<std::int64_t>(set, 4) == 0);
  CHECK(from_yaml("[a]").problems[0].code == "job.wrong-type");
}

TEST_CASE("words of the command line") {
  const Set set = from_words(
      {"standalone", "depth=2", "names=a", "names=b=c", "vars=x=1", "vars=y=2", "vars=x=3", "title=a=b", "css="});
  CHECK(set.problems.empty());
  CHECK(get<bool>(set, 0));
  CHECK(get<std::int64_t>(set, 1) == 2);
  CHECK(get<OptionValue::List>(set, 8).size() == 2);
  CHECK(get<OptionValue::Map>(set, 9).size() == 2);
  CHECK(std::get<std::int64_t>(get<OptionValue::Map>(set, 9)[0].second.value) == 3);
  CHECK(get<std::string>(set, 3) == "a=b");
  CHECK(set.values[1].where == "--exporter-option");
  CHECK(get<OptionValue::List>(from_words({"names=[p, q, r]"}), 8).size() == 3);
  const Set bad = from_words({"depht=1", "depth=x", "vars=x", "names=[p"});
  REQUIRE(bad.problems.size() == 4);
  CHECK(bad.problems[0].hint == "did you mean 'depth'?");
  CHECK(bad.problems[1].message.find("--exporter-option") == 0);
}

TEST_CASE("required options and faulty declarations") {
  ComponentManifest manifest = component();
  manifest.options[5].flags = DK_OPT_REQUIRED;
  manifest.options[1].default_yaml = "many";
  std::vector<Diagnostic> problems;
  OptionSetter(manifest, problems).finish({});
  REQUIRE(problems.size() == 2);
  CHECK(problems[0].code == "plugin.default");
  CHECK(problems[1].code == "job.missing-option");
}
