#include <catch2/catch.hpp>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "state/folder.hpp"
#include "state/known_files.hpp"
#include "state/recipe_key.hpp"
#include "state/recorded_claims.hpp"
#include "state/state_paths.hpp"
#include "test_folder.hpp"

using namespace deckle;
namespace fs = std::filesystem;

namespace {

FileVersion version(const std::string& text) { return {{1, 2, text.size(), 3, 4}, 5, content_hash(text)}; }

const RowKey key{"web", "docs/a.md", "site/a.html"};

StateRow full_row() {
  StateRow row;
  row.status = StateRow::Status::done;
  row.recipe = content_hash("recipe");
  row.variant = "print";
  row.reader = "markdown";
  row.warnings = 3;
  row.input = version("input");
  row.read = {{"docs/x.png", version("x")}, {"docs/gone", {}}};
  row.looks = {{".", "docs/none.md", "io.not-found"}, {"more", "x", ""}};
  row.made = {{MadeFile::Kind::copy, 0, "site/x.png", version("x")}, {MadeFile::Kind::main, 0, "site/a.html", {}}};
  return row;
}

}  // namespace

TEST_CASE("a row comes back as it was put, and under no other key") {
  const std::string bytes = to_bytes(key, full_row());
  const std::optional<StateRow> row = row_from_bytes(key, bytes);
  REQUIRE(row);
  CHECK(to_bytes(key, *row) == bytes);
  CHECK(row->read[0].version->hash == content_hash("x"));
  CHECK_FALSE(row->read[1].version);
  CHECK(row->looks[0].problem == "io.not-found");
  CHECK(row->made[0].kind == MadeFile::Kind::copy);
  CHECK_FALSE(row_from_bytes({"web", "docs/b.md", "site/a.html"}, bytes));
  CHECK_FALSE(row_from_bytes({"webdocs/a.md", "", "site/a.html"}, bytes));
}

TEST_CASE("no changed byte of a row is believed, and no missing one") {
  const std::string bytes = to_bytes(key, full_row());
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    std::string changed = bytes;
    changed[at] = static_cast<char>(changed[at] ^ 0x41);
    CHECK_FALSE(row_from_bytes(key, changed));
    CHECK_FALSE(row_from_bytes(key, bytes.substr(0, at)));
  }
  CHECK_FALSE(row_from_bytes(key, bytes + '\0'));
}

TEST_CASE("answers and claims come back as they were put") {
  const StateAnswers answers = {{0, {PlanQuestion::Kind::link, "b.md#x", "docs/a.md", "site/a.html"}, "+b.html#x"}};
  const std::string asked = to_bytes(key, answers);
  REQUIRE(answers_from_bytes(key, asked));
  CHECK((*answers_from_bytes(key, asked))[0].question == answers[0].question);
  CHECK_FALSE(answers_from_bytes(key, asked.substr(1)));
  const StateClaims claims = {{0, "site/x.png", "docs/x.png", "docs/x.png"}, {0, "site/y.png", "docs/y.png", "z"}};
  const std::string claimed = to_bytes(key, claims);
  REQUIRE(claims_from_bytes(key, claimed));
  CHECK((*claims_from_bytes(key, claimed))[1].holder == "z");
  CHECK_FALSE(claims_from_bytes(key, claimed.substr(1)));
  CHECK_FALSE(claims_from_bytes(key, asked));
}

TEST_CASE("what was claimed is found again after the project has moved") {
  const TestFolder folder;
  auto store = StateStore::open(folder / "state", "", false);
  REQUIRE(store);
  const StatePaths before("here/"), after("there/");
  const std::vector<ClaimedPlace> claims = {{1, absolute_path("here/site/x"), absolute_path("here/x"), "0 of a"},
                                            {1, "/x", RunFiles::folder_owner, RunFiles::folder_owner},
                                            {0, "/y", "o", "o"}};
  (*store)->put(key, full_row(), {}, RecordedClaims::for_row(claims, 1, before));
  REQUIRE((*store)->commit());
  RecordedClaims recorded(**store, after);
  const std::vector<ClaimedPlace> found = recorded.of(key, 2);
  REQUIRE(found.size() == 2);
  CHECK(found[0].place == absolute_path("there/site/x"));
  CHECK(found[0].owner == absolute_path("there/x"));
  CHECK(found[0].holder == "0 of a");
  CHECK(found[1].place == "/x");
  CHECK(found[1].holder == RunFiles::folder_owner);
  CHECK(found[1].output == 2);
  CHECK(recorded.of({"other", key.input, key.path}, 2).empty());
}

