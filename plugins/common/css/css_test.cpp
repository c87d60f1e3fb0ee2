#include "css/css.hpp"

#include <catch2/catch.hpp>

TEST_CASE("the last declaration of a property counts") {
  CHECK(css::value_of("width: 1px; COLOR:red ; width : 2px", "width") == "2px");
  CHECK(css::value_of("color: red !important;", "color") == "red");
  CHECK(css::value_of("background: url(a;b); x: ';width:3'; width: 4em", "width") == "4em");
  CHECK(css::value_of("widths: 1px", "width").empty());
  CHECK(css::value_of("", "width").empty());
}

TEST_CASE("a property is taken from a style") {
  CHECK(css::without("text-align: left; color: red;", "text-align") == "color: red");
  CHECK(css::without("a:b;;c:d", "x") == "a:b; c:d");
  CHECK(css::without("text-align: left", "text-align").empty());
}

TEST_CASE("lengths have a number and a unit") {
  CHECK(css::length_of(" 12.5% ")->is_percent());
  CHECK(css::length_of("+3")->number == 3);
  CHECK(css::length_of("1in")->points() == 72);
  CHECK(css::length_of("96PX")->points() == 72);
  CHECK(css::length_of("2.54cm")->points() == 72);
  CHECK(css::length_of("8")->points() == 6);
  CHECK_FALSE(css::length_of("2em")->points());
  for (const std::string_view none : {"", "auto", "1px 2px", "calc(1px)", "px", "1e3x%"})
    CHECK_FALSE(css::length_of(none));
}
