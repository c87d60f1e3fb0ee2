#include <catch2/catch.hpp>

#include "engine/safe_name.hpp"

using namespace deckle;

TEST_CASE("whatever a container calls its parts, they get one plain name") {
  CHECK(safe_name("media/image1.png", "") == "image1.png");
  CHECK(safe_name("../../etc/x", "image/png") == "x.png");
  CHECK(safe_name("/etc/passwd", "") == "passwd");
  CHECK(safe_name("C:\\windows\\a.gif", "") == "a.gif");
  CHECK(safe_name("..", "image/gif") == "resource.gif");
  CHECK(safe_name("", "") == "resource");
  CHECK(safe_name("a/", "") == "resource");
  CHECK(safe_name(" ..hidden", "") == "hidden");
  CHECK(safe_name("a\n\x1b[31mb\x7f.png", "") == "a[31mb.png");
  CHECK(safe_name(std::string("a\0b", 3), "") == "ab");
  CHECK(safe_name("größe 100%.png", "") == "größe 100%.png");
  const std::string longest = safe_name(std::string(300, 'x') + ".png", "");
  CHECK(longest.size() <= 100);
  CHECK(longest.ends_with(".png"));
  std::string umlauts = "x";
  for (int i = 0; i < 100; ++i) umlauts += "ü";
  CHECK(safe_name(umlauts, "").size() % 2 == 1);  // cut between characters
  CHECK(safe_name("a." + std::string(300, 'y'), "image/png").size() <= 100);
}

TEST_CASE("names that are used already get a number, upper and lower case alike") {
  std::set<std::string> used;
  CHECK(unused_name("a.png", used) == "a.png");
  CHECK(unused_name("a.png", used) == "a-2.png");
  CHECK(unused_name("A.PNG", used) == "A-3.PNG");
  CHECK(unused_name("a-2.png", used) == "a-2-2.png");
  CHECK(unused_name("resource", used) == "resource");
  CHECK(unused_name("resource", used) == "resource-2");
}

TEST_CASE("paths that a document may have written") {
  for (const char* path : {"a", "a/b.png", "ü/100%"}) CHECK(is_plain_path(path));
  for (const char* path : {"", "/a", "a/", "a//b", ".a", "a/.b", "..", "a/../b", "a\nb", "a/\x7f"})
    CHECK_FALSE(is_plain_path(path));
}
