#include "pipeline/join_identifiers.hpp"

#include <catch2/catch.hpp>

#include "document/block.hpp"
#include "document/tree_writer.hpp"

using namespace deckle;

namespace {

class Writer {
 public:
  Writer() {
    open(Kind::document);
    open(Kind::metadata);
    m_to.close();
    open(Kind::body);
  }
  Writer& paragraph(std::string_view id) {
    open(Kind::paragraph);
    attribute(DK_KEY_ID, id);
    m_to.close();
    return *this;
  }
  Writer& raw(std::string_view html) {
    const std::uint32_t at = m_tables.add_text(html);
    m_to.open(DK_KIND_RAW_BLOCK, row_of(Kind::raw_block)->flags, at, static_cast<std::uint32_t>(html.size()), DK_NONE);
    attribute(DK_KEY_FORMAT, "html");
    m_to.close();
    return *this;
  }
  Block block() {
    m_to.close();
    m_to.close();
    return Block::assemble(m_tables);
  }

 private:
  void open(Kind kind) { m_to.open(static_cast<std::uint16_t>(kind), row_of(kind)->flags, 0, 0, DK_NONE); }
  void attribute(std::uint32_t key, std::string_view value) {
    m_to.attribute({key, DK_A_STRING, m_tables.add_text(value), static_cast<std::uint32_t>(value.size())});
  }
  Tables m_tables;
  TreeWriter m_to{m_tables};
};

std::string target(JoinIdentifiers& identifiers, std::size_t document, std::string_view written) {
  const std::string* found = identifiers.of_target(document, written);
  return found == nullptr ? "(none)" : *found;
}

}  // namespace

TEST_CASE("names are unique, also against those that look numbered") {
  UniqueNames names;
  CHECK(names.unique("foo") == "foo");
  CHECK(names.unique("foo") == "foo-1");
  CHECK(names.unique("foo-1") == "foo-1-1");
  CHECK(names.unique("foo") == "foo-2");
  CHECK(names.add("bar"));
  CHECK_FALSE(names.add("bar"));
  names.add("bar-1");
  CHECK(names.unique("bar") == "bar-2");
  for (int k = 0; k < 20000; ++k) names.unique("many");  // linear: a quadratic search would be felt
  CHECK(names.unique("many") == "many-20000");
}

TEST_CASE("the first document keeps an identifier; new ones never take the place of old ones") {
  const Block a = Writer().paragraph("x").paragraph("b").block();
  const Block b = Writer().paragraph("x").paragraph("x").paragraph("y").block();
  const Block c = Writer().paragraph("b-x").block();
  JoinIdentifiers identifiers({a.document(), b.document(), c.document()}, {"a", "b", "c"});
  CHECK(identifiers.of_division(0) == "a");
  CHECK(identifiers.of_division(1) == "b-1");
  CHECK(identifiers.of_division(2) == "c");
  CHECK(target(identifiers, 0, "x") == "x");
  CHECK(target(identifiers, 1, "x") == "b-x-1");
  CHECK(target(identifiers, 1, "y") == "y");
  CHECK(target(identifiers, 2, "b-x") == "b-x");
  CHECK(target(identifiers, 2, "x") == "(none)");
  CHECK(identifiers.of_node(1, "x") == "b-x-1");
  CHECK(identifiers.of_node(1, "x") == "b-x-2");  // the second of one document
}

TEST_CASE("identifiers in raw HTML stay, so others make way") {
  const Block a = Writer().paragraph("x").paragraph("y").block();
  const Block b = Writer().raw("<a class=x ID = 'x'>q</a><p title='id=no' name=z>").raw("<i id=\"y").block();
  const Block c = Writer().raw("<b id=\"x\">").block();
  JoinIdentifiers identifiers({a.document(), b.document(), c.document()}, {"a", "b", "c"});
  CHECK(target(identifiers, 0, "x") == "a-x");
  CHECK(target(identifiers, 0, "y") == "y");
  CHECK(target(identifiers, 1, "x") == "x");
  CHECK(target(identifiers, 1, "z") == "z");
  CHECK(target(identifiers, 2, "x") == "(none)");
}

TEST_CASE("identifiers of files") {
  CHECK(identifier_stem("a/b c.tar.gz") == "b-c.tar");
  CHECK(identifier_stem("\xC3\x9C"
                        "ber uns.md") ==
        "\xC3\x9C"
        "ber-uns");
  CHECK(identifier_stem("x/<\"#%\xFF>.md") == "------");
  CHECK(identifier_stem("x/") == "document");
}
