#include "xml/xml_part.hpp"

#include <catch2/catch.hpp>

using xml::Namespace;
using xml::Part;

namespace {

constexpr Namespace known[] = {{"urn:words", "w"}, {"urn:words:strict", "w"}, {"urn:links", "r"}};

std::string written(const Part& part, pugi::xml_node node) {
  const xml::Range range = part.range(node);
  return part.bytes().substr(range.begin, range.end - range.begin);
}

}  // namespace

TEST_CASE("elements and texts lead back to their bytes") {
  const Part part(
      "<?xml version='1.0'?>\n<w:a xmlns:w='urn:words'><w:b v='>'/><w:c>x &lt;&lt; y</w:c ><!-- > -->"
      "<w:d><w:e/></w:d></w:a>\n",
      known);
  REQUIRE(part.mistake() == nullptr);
  CHECK(written(part, part.root().child("w:b")) == "<w:b v='>'/>");
  CHECK(written(part, part.root().child("w:c")) == "<w:c>x &lt;&lt; y</w:c >");
  CHECK(std::string(part.root().child("w:c").text().get()) == "x << y");
  CHECK(written(part, part.root().child("w:c").first_child()) == "x &lt;&lt; y");
  CHECK(written(part, part.root().child("w:d")) == "<w:d><w:e/></w:d>");
  CHECK(written(part, part.root()).ends_with("</w:a>"));
}

TEST_CASE("elements without content have two forms") {
  const Part part("<a><b></b><c/></a>", known);
  CHECK(written(part, part.root().child("b")) == "<b></b>");
  CHECK(written(part, part.root().child("c")) == "<c/>");
}

TEST_CASE("names have the prefixes by which their namespaces are known") {
  const Part strict(
      "<x:a xmlns:x='urn:words:strict' xmlns:w='urn:other'><w:b x:v='1' v='2'/><c xmlns='urn:words'/><c/></x:a>",
      known);
  CHECK(std::string(strict.root().name()) == "w:a");
  CHECK_FALSE(strict.root().child("w:b"));
  CHECK(std::string(strict.root().child("unknown:b").attribute("w:v").value()) == "1");
  CHECK(strict.root().child("w:c"));
  CHECK(strict.root().child("c"));
}

TEST_CASE("no entity is expanded that a part declares") {
  const Part part("<!DOCTYPE a [<!ENTITY b 'bbbb'><!ENTITY c SYSTEM 'file:///etc/passwd'>]><a>&b;&c;&amp;</a>", known);
  CHECK(part.has_doctype());
  CHECK(std::string(part.root().text().get()) == "&b;&c;&");
}

TEST_CASE("a part is read as far as it is well-formed") {
  const Part part("<a><b>one</b><c", known);
  REQUIRE(part.mistake() != nullptr);
  CHECK(std::string(part.root().child("b").text().get()) == "one");
  CHECK(part.mistake_range().end <= part.size());
  CHECK(written(part, part.root().child("b")) == "<b>one</b>");
  for (const std::string bytes : {"", "<", "<a", "text", "<a b='", "</a>"})
    CHECK(Part(bytes, known).mistake() != nullptr);
}

TEST_CASE("a hundred thousand elements in one another") {
  std::string deep;
  for (int i = 0; i < 100'000; ++i) deep += "<w:a xmlns:w='urn:links'>";
  const Part part(deep + "x", known);
  CHECK(std::string(part.root().name()) == "r:a");
}

TEST_CASE("what is no text is read as question marks") {
  const Part part("<a b='\xFFx'>x\xC3y&#xD800;&#0;&#65;&#1114112;</a>", known);
  CHECK(part.had_bad_characters());
  CHECK(std::string(part.root().attribute("b").value()) == "?x");
  CHECK(std::string(part.root().text().get()) ==
        "x?y????????"
        "????"
        "A"
        "??????????");
  CHECK_FALSE(Part("<a>&#65;\xC3\xA9</a>", known).had_bad_characters());
}

TEST_CASE("parts in UTF-16") {
  std::string bytes = "\xFF\xFE";
  for (const char c : std::string("<a>x</a>")) bytes += c, bytes += '\0';
  const Part part(bytes, known);
  CHECK(std::string(part.root().text().get()) == "x");
  CHECK(part.range(part.root()).end == bytes.size());
}
