#include "job/yaml_plain.hpp"

#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <random>

#include "job/yaml_tree.hpp"

using namespace deckle;

namespace {

// Takes events and keeps nothing.
class Nobody final : public YAML::EventHandler {
  using Mark = YAML::Mark;
  using Anchor = YAML::anchor_t;
  using Style = YAML::EmitterStyle::value;
  void OnDocumentStart(const Mark&) override {}
  void OnDocumentEnd() override {}
  void OnNull(const Mark&, Anchor) override {}
  void OnAlias(const Mark&, Anchor) override {}
  void OnScalar(const Mark&, const std::string&, Anchor, const std::string&) override {}
  void OnSequenceStart(const Mark&, const std::string&, Anchor, Style) override {}
  void OnSequenceEnd() override {}
  void OnMapStart(const Mark&, const std::string&, Anchor, Style) override {}
  void OnMapEnd() override {}
};

bool is_plain(std::string_view text) {
  Nobody nobody;
  return read_plain_yaml(text, nobody);
}

// All that a node says, its range without the bytes before the text.
std::string shown(const YamlNode& node, std::size_t before) {
  std::string out = fmt::format("{}.{}.{}.{}[{}-{}]{}", static_cast<int>(node.type), static_cast<int>(node.style),
                                node.weight, node.height, node.begin - before, node.end - before, node.value);
  for (std::size_t k = 0; k < node.items.size(); ++k)
    out += (node.is_map() ? "\n" + shown(*node.keys[k], before) : std::string()) + " " + shown(*node.items[k], before);
  return out;
}

// What read_yaml() says of a text behind a comment, which is read by yaml-cpp, or without it.
std::string said(const std::string& text, bool behind_comment) {
  const std::string comment = behind_comment ? "#\n" : "";
  REQUIRE((!behind_comment || !is_plain(comment + text)));
  const std::string whole = comment + text;
  const YamlResult result = read_yaml(whole);
  if (result.tree) return shown(result.tree->root(), comment.size());
  std::string out = "refused";
  for (const YamlProblem& problem : result.problems) {
    const std::size_t before = comment.size();
    out += fmt::format(" {} {} {}-{} {}-{}", problem.code, problem.message, problem.begin - before,
                       problem.end - before, problem.related_begin, problem.related_end);
    if (problem.related_end != 0) return problem.code;  // which has two ranges
  }
  return out;
}

}  // namespace

TEST_CASE("Front matter as most files have it is plain") {
  CHECK(is_plain("title: Some words\n"));
  CHECK(is_plain("title: Some words"));
  CHECK(is_plain("ms.date: 01/18/2026\r\nonline version: https://a.b/c?d=e#f\r\n"));
  CHECK(is_plain("title: \"In: quotes\"\n\nauthor: 'me'\ntags:\n- one\n- two\ndraft: false\n"));
  CHECK(is_plain("tags:\n  - one\n  - 2\n"));
  CHECK(is_plain("tags: [one, 'two', 3]\n"));
  for (const char* other : {"",
                            "\n",
                            "a",
                            "a:\n",
                            "a: null\n",
                            "a: |\n b\n",
                            "a: b: c\n",
                            "a: b\n c\n",
                            "a: []\n",
                            "a: [b\n",
                            "a: [b,]\n",
                            "a: [b: c]\n",
                            "a: [b]\n- c\n",
                            "a: [b, 'c, d']\n",
                            "a: [[b]]\n",
                            "- a\n",
                            "a: b # c\n",
                            "a: \"b\\n\"\n",
                            "a: 'it''s'\n",
                            "a: &b c\n",
                            "---\na: b\n",
                            "a: b\n...\n",
                            "a:\tb\n",
                            "a:\n - b\n  - c\n",
                            "a: b\n- c\n",
                            "null: a\n",
                            "a: b:\n",
                            "#\na: b\n",
                            "a:\n- b: c\n",
                            "? a\n: b\n",
                            "a: b\rc: d\n",
                            "<<: a\n"}) {
    INFO(other);
    CHECK_FALSE(is_plain(other));
  }
}

TEST_CASE("What is plain is read as yaml-cpp reads it") {
  const std::string_view pieces[] = {"a",
                                     "b",
                                     "key",
                                     "Title",
                                     ": ",
                                     ":",
                                     ":\n",
                                     "\n",
                                     "\n",
                                     "\r\n",
                                     "- ",
                                     "  - ",
                                     "-",
                                     " ",
                                     "words",
                                     "é",
                                     "中",
                                     "1",
                                     "2.5",
                                     "\"",
                                     "'",
                                     "#",
                                     " #",
                                     "null",
                                     "~",
                                     "true",
                                     "[",
                                     "]",
                                     "{",
                                     ",",
                                     "&x",
                                     "*x",
                                     "|",
                                     "!",
                                     "%",
                                     "\\",
                                     "---",
                                     "...",
                                     "\t",
                                     "\r",
                                     "?",
                                     "<<",
                                     "https://x.y/z?a=b",
                                     "12:30",
                                     "\xC2\x85",
                                     "\xE2\x80\xA8",
                                     "\xC2\xA0",
                                     "\xEF\xBB\xBF",
                                     "@",
                                     "`"};
  const std::string_view lines[] = {"key: words\n",     "a: 1\n",   "b: \"c d\"\n",     "tags:\n- x\n- y z\n",
                                    "list:\n  - 'q'\n", "é: ü\r\n", "tags: [a, b c]\n", "x: [ 'q',\"r\" ,1 ]\r\n",
                                    "b.c d: e\n\n"};
  std::mt19937 dice(7);
  const auto pick = [&](const auto& from) { return from[dice() % std::size(from)]; };
  std::size_t plain = 0;
  for (int round = 0; round < 30'000; ++round) {
    std::string text;
    for (auto count = dice() % 5; count-- > 0;) text += pick(lines);
    for (auto count = dice() % 6; count-- > 0;) text.insert(dice() % (text.size() + 1), pick(pieces));
    if (text.starts_with("\xEF\xBB\xBF") || !is_plain(text)) continue;
    ++plain;
    INFO(text);
    REQUIRE(said(text, false) == said(text, true));
  }
  CHECK(plain > 3'000);
}
