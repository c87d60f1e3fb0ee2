#include "addresses.hpp"

#include <catch2/catch.hpp>

TEST_CASE("addresses that could run something are known, however they are disguised") {
  for (std::string_view bad : {"javascript:x", "JavaScript:x", " javascript:x", "\x01javascript:x", "java\tscript:x",
                               "java\r\nscript:x", "javascript\t:x", "vbscript:x", "data:text/html,x",
                               "data:image/png,x", "blob:x", "x-own:y", ":x", "\\javascript:x", "java script:x"})
    CHECK_FALSE(is_harmless(bad, Follows::click));
  for (std::string_view good :
       {"", "a", "a/b:c", "#a:b", "?a:b", "//host/x", "HTTP://x", "mailto:a@b", "tel:+1", "%6aavascript"})
    CHECK(is_harmless(good, Follows::click));
}

TEST_CASE("what a page shows by itself may be data") {
  CHECK(is_harmless("data:image/svg+xml,x", Follows::image));
  CHECK(is_harmless(" DATA: image/png;base64,x", Follows::image));
  CHECK_FALSE(is_harmless("data:text/html,x", Follows::image));
  CHECK_FALSE(is_harmless("data:image/svg+xml,x", Follows::sound_or_film));
  CHECK(is_harmless("data:audio/ogg,x", Follows::sound_or_film));
}
