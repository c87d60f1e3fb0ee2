// The lines of report.jsonl: what run it is, each document as it is told, what is about the run as a whole, and at the
// end its numbers. Each is an object of JSON; further members may come to them in later versions.
#pragma once
#include <cstdint>
#include <string>

#include "engine/run_observer.hpp"

namespace deckle {

class JsonWriter;

struct ReportHead {
  std::string version;          // of the program
  std::string job;              // as it was named, readable
  std::string started;          // "2026-11-22T10:09:30Z"
  std::uint64_t documents = 0;  // of the plan
};
// Of a run that begins now.
ReportHead report_head(const std::string& job, std::uint64_t documents);

// Each ends with a newline.
void append_head_line(std::string& to, const ReportHead& head);
void append_outcome_line(std::string& to, const DocumentOutcome& outcome);
void append_said_line(std::string& to, const Diagnostic& diagnostic);
void append_end_line(std::string& to, const RunSummary& summary);

// Parts that other reports have too: members of an object that is open.
void write_head(JsonWriter& json, const ReportHead& head);
void write_end(JsonWriter& json, const RunSummary& summary);
// A value: the list.
void write_stages(JsonWriter& json, const std::vector<StageTime>& stages);

}  // namespace deckle
