#include "quotation_marks.hpp"

#include <string>

namespace {

struct Row {
  std::string_view languages;  // tags between spaces, in lower case
  QuotationMarks marks;
};

// French sets a space inside its marks, one that does not break; CLDR leaves that to the program.
#define GUILLEMETS "\u00AB", "\u00BB"
#define INNER_GUILLEMETS "\u2039", "\u203A"
#define CURLY "\u201C", "\u201D"
#define INNER_CURLY "\u2018", "\u2019"
#define LOW_HIGH "\u201E", "\u201C"
#define INNER_LOW_HIGH "\u201A", "\u2018"
#define CORNERS "\u300C", "\u300D"
#define INNER_CORNERS "\u300E", "\u300F"

constexpr Row rows[] = {
    {" en ", {CURLY, INNER_CURLY}},
    {" de cs sk hr sl et is mk lb ", {LOW_HIGH, INNER_LOW_HIGH}},
    {" de-ch de-li ", {GUILLEMETS, INNER_GUILLEMETS}},
    {" fr ", {"\u00AB\u00A0", "\u00A0\u00BB", "\u00AB\u00A0", "\u00A0\u00BB"}},
    {" fr-ch fa ", {GUILLEMETS, INNER_GUILLEMETS}},
    {" es it pt-pt el ca eu sq kk ", {GUILLEMETS, CURLY}},
    {" pl ro ", {"\u201E", "\u201D", GUILLEMETS}},
    {" hu ", {"\u201E", "\u201D", "\u00BB", "\u00AB"}},
    {" ru uk be ", {GUILLEMETS, LOW_HIGH}},
    {" bg lt ", {LOW_HIGH, LOW_HIGH}},
    {" sr ", {LOW_HIGH, "\u2018", "\u2018"}},
    {" bs ", {"\u201E", "\u201D", INNER_CURLY}},
    {" ka ", {LOW_HIGH, GUILLEMETS}},
    {" sv fi he ", {"\u201D", "\u201D", "\u2019", "\u2019"}},
    {" nb nn no ", {GUILLEMETS, INNER_CURLY}},
    {" nl ", {INNER_CURLY, INNER_CURLY}},
    {" hy ", {GUILLEMETS, GUILLEMETS}},
    {" ar ", {"\u201D", "\u201C", "\u2019", "\u2018"}},
    {" ja zh-tw zh-hk zh-mo zh-hant ", {CORNERS, INNER_CORNERS}},
};

const QuotationMarks* find(const std::string& tag) {
  for (const Row& row : rows) {
    if (row.languages.find(" " + tag + " ") != std::string_view::npos) return &row.marks;
  }
  return nullptr;
}

}  // namespace

const QuotationMarks& quotation_marks_of(std::string_view lang) {
  std::string tag(lang.substr(0, 35));  // longer tags exist, but their beginning decides
  for (char& c : tag) c = c == '_' ? '-' : c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  while (!tag.empty()) {
    if (tag.find(' ') != std::string::npos) break;
    if (const QuotationMarks* found = find(tag)) return *found;
    const std::size_t hyphen = tag.rfind('-');
    tag.resize(hyphen == std::string::npos ? 0 : hyphen);
  }
  return rows[0].marks;
}
