// report.html: a run on one page for people, with nothing outside of it, and without a program in it. It stays below
// 5 MB whatever there is to tell.
#pragma once
#include <functional>
#include <string>
#include <string_view>

#include "report/digest.hpp"

namespace deckle {

// What a diagnostic code means; empty: nobody knows.
using MeaningOfCode = std::function<std::string(std::string_view code)>;

std::string report_page(const Digest& digest, const MeaningOfCode& meaning);

// "report.html" begins so.
extern const std::string_view page_head, page_style;

}  // namespace deckle
