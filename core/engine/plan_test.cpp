#include "engine/plan.hpp"

#include <fmt/format.h>
#include <catch2/catch.hpp>

#include "engine/ignore_file.hpp"
#include "engine/match.hpp"

using namespace deckle;

namespace {

const Registry& registry() {
  static const Registry made([] {
    PluginFile plugin;
    plugin.manifest.components.resize(2);
    plugin.manifest.components[0].role = Role::reader;
    plugin.manifest.components[0].name = "markdown";
    plugin.manifest.components[1].role = Role::exporter;
    plugin.manifest.components[1].name = "html";
    return Registry::Plugins{std::make_shared<const PluginFile>(std::move(plugin))};
  }());
  return made;
}

Job job(const std::string& inputs, const std::string& paths) {
  MemoryFiles files;
  files.content["job.yaml"] = "deckle: 1\ninputs: " + inputs + "\noutputs: [" + paths + "]\n";
  JobResult result = read_job(compose_job(files, {"job.yaml", {}, {}, {}}), registry(), files);
  for (const Diagnostic& problem : result.problems) UNSCOPED_INFO(problem.where.column << ": " << problem.message);
  REQUIRE(result.job);
  return std::move(*result.job);
}

std::string output(const std::string& path) { return fmt::format("{{ exporter: html, path: '{}' }}, ", path); }

class CountingListing : public MemoryListing {
 public:
  std::vector<std::string> listed;
  Result<std::vector<Entry>> list(const std::string& folder) override {
    listed.push_back(folder);
    if (folder.ends_with("locked")) return error("io.permission", "cannot read the folder");
    return MemoryListing::list(folder);
  }
};

CountingListing tree() {
  CountingListing made;
  for (const char* path :
       {"docs/a.md", "docs/guide/b.md", "docs/guide/draft-c.md", "docs/guide/deep/d.md", "docs/.hidden.md",
        "docs/.git/e.md", "docs/.deckle/f.md", "docs/a.txt", "notes/g.txt", "readme.md", "docs/a-b.md"}) {
    made.add(path);
  }
  made.add("docs/linked.md", EntryType::linked_file);
  made.add("docs/linked", EntryType::linked_folder);
  return made;
}

using Lines = std::vector<std::string>;

Matches match(const Job& made, const std::string& folder, Listing& listing) {
  MemoryFiles files;
  files.content["docs/.gitignore"] = "# none\n*.txt\n/guide/*\n!draft-*\n.hidden.md\ndeep/\n\\!odd\n[a\n{x}**y\n";
  files.content["docs/guide/.gitignore"] = "!b.md \n";
  return match_files(made.inputs, folder, listing, files);
}

Plan make(const Job& made, Listing& listing) {
  MemoryFiles files;
  const auto reader_of = [](const std::string& path) { return path.ends_with(".md") ? "markdown" : ""; };
  const auto fold = [](std::string_view name) {
    std::string lower(name);
    for (char& c : lower) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return lower;
  };
  return make_plan(made, {"", "", listing, files, reader_of, fold});
}

Lines matched(const std::string& inputs) {
  const Job made = job(inputs, output("x/{path}"));
  CountingListing files = tree();
  Lines paths;
  const Matches found = match(made, "", files);
  for (const MatchedFile& file : found.files) paths.push_back(fmt::format("{}|{}", found.roots[file.root], file.path));
  return paths;
}

Lines codes(const Plan& plan) {
  Lines made;
  for (const Diagnostic& problem : plan.problems) made.push_back(problem.code);
  return made;
}

Plan planned(const std::string& inputs, const std::string& paths, const std::vector<std::string>& files) {
  static std::vector<Job> kept;  // plans point into them
  kept.reserve(100);
  kept.push_back(job(inputs, paths));
  MemoryListing listing;
  for (const std::string& file : files) listing.add(file);
  return make(kept.back(), listing);
}

Lines paths_of(const Plan& plan) {
  Lines made;
  for (const PlannedDocument& document : plan.documents) {
    for (const PlannedOutput& planned_output : document.outputs)
      made.push_back(document.path + " > " + planned_output.path);
  }
  return made;
}

}  // namespace

