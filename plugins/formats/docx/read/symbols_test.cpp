#include "read/symbols.hpp"

#include <catch2/catch.hpp>

TEST_CASE("characters of symbol fonts are those of Unicode") {
  CHECK(docx::symbol("Symbol", 0xF061) == U'α');
  CHECK(docx::symbol("Symbol", 0x7E) == U'∼');
  CHECK(docx::symbol("Symbol", 0xF0B7) == U'•');
  CHECK(docx::symbol("Symbol", 0xD6) == U'√');
  CHECK(docx::symbol("Symbol", 0xFE) == U'⎭');
  CHECK(docx::symbol("Symbol", 0x7F) == 0);
  CHECK(docx::symbol("Wingdings", 0xF0FC) == U'✓');
  CHECK(docx::symbol("Wingdings", 0xF001) == 0);
  CHECK(docx::symbol("Arial", 0x41) == 0);
}
