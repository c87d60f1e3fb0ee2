// The quotation marks of languages, as Unicode's CLDR 42 has them.
#pragma once
#include <string_view>

struct QuotationMarks {
  std::string_view open, close;              // of "double" quotes
  std::string_view inner_open, inner_close;  // of 'single' ones
};

// By BCP 47 tag: the longest beginning that is known ("de-AT" is "de"); English marks for a language without any.
const QuotationMarks& quotation_marks_of(std::string_view lang);
