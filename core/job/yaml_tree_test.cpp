#include "job/yaml_tree.hpp"

#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <random>

using namespace deckle;

namespace {

std::string slice(std::string_view text, const YamlNode& node) {
  return std::string(text.substr(node.begin, node.end - node.begin));
}

YamlTree read(std::string_view text) {
  YamlResult result = read_yaml(text);
  INFO(text.substr(0, 200));
  for (const YamlProblem& problem : result.problems) FAIL(problem.message << " at " << problem.begin);
  REQUIRE(result.tree);
  return *result.tree;
}

YamlProblem problem_of(std::string_view text, const YamlLimits& limits = {}) {
  INFO(text.substr(0, 200));
  YamlResult result = read_yaml(text, limits);
  REQUIRE_FALSE(result.tree);
  REQUIRE_FALSE(result.problems.empty());
  CHECK(result.problems[0].begin <= text.size());
  return result.problems[0];
}

// What holds for the ranges of every tree.
void check_ranges(std::string_view text, const YamlNode& node, std::size_t& behind) {
  REQUIRE(node.begin >= behind);
  REQUIRE(node.begin <= node.end);
  REQUIRE(node.end <= text.size());
  behind = node.begin;
  if (node.begin < text.size() && text[node.begin] == '*') return;  // an alias: its parts lie elsewhere
  for (std::size_t k = 0; k < node.items.size(); ++k) {
    if (node.is_map()) {
      check_ranges(text, *node.keys[k], behind);
      behind = node.keys[k]->end;
    }
    check_ranges(text, *node.items[k], behind);
    behind = node.items[k]->end;
  }
  REQUIRE(behind <= node.end);
}

}  // namespace

TEST_CASE("values and keys know their bytes") {
  const std::string_view text =
      "# a comment\n"
      "plain: some words  # not this\n"
      "single: 'it''s'\n"
      "\"double\": \"a\\\"b\\n\"\n"
      "literal: |-\n  one\n\n  two\n\n"
      "folded: > # comment\n  one\n  two\n"
      "folding: a plain\n  text in lines\n"
      "flow: [1, {a: b, c: [d, ]}, \"x\"]\n"
      "list:\n- one\n- - two\n  - three\n"
      "tagged: !!str &name 12\n"
      "again: *name\n"
      "last: end";
  const YamlTree tree = read(text);
  const YamlNode& root = tree.root();
  std::size_t behind = 0;
  check_ranges(text, root, behind);
  const auto range = [&](const char* key) { return slice(text, *root.find(key)); };
  CHECK(range("plain") == "some words");
  CHECK(range("single") == "'it''s'");
  CHECK(range("double") == "\"a\\\"b\\n\"");
  CHECK(range("literal") == "|-\n  one\n\n  two");
  CHECK(range("folded") == "> # comment\n  one\n  two");
  CHECK(range("folding") == "a plain\n  text in lines");
  CHECK(range("flow") == "[1, {a: b, c: [d, ]}, \"x\"]");
  CHECK(range("list") == "- one\n- - two\n  - three");
  CHECK(range("tagged") == "12");
  CHECK(range("again") == "*name");
  CHECK(range("last") == "end");
  CHECK(root.find("single")->value == "it's");
  CHECK(root.find("double")->value == "a\"b\n");
  CHECK(root.find("literal")->value == "one\n\ntwo");
  CHECK(root.find("folded")->value == "one two\n");
  CHECK(root.find("folding")->value == "a plain text in lines");
  CHECK(root.find("tagged")->tag == "!!str");
  CHECK(root.find("again")->value == "12");
  CHECK(root.find("single")->style == YamlStyle::quoted);
  CHECK(root.find("folded")->style == YamlStyle::block);
  CHECK(root.find("plain")->style == YamlStyle::plain);
  CHECK(slice(text, *root.keys[2]) == "\"double\"");
  CHECK(root.find("flow")->items[1]->items.size() == 2);
  CHECK(root.find("missing") == nullptr);
}

TEST_CASE("escapes are characters, those beyond ASCII too") {
  const YamlTree tree = read(R"(a: "\N\_\L\P\xE9\u20ac b\N\Né")");
  CHECK(tree.root().find("a")->value == "\u0085\u00A0\u2028\u2029\u00E9\u20AC b\u0085\u0085\u00E9");
}

