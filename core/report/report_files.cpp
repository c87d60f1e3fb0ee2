#include "report/report_files.hpp"

#include <fmt/format.h>

#include <filesystem>

#include "io/paths.hpp"
#include "report/page.hpp"
#include "report/sarif_report.hpp"

namespace deckle {
namespace {

struct Form {
  ReportKind kind;
  std::string_view suffix, head;  // a file of it begins so
};

const Form forms[] = {{ReportKind::lines, "jsonl", R"({"deckle":)"},
                      {ReportKind::summary, "json", R"({"deckle":)"},
                      {ReportKind::page, "html", page_head},
                      {ReportKind::sarif, "sarif", sarif_head}};

const Form* form_of(std::string_view name) {
  for (const Form& form : forms)
    if (name.size() > form.suffix.size() && name.ends_with(form.suffix) &&
        name[name.size() - form.suffix.size() - 1] == '.')
      return &form;
  return nullptr;
}

bool is_folder_path(const std::string& path) {
  std::error_code unknown;
  return path.ends_with('/') || std::filesystem::is_directory(path, unknown) ||
         name_of_file(path).find('.') == std::string_view::npos;
}

}  // namespace

Diagnostic not_written(const Diagnostic& problem) {
  Diagnostic made = error("report.not-written", "a report is not written: " + problem.message, problem.hint);
  made.severity = Severity::warning;
  return made;
}

std::string report_name(ReportKind kind) {
  return fmt::format("report.{}", forms[static_cast<std::size_t>(kind)].suffix);
}

Result<void> check_report_place(Files& files, ReportKind kind, const std::string& path) {
  const Result<FileBytes> there = files.read(path);
  if (!there && there.problem().code == "io.not-found") return {};
  if (!there) return there.problem();
  if (there->size() == 0 || there->view().starts_with(forms[static_cast<std::size_t>(kind)].head)) return {};
  return error("report.place", fmt::format("{} is there and is no such report; it is not overwritten", path),
               "remove it, or name another file");
}

Result<void> add_report_files(Files& files, const std::string& path, std::vector<ReportFile>& to) {
  const std::size_t before = to.size();
  if (!path.empty() && is_folder_path(path)) {
    for (const Form& form : forms)
      to.push_back({form.kind, path + (path.ends_with('/') ? "" : "/") + report_name(form.kind)});
  } else if (const Form* const form = form_of(path)) {
    to.push_back({form->kind, path});
  } else {
    return error("report.kind", fmt::format("\"{}\" says not which report it is to be", path),
                 "name a folder, or a file that ends in .jsonl, .json, .html or .sarif");
  }
  for (std::size_t k = before; k < to.size(); ++k)
    if (Result<void> good = check_report_place(files, to[k].kind, to[k].path); !good) return good;
  return {};
}

std::vector<ReportFile> report_files_of_job(const std::string& state_folder) {
  std::vector<ReportFile> made;
  for (const ReportKind kind : {ReportKind::lines, ReportKind::summary, ReportKind::page})
    made.push_back({kind, state_folder + "/" + report_name(kind)});
  return made;
}

}  // namespace deckle
