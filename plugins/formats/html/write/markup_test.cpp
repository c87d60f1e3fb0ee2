#include "markup.hpp"

#include <catch2/catch.hpp>

TEST_CASE("text, attributes and addresses are escaped") {
  Markup out;
  out.text("a < b & \"c\" > 'd'");
  CHECK(out.string() == "a &lt; b &amp; &quot;c&quot; &gt; 'd'");
  Markup attribute;
  attribute.attribute("title", "\"><script>");
  CHECK(attribute.string() == " title=\"&quot;&gt;&lt;script&gt;\"");
  Markup url;
  url.url("a b?c=1&d=\"\xC3\xA4'[%20]");
  CHECK(url.string() == "a%20b?c=1&amp;d=%22%C3%A4&#x27;%5B%20%5D");
}

TEST_CASE("a fresh line is begun once") {
  Markup out;
  out.fresh_line();
  CHECK(out.string() == "");
  out << "a";
  out.fresh_line();
  out.fresh_line();
  CHECK(out.string() == "a\n");
}

TEST_CASE("characters that HTML may not have are replaced, their neighbours are not") {
  const auto written = [](std::string_view text) {
    Markup out;
    out.text(text);
    return out.string();
  };
  const std::string gone = "\xEF\xBF\xBD";
  for (std::string_view bad :
       {std::string_view("\0", 1), std::string_view("\x01"), std::string_view("\x0C"), std::string_view("\x7F"),
        std::string_view("\xC2\x85"), std::string_view("\xEF\xB7\x90"), std::string_view("\xEF\xBF\xBE"),
        std::string_view("\xF0\x9F\xBF\xBF"), std::string_view("\xF4\x8F\xBF\xBE")})
    for (std::size_t before = 0; before < 20;
         ++before) {  // wherever it stands in the eight bytes that are read at once
      const std::string blank(before, 'x');
      CHECK(written(blank + std::string(bad) + "y") == blank + gone + "y");
    }
  for (std::string_view good :
       {"\t\r\n", "\xC2\xA0", "\xEF\xB7\x8F", "\xEF\xBF\xBD", "\xF0\x9F\x93\x9C", "\xE2\x80\xA8", "~}!#;=?%'"})
    CHECK(written(good) == good);
  for (std::size_t before = 0; before < 20; ++before)
    CHECK(written(std::string(before, '%') + "<\"&>") == std::string(before, '%') + "&lt;&quot;&amp;&gt;");
}