TEST_CASE("a null is where it is written, or an empty range behind its key") {
  const std::string_view text = "a:\nb: null\nc: ~\nd:\nnull: 1\ne: [~, null, ]\nf: ''";
  const YamlTree tree = read(text);
  std::size_t behind = 0;
  check_ranges(text, tree.root(), behind);
  const YamlNode& root = tree.root();
  CHECK(root.find("a")->is_null());
  CHECK(slice(text, *root.find("a")).empty());
  CHECK(root.find("a")->begin <= 3);
  CHECK(slice(text, *root.find("b")) == "null");
  CHECK(root.find("b")->value == "null");
  CHECK(slice(text, *root.find("c")) == "~");
  CHECK(slice(text, *root.find("d")).empty());
  CHECK(root.find("null")->value == "1");
  CHECK(root.find("e")->items.size() == 2);
  CHECK(root.find("f")->is_scalar());
}

TEST_CASE("a byte order mark, CRLF, nothing, and more than one document") {
  const std::string_view marked =
      "\xEF\xBB\xBF"
      "a: b\r\nc: d\r\n";
  const YamlTree tree = read(marked);
  CHECK(slice(marked, *tree.root().find("c")) == "d");
  CHECK(read("").root().is_null());
  CHECK(read("# only a comment\n").root().is_null());
  CHECK(read("--- 1\n...\n--- 2\n").root().value == "1");
  YamlLimits one;
  one.only_document = true;
  CHECK(problem_of("a: 1\n---\nb: 2\n", one).code == "yaml.several-documents");
  CHECK(problem_of("a: 1\n---\nb: 2\n", one).begin == 5);
  CHECK(read_yaml("---\na: 1\n...\n", one).tree);
}

TEST_CASE("refused, each with its place") {
  const YamlProblem twice = problem_of("b: 1\na: 2\nb: 3\na: 4\n");
  CHECK(twice.code == "yaml.duplicate-key");
  CHECK(twice.begin == 10);
  CHECK(twice.related_begin == 0);
  CHECK(twice.related_end == 1);
  CHECK(problem_of("a: {x: 1, 'x': 2}").begin == 10);
  const YamlResult all = read_yaml("a: {x: 1, x: 2}\na: 3\nb: 4\na: 5\n");
  REQUIRE(all.problems.size() == 3);
  CHECK(all.problems[0].begin == 10);
  CHECK(all.problems[2].begin == 26);
  CHECK(read_yaml("a: {x: 1, x: 2}\nb: [\n").problems.size() == 2);
  CHECK(problem_of("[a, b]: c").code == "yaml.key");
  CHECK(problem_of("{a: b}: c").code == "yaml.key");
  CHECK(problem_of("? - x\n: c").code == "yaml.key");
  CHECK(problem_of("a: &x [1]\n*x : 2\n").code == "yaml.key");
  CHECK(problem_of(": c").code == "yaml.key");
  CHECK(problem_of("a: [1, 2").code == "yaml.syntax");
  CHECK(problem_of("{path: site/{dir}/x}").hint.find("quotes") != std::string::npos);
  CHECK(problem_of("a:\n\tb: 1\n").hint == "indent with spaces, not tabs");
  CHECK(problem_of("a: @b\n").hint.find("quotes") != std::string::npos);
  CHECK(problem_of("a: *nobody\n").begin == 3);
  CHECK(problem_of("a: &x [*x]\n").code == "yaml.alias-cycle");
  CHECK(problem_of(std::string_view("a: \0b", 5)).code == "yaml.control-character");
  CHECK(problem_of("a: \x04 b").begin == 3);
  CHECK(problem_of("a: b\nc: \xC3(").code == "yaml.encoding");
  CHECK(problem_of("a: b\nc: \xC3(").begin == 8);
  CHECK(problem_of("\xFF\xFE"
                   "a")
            .code == "yaml.encoding");
  YamlLimits small;
  small.max_bytes = 4;
  CHECK(problem_of("a: bc", small).code == "yaml.size");
}