TEST_CASE("patterns find files in bytewise order; hidden and foreign things are left alone") {
  CHECK(matched("'docs/**/*.md'") == Lines{"docs|docs/a-b.md", "docs|docs/a.md", "docs|docs/guide/b.md",
                                           "docs|docs/guide/deep/d.md", "docs|docs/guide/draft-c.md",
                                           "docs|docs/linked.md"});
  CHECK(matched("{root: docs, files: '**/*.md', exclude: ['guide/**', 'a*']}") == Lines{"docs|docs/linked.md"});
  CHECK(matched("{files: 'docs/**/*.md', exclude: ['docs/guide/**', '**/a*']}") == Lines{"docs|docs/linked.md"});
  CHECK(matched("'*.md'") == Lines{"|readme.md"});
  CHECK(matched("readme.md") == Lines{"|readme.md"});
  CHECK(matched("docs/guide/b.md") == Lines{"docs/guide|docs/guide/b.md"});
  CHECK(matched("'docs/.*/*.md'") == Lines{"docs|docs/.git/e.md"});
  CHECK(matched("'{docs/guide,notes}/*'") == Lines{"|docs/guide/b.md", "|docs/guide/draft-c.md", "|notes/g.txt"});
}

TEST_CASE("a joined output is one file, whose place nothing else may have") {
  const std::string book = "{ exporter: html, path: book.html, collect: true }, ";
  const Plan plan = planned("'*.md'", output("{stem}.html") + book, {"a.md", "b.md"});
  CHECK(codes(plan).empty());
  REQUIRE(plan.joined.size() == 1);
  CHECK(plan.joined[0].path == "book.html");
  CHECK(paths_of(plan) == Lines{"a.md > a.html", "b.md > b.html"});
  CHECK(codes(planned("'*.md'", output("{stem}.html") + book, {"a.md", "book.md"})) == Lines{"job.output-collision"});
  CHECK(codes(planned("'*.md'", book + book, {"a.md"})) == Lines{"job.output-collision"});
  CHECK(codes(planned("'*.md'", output("book.html/{stem}") + book, {"a.md"})) == Lines{"job.output-collision"});
}

TEST_CASE("a file matched twice belongs to the first entry") {
  CHECK(matched("['docs/guide/*.md', {root: docs, files: ['guide/b.md', a.md]}, readme.md]") ==
        Lines{"docs/guide|docs/guide/b.md", "docs/guide|docs/guide/draft-c.md", "docs|docs/a.md", "|readme.md"});
}

TEST_CASE("a root is walked once, and only folders that can matter are opened") {
  const Job made =
      job("[{root: docs, files: ['**/*.md', '**/*.txt']}, {root: docs, files: '**/*.html'}]", output("x/{path}"));
  CountingListing files = tree();
  match(made, "", files);
  CHECK(files.listed == Lines{"docs", "docs/guide", "docs/guide/deep"});
  const Job narrow = job("'docs/*/b.md'", output("x/{path}"));
  CountingListing fresh = tree();
  match(narrow, "project", fresh);
  CHECK(fresh.listed == Lines{"project/docs"});
}

TEST_CASE("a folder that cannot be read is told; the others are walked") {
  const Job made = job("'**/*.md'", output("x/{path}"));
  CountingListing files = tree();
  files.add("locked/a.md");
  const Matches matches = match(made, "", files);
  CHECK(matches.problems.size() == 1);
  CHECK(matches.files.size() == 7);
}

TEST_CASE("what matches and is no file is told, and passed over") {
  const Job made = job("['**/*.md', { files: '**/*.pipe', exclude: '**' }]", output("x/{path}"));
  CountingListing files = tree();
  files.add("docs/pipe.md", EntryType::other);
  files.add("docs/excluded.pipe", EntryType::other);
  files.add("docs/unmatched", EntryType::other);
  const Matches matches = match(made, "", files);
  REQUIRE(matches.problems.size() == 1);
  CHECK(matches.problems[0].message.starts_with("docs/pipe.md matches"));
  CHECK(matches.files.size() == 7);
}

TEST_CASE("output paths follow the input's folder below its root") {
  const Plan plan = planned("['docs/**/*.md', {root: '', files: notes/x.md}]",
                            output("site/{dir}/{stem}.html") + output("{reader}/{path}"),
                            {"docs/a.md", "docs/guide/b.md", "notes/x.md"});
  CHECK(plan.problems.empty());
  CHECK(paths_of(plan) == Lines{"docs/a.md > site/a.html", "docs/a.md > markdown/a.md",
                                "docs/guide/b.md > site/guide/b.html", "docs/guide/b.md > markdown/guide/b.md",
                                "notes/x.md > site/notes/x.html", "notes/x.md > markdown/notes/x.md"});
}

