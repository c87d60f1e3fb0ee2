#include "base64.hpp"

#include <catch2/catch.hpp>

TEST_CASE("base64 of the examples of RFC 4648") {
  const std::pair<std::string, std::string> examples[] = {{"", ""},
                                                          {"f", "Zg=="},
                                                          {"fo", "Zm8="},
                                                          {"foo", "Zm9v"},
                                                          {"foob", "Zm9vYg=="},
                                                          {"fooba", "Zm9vYmE="},
                                                          {"foobar", "Zm9vYmFy"}};
  for (const auto& [bytes, text] : examples) {
    CHECK(dump::to_base64(bytes) == text);
    CHECK(dump::from_base64(text) == bytes);
  }
}

TEST_CASE("every byte survives base64") {
  std::string bytes;
  for (int i = 0; i < 256; ++i) {
    CHECK(dump::from_base64(dump::to_base64(bytes)) == bytes);
    bytes += static_cast<char>(i);
  }
}

TEST_CASE("what is not base64 is refused") {
  for (const char* text :
       {"Z", "Zg=", "Zg", "Zm9v=", "====", "Zg==Zg==", "Zm 9", "Zh==", "Zm9=", "Z\xC3\xA4g", "A==="}) {
    INFO(text);
    CHECK_FALSE(dump::from_base64(text));
  }
}
