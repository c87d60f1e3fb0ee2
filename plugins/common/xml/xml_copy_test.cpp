#include <catch2/catch.hpp>

#include "xml_copy.hpp"
#include "xml_part.hpp"

namespace {

constexpr xml::Namespace known[] = {{"urn:w", "w"}};

// The element written anew; "-" when that cannot be.
std::string copied(const std::string& markup) {
  const xml::Part part("<w:root xmlns:w=\"urn:w\">" + markup + "</w:root>", known);
  const pugi::xml_node element = part.root().first_child();
  if (!xml::can_copy(element, " w ")) return "-";
  xml::Writer to;
  xml::copy(element, to);
  return to.string();
}

}  // namespace

TEST_CASE("elements are copied") {
  CHECK(copied("<w:p w:a='1 &lt; \"2\"'><w:t>a &amp; b</w:t><!-- x --><w:t><![CDATA[<c>]]></w:t><w:br/></w:p>") ==
        "<w:p w:a=\"1 &lt; &quot;2&quot;\"><w:t>a &amp; b</w:t><w:t>&lt;c&gt;</w:t><w:br/></w:p>");
  CHECK(copied("<w:t xml:space=\"preserve\"> </w:t>") == "<w:t xml:space=\"preserve\"> </w:t>");
  CHECK(copied("<w:p w:a=\"1\" w:a=\"2\"/>") == "<w:p w:a=\"1\"/>");
  CHECK(copied("<x xmlns=\"urn:x\"><y/></x>") == "<x xmlns=\"urn:x\"><y/></x>");
  CHECK(copied("<w:p xmlns:x=\"urn:x\"><x:y x:z=\"\"/></w:p>") == "<w:p xmlns:x=\"urn:x\"><x:y x:z=\"\"/></w:p>");
}

TEST_CASE("what would not be well-formed is not copied") {
  CHECK(copied("<w:p><x:y/></w:p>") == "-");
  CHECK(copied("<w:p x:y=\"\"/>") == "-");
  CHECK(copied("<p/>") == "-");
  CHECK(copied("<w:p><w:q xmlns:x=\"urn:x\"/><x:y/></w:p>") == "-");
  CHECK(copied("<w:a:b/>") == "-");
  CHECK(copied("<w:\xC3\x97/>") == "-");
  CHECK(copied("<w:p xmlns:x=\"\"/>") == "-");
  std::string deep = "text";
  for (int i = 0; i < 1000; ++i) deep.insert(0, "<w:p>").append("</w:p>");
  CHECK(copied(deep) == "-");
}
