#include "io/staging_notes.hpp"

#include <catch2/catch.hpp>

#include "test_folder.hpp"

namespace deckle {
namespace {

struct Folder : TestFolder {
  std::string file(const std::string& name, const std::string& text = "") const {
    put(*this / name, text);
    return *this / name;
  }
  std::string notes() const { return *this / "notes"; }
};

}  // namespace

TEST_CASE("what a killed run staged is taken away by the next, and nothing else") {
  const Folder folder;
  const std::string prefix = StagingNotes(folder.notes()).stages(folder.path.string() + "/");
  for (const char* name : {".deckle-1-1", ".deckle-0123456789abcdef-1", ".deckle-", "mine"}) folder.file(name);
  folder.file(prefix + "1"), folder.file(prefix + "2-old");
  const StagingNotes next(folder.notes());
  CHECK(!folder.has(prefix + "1"));
  CHECK(!folder.has(prefix + "2-old"));
  for (const char* name : {".deckle-1-1", ".deckle-0123456789abcdef-1", ".deckle-", "mine"}) CHECK(folder.has(name));
}

TEST_CASE("what killed runs made is known by its bytes until a run records all") {
  const Folder folder;
  const std::string made = folder.file("made", "new"), mine = folder.file("mine", "new");
  {
    StagingNotes run(folder.notes());
    run.makes(made, content_hash("new"));
    CHECK(!run.tell_of(made));  // its own
  }
  for (int again = 0; again < 2; ++again) {
    StagingNotes run(folder.notes());
    CHECK(run.tell_of(made));
    CHECK(!run.tell_of(mine));
    run.makes(made, content_hash("newer"));
    if (again == 1) run.drop();
  }
  CHECK(!folder.has("notes"));
  CHECK(!StagingNotes(folder.notes()).tell_of(made));
}

TEST_CASE("another text is another's work, though notes tell of the path") {
  const Folder folder;
  const std::string made = folder.file("made", "edited");
  StagingNotes(folder.notes()).makes(made, content_hash("new"));
  CHECK(!StagingNotes(folder.notes()).tell_of(made));
}

TEST_CASE("a run that stages nothing leaves no notes") {
  const Folder folder;
  { const StagingNotes run(folder.notes()); }
  CHECK(!folder.has("notes"));
}

TEST_CASE("notes that are none take nothing away") {
  using namespace std::string_literals;
  const Folder folder;
  const std::string here = folder.path.string() + "\0"s;
  folder.file("mine"), folder.file(".deckle-x-1");
  for (const std::string& text :
       {""s, "\0"s + here, "#x\0"s + here, here + here, "#\0"s + here, "x0123456789abcdef\0"s + here,
        "#0123456789abcdef\0"s + folder.path.string(), std::string(1000, '\0')}) {
    folder.file("notes", text);
    folder.file(".deckle-0123456789abcdef-1");
    const StagingNotes next(folder.notes());
    CHECK(folder.has("mine"));
    CHECK(folder.has(".deckle-x-1"));
    CHECK(folder.has(".deckle-0123456789abcdef-1"));
  }
}

}  // namespace deckle