TEST_CASE("depth is limited, through aliases too") {
  const auto nested = [](std::size_t levels) { return std::string(levels, '[') + std::string(levels, ']'); };
  CHECK(read_yaml(nested(64)).tree);
  CHECK(problem_of(nested(65)).code == "yaml.depth");
  CHECK(problem_of(nested(65)).begin == 64);
  CHECK(problem_of(fmt::format("a: &x {}\nb: {:[>30}*x{:]>30}", nested(40), "", "")).code == "yaml.depth");
  YamlLimits deep;
  deep.max_depth = 1'000'000;
  CHECK(read_yaml(nested(450), deep).tree);
  CHECK(problem_of(nested(100'000), deep).code == "yaml.depth");
  CHECK(problem_of(fmt::format("a: {:[>5000}{:]>5000}", "", ""), deep).code == "yaml.depth");
  std::string steps;
  for (int k = 0; k < 1000; ++k) steps += "- ";
  CHECK(problem_of(steps, deep).code == "yaml.depth");
}

TEST_CASE("aliases may not explode") {
  std::string bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n";
  for (int k = 1; k < 10; ++k) {
    bomb += fmt::format("a{}: &a{} [", k, k);
    for (int j = 0; j < 10; ++j) bomb += fmt::format("{}*a{}", j ? ", " : "", k - 1);
    bomb += "]\n";
  }
  CHECK(problem_of(bomb).code == "yaml.expansion");
  std::string many = "a: &a x\nb:\n";
  for (int k = 0; k < 10'000; ++k) many += "- *a\n";
  CHECK(read_yaml(many).tree);
  CHECK(problem_of(many + "- *a\n").code == "yaml.expansion");
}

TEST_CASE("large hostile text is refused or read in linear time and little memory") {
  const std::size_t size = 256u << 10;
  const auto repeated = [&](std::string_view part) {
    std::string text;
    while (text.size() + part.size() <= size) text += part;
    return text;
  };
  for (const char* part : {"[",   "{", "[]", "[],", "\"\" ", "!", "? ", "- ", "a: ", "&a ",
                           "*a ", "'", "\"", "|\n", "x",     ",", "#",  "\t", "\n",  "\\"}) {
    INFO(part);
    read_yaml(repeated(part));
    read_yaml(fmt::format("a: [{}", repeated(part).substr(10)));
  }
  CHECK(problem_of(fmt::format("[{:,>600000}", "")).code == "yaml.too-dense");
  std::string wide = "a:\n";
  for (int k = 0; k < 100'000; ++k) wide += "- {b: c, d: [e, 'f']}\n";
  CHECK(read_yaml(wide).tree);
  std::string keys;
  for (int k = 0; k < 200'000; ++k) keys += fmt::format("key{}: {}\n", k, k);
  CHECK(read(keys).root().keys.size() == 200'000);
  CHECK(read(fmt::format("a: |\n  {}", repeated("words, words. ").substr(100))).root().keys.size() == 1);
}

TEST_CASE("mutations of YAML never crash, and what is read has sound ranges") {
  const std::string_view seeds[] = {"a: [1, 2, {b: c}]\n",
                                    "- a\n- &x 'b'\n- *x\n- !!str c\n",
                                    "? a\n: b\n? c\n",
                                    "a: |2-\n    b\n   c\n",
                                    "{a: b, c, d: , : e}\n",
                                    "%YAML 1.2\n---\na: >+\n b\n\n...\n",
                                    "- - - a\n    - b\n-\n- ~\n",
                                    "\"a\\u00e4\\x41\": \"b\\\n  c\"\n",
                                    "[a: b, ? c, d]\n",
                                    "a:\n  b:\n    c: d # e\n  f: !<tag:x> {g: null}\n"};
  const std::string_view letters = "[]{},:-?|>&*!#'\"\\ \n\t%@`~ab1\xC3\xA4";
  std::mt19937 random(20240607);
  int read_count = 0;
  for (int round = 0; round < 30'000; ++round) {
    std::string text(seeds[random() % std::size(seeds)]);
    for (std::size_t edits = 1 + random() % 4; edits > 0; --edits) {
      const std::size_t at = random() % (text.size() + 1);
      const char letter = letters[random() % letters.size()];
      switch (random() % 3) {
        case 0: text.insert(at, 1, letter); break;
        case 1: text.erase(at, 1 + random() % 3); break;
        default:
          if (at < text.size()) text[at] = letter;
      }
    }
    const YamlResult result = read_yaml(text);
    if (!result.tree) continue;
    ++read_count;
    INFO(text);
    std::size_t behind = 0;
    check_ranges(text, result.tree->root(), behind);
  }
  CHECK(read_count > 5'000);
}
