#include "office/package_writer.hpp"

#include <catch2/catch.hpp>

TEST_CASE("equal references share one relationship") {
  office::Relationships all;
  CHECK(all.to("type", "a.xml") == "rId1");
  CHECK(all.to("type", "https://example.org/?a&b", true) == "rId2");
  CHECK(all.to("type", "a.xml") == "rId1");
  CHECK(all.xml().find("<Relationship Id=\"rId2\" Type=\"type\" Target=\"https://example.org/?a&amp;b\" "
                       "TargetMode=\"External\"/></Relationships>") != std::string::npos);
}

TEST_CASE("addresses are percent-encoded where they must be") {
  CHECK(office::address("https://example.org/a%20b?c=d#e") == "https://example.org/a%20b?c=d#e");
  CHECK(office::address("a b\\c|d[1]<\"`{^}>") == "a%20b%5Cc%7Cd%5B1%5D%3C%22%60%7B%5E%7D%3E");
  CHECK(office::address("100%") == "100%25");
  CHECK(office::address("\xC3\xBC") == "\xC3\xBC");
}
