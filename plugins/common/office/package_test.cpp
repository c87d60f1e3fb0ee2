#include "office/package.hpp"

#include <catch2/catch.hpp>

TEST_CASE("targets of relationships are names of parts") {
  CHECK(office::resolved("word/document.xml", "styles.xml") == "word/styles.xml");
  CHECK(office::resolved("word/document.xml", "media/image1.png") == "word/media/image1.png");
  CHECK(office::resolved("word/document.xml", "/word/media/a.png") == "word/media/a.png");
  CHECK(office::resolved("word/document.xml", "../customXml/item1.xml") == "customXml/item1.xml");
  CHECK(office::resolved("word/document.xml", "../../../a/./b//c.xml#d") == "a/b/c.xml");
  CHECK(office::resolved("", "word/document.xml") == "word/document.xml");
}
