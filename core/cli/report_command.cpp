// deckle report [JOB|FILE]: what the last run of a job was like, made of its report.jsonl.
#include <fmt/format.h>

#include <filesystem>

#include "cli/code_meanings.hpp"
#include "cli/commands.hpp"
#include "cli/job_reports.hpp"
#include "cli/report_words.hpp"
#include "cli/text_output.hpp"
#include "io/write_file.hpp"
#include "report/digest_json.hpp"
#include "report/line_reader.hpp"
#include "report/sarif_report.hpp"

namespace deckle {
namespace {

constexpr const char* examples =
    "  deckle report                          the last run of deckle.yaml, in short\n"
    "  deckle report book/job.yaml --failed   every document that failed, and why\n"
    "  deckle report --slow                   what took longest, and where the time went\n"
    "  deckle report --loss                   every place where an output could not hold all\n"
    "  deckle report --html report.html       as a page; --sarif for code hosts and editors\n"
    "  deckle report --json | jq .summary     for programs: `deckle schema --report` describes it\n"
    "  deckle report nightly/report.jsonl     a report that lies elsewhere\n";

struct Wishes {
  std::string of, page, sarif;
  bool failed = false, slow = false, loss = false, json = false;
};

// Of a job, of the folder of a report, or the report itself.
std::string path_of_report(const std::string& of) {
  std::error_code unknown;
  if (of.ends_with(".jsonl")) return of;
  if (std::filesystem::is_directory(of, unknown)) return of + "/" + report_name(ReportKind::lines);
  return report_folder_of_job(of.empty() ? "deckle.yaml" : of) + "/" + report_name(ReportKind::lines);
}

Diagnostic no_report(const std::string& path, const Diagnostic& why) {
  if (why.code != "io.not-found") return why;
  return error("report.none", fmt::format("there is no {}", path), "a run of the job makes it: deckle run JOB");
}

Diagnostic damaged(const std::string& path, std::uint64_t lines) {
  Diagnostic made = error("report.damaged", fmt::format("{}: {} no report and passed over", path,
                                                        lines == 1 ? "1 line is" : fmt::format("{} lines are", lines)));
  made.severity = Severity::warning;
  return made;
}

Result<void> write_report(Files& files, ReportKind kind, const std::string& to, const std::string& text) {
  Result<void> good = to == "-" ? Result<void>() : check_report_place(files, kind, to);
  if (!good) return good;
  const Result<std::unique_ptr<StagedOutput>> output = open_output(files, to);
  return output ? write_staged(**output, text) : output.problem();
}

Result<void> write_sarif(Session& session, Files& files, std::string_view text, const ReportHead& head,
                         const std::string& to) {
  Result<void> good = to == "-" ? Result<void>() : check_report_place(files, ReportKind::sarif, to);
  if (!good) return good;
  Result<std::unique_ptr<StagedOutput>> output = open_output(files, to);
  if (!output) return output.problem();
  SarifReport sarif(std::move(*output), head, meanings_of(session));
  replay_report(text, {&sarif});
  return sarif.finish();
}

// Gives how many lines were passed over.
std::uint64_t print_report(std::string_view text, Digest& digest, const Wishes& wishes) {
  std::vector<RunObserver*> observers = {&digest};
  ReportPrinter failures(ReportPrinter::What::failures), losses(ReportPrinter::What::losses);
  if (wishes.failed) observers.push_back(&failures);
  if (wishes.loss) observers.push_back(&losses);
  const std::uint64_t passed_over = replay_report(text, observers);
  if (wishes.json) fmt::print("{}", digest_json(digest));
  else if (wishes.slow) fmt::print("{}", report_of_time(digest));
  else if (!wishes.failed && !wishes.loss && wishes.page.empty() && wishes.sarif.empty())
    fmt::print("{}", report_in_short(digest));
  return passed_over;
}

Result<void> report(Session& session, Files& files, const Wishes& wishes) {
  const std::string path = path_of_report(wishes.of);
  const Result<FileBytes> bytes = files.read(path);
  if (!bytes) return no_report(path, bytes.problem());
  const std::optional<ReportHead> head = read_report_head(bytes->view());
  if (!head) return error("report.none", fmt::format("{} is no report of a run", path));
  Digest digest(*head);
  const std::uint64_t passed_over = print_report(bytes->view(), digest, wishes);
  if (passed_over != 0) session.printer().print(damaged(path, passed_over));
  Result<void> done;
  if (!wishes.page.empty())
    done = write_report(files, ReportKind::page, wishes.page, report_page(digest, meanings_of(session)));
  if (done && !wishes.sarif.empty()) done = write_sarif(session, files, bytes->view(), *head, wishes.sarif);
  return done;
}

}  // namespace

int report_command(int count, char** arguments) {
  CommonOptions common;
  Wishes wishes;
  Arguments parser("report", "Says what the last run of a job was like.", examples);
  parser.operand("JOB", wishes.of, "The job (deckle.yaml), a report.jsonl, or a folder that has one");
  parser.flag("--failed", wishes.failed, "Every document that failed, with its errors");
  parser.flag("--slow", wishes.slow, "The documents that took longest, and the time of each component");
  parser.flag("--loss", wishes.loss, "Every loss, with its place");
  parser.flag("--json", wishes.json, "As one object of JSON");
  parser.value("--html", wishes.page, "FILE", "Write a page; - is standard output");
  parser.value("--sarif", wishes.sarif, "FILE", "Write SARIF 2.1.0; - is standard output");
  add_common(parser, common);
  if (const auto exit_code = parser.parse(count, arguments)) return *exit_code;

  if (wishes.failed + wishes.slow + wishes.loss + wishes.json > 1)
    return usage_error("report", "--failed, --slow, --loss and --json are four reports: ask for one");
  Session session(common);
  const auto files = real_files();
  const Result<void> done = report(session, *files, wishes);
  if (!done) session.printer().print(done.problem());
  session.printer().finish();
  if (done) return 0;
  return done.problem().code.starts_with("report.") ? 2 : 1;
}

}  // namespace deckle
