#include "job/glob.hpp"

#include <catch2/catch.hpp>
#include <random>

using namespace deckle;

namespace {

bool matches(std::string_view pattern, std::string_view path) {
  INFO(pattern);
  const Result<Glob> glob = Glob::compile(pattern);
  REQUIRE(glob);
  return glob->matches(path);
}

std::size_t fault_at(std::string_view pattern) {
  INFO(pattern);
  const Result<Glob> glob = Glob::compile(pattern);
  REQUIRE_FALSE(glob);
  CHECK(glob.problem().code == "job.pattern");
  return glob.problem().where.offset;
}

// The same rules, written as plain recursion, for patterns without braces and sets.
bool slow_match(std::string_view pattern, std::string_view path, bool start, bool named = true) {
  if (pattern.empty()) return path.empty();
  if (pattern == "**" && start) {
    if (path.empty() || path[0] == '.' || path.find("/.") != std::string_view::npos) return false;
    return path.find("//") == std::string_view::npos && path[0] != '/' && path.back() != '/';
  }
  if (pattern.substr(0, 3) == "**/" && start) {
    if (slow_match(pattern.substr(3), path, true)) return true;
    const std::size_t slash = path.find('/');
    return slash != std::string_view::npos && slash > 0 && path[0] != '.' &&
           slow_match(pattern, path.substr(slash + 1), true);
  }
  const bool dot = start && !path.empty() && path[0] == '.';
  const bool taken = !path.empty() && path[0] != '/' && !dot;
  if (pattern[0] == '*') {
    return slow_match(pattern.substr(1), path, start, false) || (taken && slow_match(pattern, path.substr(1), false));
  }
  if (pattern[0] == '?') return taken && slow_match(pattern.substr(1), path.substr(1), false);
  if (start && !named && pattern[0] == '.') return false;
  return !path.empty() && path[0] == pattern[0] && slow_match(pattern.substr(1), path.substr(1), path[0] == '/');
}

}  // namespace

TEST_CASE("patterns match as the language says") {
  CHECK(matches("*.md", "a.md"));
  CHECK_FALSE(matches("*.md", "a/b.md"));
  CHECK_FALSE(matches("*.md", ".md"));
  CHECK_FALSE(matches("*.md", "a.MD"));
  CHECK(matches("**/*.md", "a.md"));
  CHECK(matches("**/*.md", "x/y/a.md"));
  CHECK_FALSE(matches("**/*.md", ".git/a.md"));
  CHECK_FALSE(matches("**/*.md", "x/.a.md"));
  CHECK(matches("**/.*.md", "x/.a.md"));
  CHECK(matches(".git/*", ".git/a"));
  CHECK(matches("docs/**", "docs/a/b.txt"));
  CHECK_FALSE(matches("docs/**", "docs"));
  CHECK_FALSE(matches("docs/**", "docs/"));
  CHECK(matches("a/**/b", "a/b"));
  CHECK(matches("a/**/b", "a/x/y/b"));
  CHECK(matches("?.md", "\xC3\xA4.md"));
  CHECK(matches("?.md", "\xFF.md"));
  CHECK_FALSE(matches("?.md", "ab.md"));
  CHECK(matches("[a-c]x", "bx"));
  CHECK_FALSE(matches("[!a-c]x", "bx"));
  CHECK(matches("[^a-c]x", "dx"));
  CHECK_FALSE(matches("[!a]x", ".x"));
  CHECK_FALSE(matches("a[!b]c", "a/c"));
  CHECK(matches("[]]x", "]x"));
  CHECK(matches("[*]", "*"));
  CHECK(matches("[a-]", "-"));
  CHECK(matches("[\xC3\xA4-\xC3\xBC]", "\xC3\xB6"));
  CHECK(matches("*.{png,css}", "a.css"));
  CHECK_FALSE(matches("*.{png,css}", "a.pn"));
  CHECK(matches("{a,b/{c,d*}}.md", "b/dog.md"));
  CHECK(matches("{a,}b", "b"));
  CHECK(matches("{docs,notes}/**/*.md", "notes/x/y.md"));
  CHECK(matches("{**/a,b}", "x/a"));
  CHECK(matches("a,b}", "a,b}"));
  CHECK(matches("x{.md,}", "x.md"));
}

TEST_CASE("bad patterns say where") {
  CHECK(fault_at("") == 0);
  CHECK(fault_at("a/[b") == 2);
  CHECK(fault_at("a{b,c") == 1);
  CHECK(fault_at("a**") == 1);
  CHECK(fault_at("**a") == 0);
  CHECK(fault_at("a/***") == 2);
  CHECK(fault_at("[z-a]") == 0);
  CHECK(fault_at(std::string(5000, 'a')) == 4096);
  CHECK(fault_at(std::string(100, '{')) == 16);
  CHECK(fault_at(std::string_view("a\0", 2)) == 1);
}

TEST_CASE("leading folders end before the first wildcard") {
  const auto leading = [](std::string_view pattern) { return Glob::compile(pattern)->leading_folders(); };
  CHECK(leading("docs/guide/**/*.md") == "docs/guide");
  CHECK(leading("docs/a.md") == "docs");
  CHECK(leading("docs/x{a,b}.md") == "docs");
  CHECK(leading("*.md").empty());
  CHECK(leading("a.md").empty());
  CHECK(leading("/etc/*") == "/etc");
  CHECK(leading("/*") == "/");
  CHECK(leading("{a,b}/c").empty());
}

TEST_CASE("random patterns agree with the rules written as recursion") {
  std::mt19937 random(7);
  const auto word = [&](std::string_view letters, std::size_t most) {
    std::string made;
    for (std::size_t k = random() % (most + 1); k > 0; --k) made += letters[random() % letters.size()];
    return made;
  };
  int compared = 0, matched = 0;
  for (int round = 0; round < 100'000; ++round) {
    const std::string pattern = word("ab./*?*/", 7), path = word("ab./ab", 7);
    const Result<Glob> glob = Glob::compile(pattern);
    if (!glob) continue;
    INFO(pattern << " on " << path);
    const bool expected = slow_match(pattern, path, true);
    REQUIRE(glob->matches(path) == expected);
    REQUIRE(glob->accepts(glob->advance(glob->advance(glob->start(), path.substr(0, 3)),
                                        path.substr(std::min<std::size_t>(3, path.size())))) == expected);
    ++compared, matched += expected;
  }
  CHECK(compared > 50'000);
  CHECK(matched > 1'000);
}

TEST_CASE("a pattern with more states than are remembered still says what is so") {
  std::mt19937 random(11);
  const Result<Glob> glob = Glob::compile("*a????????????");  // which of the last thirteen letters are an a
  REQUIRE(glob);
  for (int round = 0; round < 2'000; ++round) {
    std::string path;
    for (int k = 0; k < 40; ++k) path += "ab\xC3"[random() % 3];
    INFO(path);
    REQUIRE(glob->matches(path) == (path[path.size() - 13] == 'a'));
  }
}

TEST_CASE("hostile patterns take no time") {
  std::string stars, braces;
  for (int k = 0; k < 100; ++k) stars += "*a", braces += "{a,aa,*}";
  const std::string path(1000, 'a');
  CHECK_FALSE(matches(stars + "b", path));
  CHECK_FALSE(matches(braces + "b", path));
  std::string deep;
  for (int k = 0; k < 300; ++k) deep += "**/*/";
  std::string folders;
  for (int k = 0; k < 400; ++k) folders += "a/";
  CHECK_FALSE(matches(deep + "b", folders + "a"));
}
