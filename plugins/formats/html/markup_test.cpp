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
