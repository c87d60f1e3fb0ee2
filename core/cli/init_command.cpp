// deckle init [KIND] [DIR]: a job to begin with, commented, and a first document where there is none.
#include <fmt/format.h>

#include <string>
#include <string_view>

#include "cli/commands.hpp"
#include "cli/session.hpp"
#include "diagnostics/printable.hpp"
#include "io/write_file.hpp"

namespace deckle {
namespace {

struct Template {
  std::string_view kind, job;
};

constexpr std::string_view site = R"(# A site of pages out of a folder of documents. Run it with: deckle run
# Every key and option: deckle schema; what the job amounts to: deckle explain
deckle: 1

inputs:
  - { root: docs, files: ["**/*.md"] }      # {dir} below is the folder under this root

metadata:                                   # for documents that do not say it themselves
  lang: en

transforms:
  - identifiers: { scheme: github }         # headings get identifiers that links can lead to

outputs:
  site:
    exporter: html
    path: "site/{dir}/{stem}.html"          # links between documents become links between these pages
    options: { standalone: true, toc: true }

# A draft as Markdown instead: deckle run --profile draft
profiles:
  draft:
    outputs:
      site: null                            # takes the output above away
      text: { exporter: markdown, path: "draft/{dir}/{stem}.md" }
)";

constexpr std::string_view book = R"(# A book out of chapters, one page of them all. Run it with: deckle run
# Every key and option: deckle schema; what the job amounts to: deckle explain
deckle: 1

inputs:
  - { root: docs, files: ["**/*.md"] }      # joined in the order of their names; or list them one by one

metadata:
  title: A book
  lang: en

transforms:                                 # on each chapter
  - identifiers

collected:                                  # once, on the chapters joined
  - number-sections
  - toc: { depth: 2 }

outputs:
  book:
    exporter: html
    path: book.html
    collect: true                           # links between chapters lead to their places in the book
    options: { standalone: true }
)";

constexpr std::string_view convert = R"(# Every document of a folder in another format. Run it with: deckle run
# Every key and option: deckle schema; what the job amounts to: deckle explain
deckle: 1

inputs:
  - root: docs
    files: ["**/*"]
    on-unknown: skip                        # what no reader knows is passed over: or `copy`, or `fail`

outputs:
  converted:
    exporter: json                          # `deckle plugins` lists the formats
    path: "converted/{path}.json"           # {path} is {dir}/{name}, so that a.md and a.txt stay apart
)";

constexpr Template templates[] = {{"site", site}, {"book", book}, {"convert", convert}};

constexpr std::string_view first_document =
    "# Welcome\n\nThis is a first document. Change it, and run the job again.\n";

Result<void> write_new(Files& files, const std::string& path, std::string_view text) {
  if (files.same_file(path, path))
    return error("init.exists", fmt::format("{} is there already; nothing was written", path),
                 "choose another folder: deckle init KIND DIR");
  return write_file(files, path, text);
}

int init(Session& session, std::string_view job, const std::string& folder) {
  const auto files = real_files();
  const std::string docs = fmt::format("{}docs", folder);
  const bool has_documents = files->same_file(docs, docs);
  Result<void> done = write_new(*files, fmt::format("{}deckle.yaml", folder), job);
  if (done && !has_documents) done = write_new(*files, docs + "/index.md", first_document);
  if (!done) {
    session.printer().print(done.problem());
    return done.problem().code == "init.exists" ? 2 : 1;
  }
  const std::string where = folder.empty() ? std::string() : fmt::format(" {}deckle.yaml", printable(folder));
  if (!session.options().quiet)
    fmt::print(stderr, "{}deckle.yaml is written{}\nTry: deckle run{}\n", printable(folder),
               has_documents ? "" : ", and docs/index.md to try it on", where);
  return 0;
}

}  // namespace

int init_command(int count, char** arguments) {
  CommonOptions common;
  std::string kind = "site", folder;
  Arguments parser("init", "Writes a commented job to begin with, deckle.yaml; never over a file.",
                   "  deckle init               a site: a page for each document of docs/\n"
                   "  deckle init book          one page of all chapters, numbered, with contents\n"
                   "  deckle init convert notes a job in notes/ that converts all of notes/docs/\n");
  parser.operand("KIND", kind, "site, book or convert");
  parser.operand("DIR", folder, "Where the job is written (the working directory)");
  add_common(parser, common);
  if (const auto exit_code = parser.parse(count, arguments)) return *exit_code;
  if (!folder.empty() && folder.back() != '/') folder.push_back('/');
  Session session(common);
  for (const Template& one : templates)
    if (one.kind == kind) return init(session, one.job, folder);
  return usage_error("init", "\"" + kind + "\" is none of site, book, convert");
}

}  // namespace deckle
