// Which reports are wanted, and where.
#pragma once
#include <string>
#include <vector>

#include "diagnostics/result.hpp"
#include "io/files.hpp"

namespace deckle {

enum class ReportKind { lines, summary, page, sarif };

struct ReportFile {
  ReportKind kind;
  std::string path;
};

// Adds what `path` means: a folder that is there, or a name with a slash at its end or without a suffix, is for all
// four; a file is of the kind that its suffix names. A file that is there and is no such report is a mistake: nobody
// wants to lose a document by a slip.
Result<void> add_report_files(Files& files, const std::string& path, std::vector<ReportFile>& to);

// Whether a report may be written there.
Result<void> check_report_place(Files& files, ReportKind kind, const std::string& path);

// What lies in the folder of a job's state: the last run in lines, in short and as a page.
std::vector<ReportFile> report_files_of_job(const std::string& state_folder);

// What went wrong with a report: a warning, since it is no reason to fail.
Diagnostic not_written(const Diagnostic& problem);

// "report.jsonl"
std::string report_name(ReportKind kind);

}  // namespace deckle
