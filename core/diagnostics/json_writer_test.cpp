#include "diagnostics/json_writer.hpp"

#include <catch2/catch.hpp>

using namespace deckle;

TEST_CASE("JSON has its commas, and nothing in a text leaves its quotes") {
  std::string text;
  JsonWriter json(text);
  json.begin_object();
  json.key("a").number(1);
  json.key("b").begin_list();
  json.text("\"\\\n\t\x01\x1f/é");
  json.begin_object();
  json.end_object();
  json.flag(true);
  json.end_list();
  json.text_unless_empty("none", "");
  json.number_unless_zero("none", 0);
  json.any_key("\"").seconds(0.0625);
  json.end_object();
  CHECK(text == R"({"a":1,"b":["\"\\\n\t\u0001\u001f/é",{},true],"\"":0.062})");
}

TEST_CASE("what is no UTF-8 is replaced in JSON, mistake by mistake") {
  std::string text;
  JsonWriter(text).text("a\xFF\xE2\x82z\xED\xA0\x80");
  CHECK(text == "\"a\uFFFD\uFFFDz\uFFFD\uFFFD\uFFFD\"");
}
