#include "url.hpp"

#include <catch2/catch.hpp>

using html::resolved;

TEST_CASE("addresses are relative to a base") {
  CHECK(resolved("", "a/../b") == "a/../b");
  CHECK(resolved("http://h/x/y", "z") == "http://h/x/z");
  CHECK(resolved("http://h/x/", "../z?q#f") == "http://h/z?q#f");
  CHECK(resolved("http://h/x/", "../../../z/") == "http://h/z/");
  CHECK(resolved("http://h/x/y?q", "?r") == "http://h/x/y?r");
  CHECK(resolved("http://h/x/y", "/z/./w/..") == "http://h/z/");
  CHECK(resolved("http://h", "z") == "http://h/z");
  CHECK(resolved("https://h/x", "//i/z") == "https://i/z");
  CHECK(resolved("../up/", "z") == "../up/z");
  CHECK(resolved("/root/x", "z") == "/root/z");
}

TEST_CASE("what needs no base, or leads into the page, stays") {
  CHECK(resolved("http://h/x", "mailto:a@b.cd") == "mailto:a@b.cd");
  CHECK(resolved("http://h/x", "data:,a/../b") == "data:,a/../b");
  CHECK(resolved("http://h/x", "#f") == "#f");
}
