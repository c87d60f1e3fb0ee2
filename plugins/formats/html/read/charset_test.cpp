#include "charset.hpp"

#include <catch2/catch.hpp>

using html::declared_charset;
using html::must_decode;

TEST_CASE("a page names its charset in the first 1024 bytes") {
  CHECK(declared_charset("<!-- <meta charset=a> --><META a='>' CHARSET=\"UTF-8\">") == "utf-8");
  CHECK(declared_charset("<meta http-equiv=Content-Type content='text/html; charset=ISO-8859-1'>") == "windows-1252");
  CHECK(declared_charset("<meta content='text/html; charset = \"Shift_JIS\"' http-equiv=content-type>") ==
        "windows-31j");
  CHECK(declared_charset("<meta charset=utf-16le>") == "UTF-8");
  CHECK(declared_charset("<meta content='charset=x'><x charset=y></meta charset=z>").empty());
  CHECK(declared_charset(std::string(1100, ' ') + "<meta charset=utf-8>").empty());
}

TEST_CASE("what is the same in UTF-8 is not decoded") {
  CHECK_FALSE(must_decode("plain", "windows-1252"));
  CHECK_FALSE(must_decode("\xC3\xA9", "utf-8"));
  CHECK_FALSE(must_decode("\xEF\xBB\xBF\xC3", "windows-1252"));
  CHECK(must_decode("\xC3\xA9", "windows-1252"));
  CHECK(must_decode("\x1B$B", "iso-2022-jp"));
  CHECK(must_decode("\xC3", "utf-8"));
}
