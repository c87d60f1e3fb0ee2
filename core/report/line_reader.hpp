// Reads report.jsonl again, and tells it to observers as the run did. The file may be anybody's: what is no line of a
// report, or too much for one, is passed over and counted.
#pragma once
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "report/report_lines.hpp"

namespace deckle {

// What the first line says; nothing: this is no report.
std::optional<ReportHead> read_report_head(std::string_view text);

// Tells all lines behind the first; ended() is not told when the run was killed. Gives how many lines were passed over;
// one that was not finished is none.
std::uint64_t replay_report(std::string_view text, const std::vector<RunObserver*>& observers);

}  // namespace deckle
