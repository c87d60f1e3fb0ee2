#include "diagnostics/nearest.hpp"

#include <catch2/catch.hpp>

using namespace deckle;

TEST_CASE("the edit distance counts letters added, dropped, changed and swapped") {
  CHECK(edit_distance("", "", 3) == 0);
  CHECK(edit_distance("toc", "toc", 3) == 0);
  CHECK(edit_distance("toc", "tocs", 3) == 1);
  CHECK(edit_distance("toc", "tc", 3) == 1);
  CHECK(edit_distance("toc", "tac", 3) == 1);
  CHECK(edit_distance("toc", "otc", 3) == 1);
  CHECK(edit_distance("kitten", "sitting", 3) == 3);
  CHECK(edit_distance("kitten", "sitting", 2) == 3);
  CHECK(edit_distance("abc", "xyz", 1) == 2);
}

TEST_CASE("the nearest name is near, and the first of equals") {
  const auto nearest = [](std::string_view wanted) {
    Nearest search(wanted);
    for (std::string_view known : {"markdown", "markup", "html", "text", "next"}) search.offer(known);
    return search.best();
  };
  CHECK(nearest("markdwon") == "markdown");
  CHECK(nearest("htlm") == "html");
  CHECK(nearest("texts") == "text");
  CHECK(nearest("zext") == "text");
  CHECK(nearest("docbook").empty());
  CHECK(nearest("x").empty());
  CHECK(nearest(std::string(1 << 20, 'm')).empty());
  CHECK(did_you_mean(nearest("htm")) == "did you mean 'html'?");
}