TEST_CASE("two inputs for one output, and an output over an input, are errors") {
  CHECK(codes(planned("'*.*'", output("site/{stem}.html"), {"a.md", "a.txt", "b.md"})) ==
        Lines{"job.output-collision"});
  CHECK(codes(planned("'*.md'", output("book.html"), {"a.md", "b.md", "c.md"})) ==
        Lines{"job.output-collision", "job.output-collision"});
  CHECK(codes(planned("'*.md'", output("{stem}.html") + output("./{stem}.html"), {"a.md"})) ==
        Lines{"job.output-collision"});
  CHECK(codes(planned("'*'", output("{name}"), {"a.md"})) == Lines{"job.overwrites-input"});
  CHECK(codes(planned("'*'", output("{stem}.txt"), {"a.md", "a.txt"})) ==
        Lines{"job.overwrites-input", "job.overwrites-input"});
  CHECK(codes(planned("'**/*.md'", output("out/{stem}") + output("out/{stem}/{name}"), {"a.md"})) ==
        Lines{"job.output-collision"});
  CHECK(codes(planned("'*.md'", output("a.md/{stem}.html"), {"a.md"})) == Lines{"job.output-collision"});
  CHECK(codes(planned("'*'", output("x{ext}/{ext}"), {"a"})) == Lines{"job.output-path"});
}

TEST_CASE("what the job writes is no input of its next run") {
  const Plan plan = planned("'**/*.html'", output("site/{path}.html") + output("all.html"),
                            {"a.html", "site/a.html.html", "site/b.png", "all.html"});
  CHECK(codes(plan) == Lines{});
  CHECK(plan.documents.size() == 1);
}

TEST_CASE("a pattern without files is a warning, a job without files an error") {
  const Plan some = planned("['*.md', 'x/*.md']", output("s/{name}"), {"a.md"});
  CHECK(codes(some) == Lines{"job.pattern-without-files"});
  CHECK_FALSE(some.has_errors());
  CHECK(some.problems[0].where.line == 2);
  const Plan none = planned("'*.md'", output("s/{name}"), {});
  CHECK(codes(none) == Lines{"job.pattern-without-files", "job.nothing-matched"});
  CHECK(none.nothing_matched);
  const Plan written = planned("'s/*.md'", output("s/{name}"), {"s/a.md"});
  CHECK(written.problems.back().hint.find("1 file") == 0);
}

TEST_CASE("names are bytes") {
  const std::string odd = "d/\xFF\n{x}*.md";
  const Plan plan = planned("'d/*.md'", output("s/{name}"), {odd});
  REQUIRE(plan.documents.size() == 1);
  CHECK(plan.documents[0].outputs[0].path == "s/\xFF\n{x}*.md");
}

TEST_CASE("ignore files are respected where the input says so") {
  const Job made = job("{ root: docs, files: '**/*.{md,txt}', respect-gitignore: true }", output("x/{path}"));
  CountingListing files = tree();
  files.add("docs/.gitignore");
  files.add("docs/guide/.gitignore");
  Lines paths;
  for (const MatchedFile& file : match(made, "", files).files) paths.push_back(file.path);
  CHECK(paths == Lines{"docs/a-b.md", "docs/a.md", "docs/guide/b.md", "docs/guide/draft-c.md", "docs/linked.md"});
  CHECK(std::find(files.listed.begin(), files.listed.end(), "docs/guide/deep") == files.listed.end());
}

TEST_CASE("rules of an ignore file") {
  const IgnoreFile rules("a\n/b\nc/d\n*.o\n!keep.o\nf/\n**/g/**\nh**i\n\\#j\n\\!k\nl\\ \n\\{m}\n.[a-c]*\n");
  const auto ignores = [&](std::string_view path, bool is_folder = false) { return rules.ignores(path, is_folder); };
  CHECK(ignores("a") == true);
  CHECK(ignores("x/y/a", true) == true);
  CHECK(ignores("b") == true);
  CHECK(ignores("x/b") == std::nullopt);
  CHECK(ignores("c/d") == true);
  CHECK(ignores("x/c/d") == std::nullopt);
  CHECK(ignores("x/y.o") == true);
  CHECK(ignores("x/keep.o") == false);
  CHECK(ignores("f") == std::nullopt);
  CHECK(ignores("f", true) == true);
  CHECK(ignores("x/g/y/z") == true);
  CHECK(ignores("hxi") == true);
  CHECK(ignores("h/i") == std::nullopt);
  CHECK(ignores("#j") == true);
  CHECK(ignores("!k") == true);
  CHECK(ignores("l ") == true);
  CHECK(ignores("{m}") == true);
  CHECK(ignores("x/.bc") == true);
  CHECK(ignores(".d") == std::nullopt);
}

