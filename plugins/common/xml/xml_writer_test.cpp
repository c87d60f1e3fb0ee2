#include "xml/xml_writer.hpp"

#include <catch2/catch.hpp>

TEST_CASE("elements, attributes and text") {
  xml::Writer xml;
  xml.begin("a").attribute("n", std::int64_t{-3}).element("b").element("c", "d", "e").begin("f").text("g").end().end();
  CHECK(xml.string() == "<a n=\"-3\"><b/><c d=\"e\"/><f>g</f></a>");
  CHECK(xml.depth() == 0);
}

TEST_CASE("what would be read as something else is escaped") {
  xml::Writer xml;
  xml.begin("a").attribute("b", "<&>\"'\t\n\r").text("<&>\"'\t\n\r]]>").end();
  CHECK(xml.string() == "<a b=\"&lt;&amp;&gt;&quot;'&#9;&#10;&#13;\">&lt;&amp;&gt;\"'\t\n&#13;]]&gt;</a>");
  CHECK_FALSE(xml.has_replaced());
}

TEST_CASE("what XML forbids becomes U+FFFD") {
  xml::Writer xml;
  xml.begin("a").text(std::string("x\0\x01\x1F", 4)).text("\xEF\xBF\xBE\xEF\xBF\xBFy\xEF\xBF\xBD").end();
  CHECK(xml.string() == "<a>x\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBDy\xEF\xBF\xBD</a>");
  CHECK(xml.has_replaced());
}

TEST_CASE("what was written may be taken away between two elements") {
  xml::Writer xml;
  xml.begin("a");
  CHECK(std::exchange(xml.string(), {}) == "<a>");
  xml.element("b").end();
  CHECK(xml.string() == "<b/></a>");
}
