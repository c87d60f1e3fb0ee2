#include "front_matter.hpp"

#include <catch2/catch.hpp>

TEST_CASE("front matter stands between --- lines at the very start") {
  const auto block = find_front_matter("---\na: 1\n---\ntext");
  CHECK(block.yaml_begin == 4);
  CHECK(block.yaml_end == 9);
  CHECK(block.end == 13);
  CHECK(find_front_matter("---\r\na: 1\r\n...\r\ntext").end == 16);
  CHECK(find_front_matter("---  \na: 1\n---").end == 14);
}

TEST_CASE("what only looks like front matter is text") {
  for (std::string_view text : {"", "---", "---\n", "---\n---\n", "---\n\na: 1\n---\n", "---\na: 1\n",
                                "----\na: 1\n---\n", " ---\na: 1\n---\n", "a\n---\nb: 1\n---\n"})
    CHECK(find_front_matter(text).end == 0);
}