TEST_CASE("links to folders are followed where the input says so, never in circles") {
  CountingListing files;
  for (const char* path : {"docs/a.md", "docs/sub/b.md", "other/c.md"}) files.add(path);
  files.link("docs/there", "other");
  files.link("other/back", "docs");
  files.link("docs/sub/self", "docs/sub");
  const auto found = [&](const std::string& inputs, std::size_t notes) {
    const Job made = job(inputs, output("x/{path}"));
    const Matches matches = match(made, "", files);
    Lines paths;
    for (const MatchedFile& file : matches.files) paths.push_back(file.path);
    CHECK(matches.problems.size() == notes);
    return paths;
  };
  CHECK(found("docs/**/*.md", 0) == Lines{"docs/a.md", "docs/sub/b.md"});
  CHECK(found("{ files: docs/**/*.md, follow-symlinks: true }", 2) ==
        Lines{"docs/a.md", "docs/sub/b.md", "docs/there/c.md"});
}

TEST_CASE("one file by two ways is written once") {
  MemoryListing files;
  for (const char* path : {"docs/a/x.md", "docs/b/x.md", "docs/A/x.md"}) files.add(path);
  files.link("site/b", "site/a");
  files.link("out", "docs");
  const Job linked = job("docs/{a,b}/*.md", output("site/{dir}/{stem}.html"));
  CHECK(codes(make(linked, files)) == Lines{"job.output-collision"});
  const Job over = job("docs/a/*.md", output("out/a/x.md"));
  CHECK(codes(make(over, files)) == Lines{"job.overwrites-input"});
  const Job alike = job("docs/{a,A}/*.md", output("new/{dir}/{stem}.html"));
  const Plan plan = make(alike, files);
  CHECK(codes(plan) == Lines{"job.output-alike"});
  CHECK_FALSE(plan.has_errors());
  const Job folder = job("docs/a/*.md", output("new/x") + output("new/x/y/z.html"));
  CHECK(codes(make(folder, files)) == Lines{"job.output-collision"});
}

TEST_CASE("an empty input may be no mistake; files without a reader may be copied") {
  MemoryListing files;
  files.add("docs/a.md");
  files.add("docs/b.xyz");
  const Job empty = job("{ files: none/*, allow-empty: true }", output("site/{stem}.html"));
  CHECK(make(empty, files).problems.empty());
  const Job mixed =
      job("{ root: docs, files: '**/*', on-unknown: copy }", output("site/{stem}.html") + output("t/{name}"));
  const Plan plan = make(mixed, files);
  CHECK(plan.documents.size() == 1);
  REQUIRE(plan.copies.size() == 2);
  CHECK(plan.copies[0].to == "site/b.xyz");
  CHECK(plan.copies[1].to == "t/b.xyz");
}

TEST_CASE("a large tree is planned in linear time") {
  std::vector<std::string> files;
  for (int k = 0; k < 20'000; ++k) files.push_back(fmt::format("docs/{}/{}.md", k % 100, k));
  const Plan plan = planned("['docs/**/*.md', '**/*.md']", output("site/{dir}/{stem}.html"), files);
  CHECK(plan.documents.size() == 20'000);
}

TEST_CASE("assets keep their path below the root, and take no other file's place") {
  CountingListing listing = tree();
  const auto planned = [&](const std::string& assets) {
    const Job made = job("docs/*.md\nassets: " + assets, output("site/{stem}.html"));
    const Plan plan = make(made, listing);
    Lines lines;
    for (const PlannedCopy& copy : plan.copies) lines.push_back(copy.from + " -> " + copy.to);
    for (const Diagnostic& problem : plan.problems) lines.push_back(problem.code);
    return lines;
  };
  CHECK(planned("{ root: docs, files: ['**/*.txt', guide/deep/*], to: site }") ==
        Lines{"docs/a.txt -> site/a.txt", "docs/guide/deep/d.md -> site/guide/deep/d.md"});
  CHECK(planned("{ files: 'notes/*' }") == Lines{"notes/g.txt -> g.txt"});
  CHECK(planned("[{ files: 'notes/*' }, { files: 'notes/*.txt' }]") == Lines{"notes/g.txt -> g.txt"});
  CHECK(planned("[{ files: 'notes/g.txt', to: x }, { files: 'docs/*.txt', to: x }]").size() == 2);
  CHECK(planned("{ files: 'nowhere/*' }") == Lines{"job.pattern-without-files"});
  CHECK(planned("{ root: docs, files: a.md, to: site/a.html }") ==
        Lines{"docs/a.md -> site/a.html/a.md", "job.output-collision"});
}
