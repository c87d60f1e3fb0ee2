#include "unicode.hpp"

#include <catch2/catch.hpp>

using namespace markdown;

namespace {

std::string folded(std::string_view label) {
  std::string out = "left over";
  fold_label(label, out);
  return out;
}

}  // namespace

TEST_CASE("punctuation and symbols count as punctuation, letters and marks do not") {
  for (const char32_t c : {U'!', U'~', U'$', U'«', U'€', U'。', U'—', U'😀', U'\0'}) CHECK(is_unicode_punctuation(c));
  for (const char32_t c : {U'a', U'0', U'é', U'中', U'\u0301', U'\u00A0'}) CHECK_FALSE(is_unicode_punctuation(c));
}

TEST_CASE("white space is Zs, tab and line ends") {
  for (const char32_t c : {U' ', U'\t', U'\n', U'\r', U'\u00A0', U'\u3000'}) CHECK(is_unicode_space(c));
  for (const char32_t c : {U'a', U'\u200B', U'\uFEFF'}) CHECK_FALSE(is_unicode_space(c));
}

TEST_CASE("the code points around a place") {
  const std::string_view text = "é*中";
  CHECK(code_point_before(text, 2) == U'é');
  CHECK(code_point_at(text, 3) == U'中');
  CHECK(code_point_before(text, 0) == U'\n');
  CHECK(code_point_at(text, text.size()) == U'\n');
}

TEST_CASE("labels are equal behind full case folding and runs of white space") {
  CHECK(folded(" Two \t\n words ") == "two words");
  CHECK(folded("ẞ") == "ss");
  CHECK(folded("ΑΓΩ Жд Ā") == "αγω жд ā");
  CHECK(folded("ŸŹ") == "ÿź");
  CHECK(folded("ﬃ") == "ffi");
  CHECK(folded("") == "");
}