TEST_CASE("the store keeps rows, answers and texts from one run to the next") {
  const TestFolder folder;
  for (int run = 0; run < 2; ++run) {
    auto store = StateStore::open(folder / "state", "", run == 1);
    REQUIRE(store);
    const Result<PackedRows> rows = (*store)->rows("web");
    REQUIRE(rows);
    CHECK(rows->find("docs/a.md", "site/a.html").has_value() == (run == 1));
    CHECK_FALSE(rows->find("docs/a.md", "site/b.html"));
    CHECK((*(*store)->text("recipe")).size() == (run == 1 ? 3 : 0));
    const StateAnswers answers = {{0, {PlanQuestion::Kind::root, "a", {}, {}}, "b"}};
    for (const char* input : {"docs/z.md", "docs/a.md", "docs/c.md"})
      (*store)->put({"web", input, key.path}, full_row(), answers, {});
    (*store)->put_text("recipe", "abc");
    if (run == 1) (*store)->remove({"web", "docs/c.md", key.path});
    REQUIRE((*store)->commit());
    CHECK((*(*store)->all_rows()).size() == (run == 1 ? 2 : 3));
    CHECK((*(*store)->answers(key)).size() == 1);
  }
}

TEST_CASE("packed rows are found in any order") {
  PackedRows rows;
  for (const char* input : {"a", "b", "d"}) rows.add(input, "1", std::string(input) + "1");
  rows.add("d", "2", "d2");
  CHECK(rows.find("a", "1") == "a1");
  CHECK(rows.find("b", "1") == "b1");
  CHECK_FALSE(rows.find("c", "1"));
  CHECK(rows.find("d", "2") == "d2");
  CHECK(rows.find("a", "1") == "a1");
  CHECK_FALSE(rows.find("e", "1"));
}

TEST_CASE("a database is set aside when it is none, and the new one works") {
  const TestFolder folder;
  const auto opened = StateFolder::open(folder / "state", [](const std::string&) { return false; });
  REQUIRE(opened);
  REQUIRE(*opened);
  put(folder / "state/state.sqlite", std::string(5000, 'x'));
  std::vector<Diagnostic> said;
  CHECK((*opened)->open_store("", false, said));
  REQUIRE(said.size() == 1);
  CHECK(said[0].code == "state.damaged");
  CHECK(fs::file_size(folder / "state/state.sqlite.damaged-1") == 5000);
  bool is_held = false;
  const auto second = StateFolder::open(folder / "state", [&](const std::string& holder) {
    is_held = holder.starts_with("process ");
    return false;
  });
  CHECK((second && !*second));
  CHECK(is_held);
}

TEST_CASE("files are known by their stamps, and by their bytes when those do not say enough") {
  const TestFolder folder;
  put(folder / "a", "text");
  std::optional<FileVersion> known = version_of_file(folder / "a");
  bool refreshed = false;
  CHECK(KnownFiles().is_same(folder / "a", known, refreshed));
  CHECK(refreshed);  // looked at within the file system's tick
  known->stamp.inode += 1;
  CHECK(KnownFiles().is_same_once(folder / "a", *known, refreshed));
  known->hash = content_hash("other");
  CHECK_FALSE(KnownFiles().is_same(folder / "a", known, refreshed));
  std::optional<FileVersion> none;
  CHECK_FALSE(KnownFiles().is_same(folder / "a", none, refreshed));
  CHECK(KnownFiles().is_same(folder / "none", none, refreshed));
  CHECK(KnownFiles().is_missing(folder / "none"));
  CHECK_FALSE(KnownFiles().is_missing(folder / "a"));
}

TEST_CASE("what differs between two recipes is named") {
  const RecipeParts before = {{"exporter", "html"}, {"option toc of html", "0"}, {"metadata lang", "en"}};
  CHECK(difference(before, before).empty());
  RecipeParts now = before;
  now[1].value = "1";
  CHECK(difference(before, now) == "option toc of html changed");
  now.pop_back();
  CHECK(difference(before, now) == "option toc of html and metadata lang changed");
  CHECK(difference(parts_from_bytes(to_bytes(before)), before).empty());
  CHECK(parts_from_bytes("no parts").empty());
  CHECK(key_of(before) != key_of(now));
}

TEST_CASE("paths of the state begin in the job's folder") {
  const StatePaths here(""), below_us("book/");
  CHECK(here.inner("docs/a.md") == "docs/a.md");
  CHECK(here.inner(absolute_path("docs/a.md")) == "docs/a.md");
  CHECK(here.inner("./docs//a.md") == "docs/a.md");
  CHECK(here.inner("/etc/passwd") == "/etc/passwd");
  CHECK(below_us.inner("book/a.md") == "a.md");
  CHECK(below_us.inner("book/../other/a.md") == absolute_path("other/a.md"));
  CHECK(below_us.outer("a.md") == "book/a.md");
  CHECK(below_us.outer("/x") == "/x");
}
