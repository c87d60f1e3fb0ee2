// Good, strange and broken libraries as discovery meets them.
#include <sys/stat.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <chrono>

#include "contract.hpp"
#include "fence/sanitizer.hpp"
#include "fence/trial.hpp"

using namespace contract;
using deckle::Verdict;

namespace {

std::string code_of(const std::string& name, int time_limit_ms = 2000) {
  const deckle::Discovery found = look({library(name)}, {}, time_limit_ms);
  REQUIRE(found.candidates.size() == 1);
  if (found.candidates[0].verdict == Verdict::accepted) return "accepted";
  INFO(found.candidates[0].reason.message);
  CHECK_FALSE(found.candidates[0].reason.message.empty());
  return found.candidates[0].reason.code;
}

}  // namespace

TEST_CASE("a good plugin is described in full") {
  const deckle::Discovery found = look({library("good")});
  REQUIRE(found.candidates.size() == 1);
  INFO(found.candidates[0].reason.message);
  REQUIRE(found.candidates[0].verdict == Verdict::accepted);
  const deckle::PluginFile& plugin = *found.candidates[0].plugin;
  CHECK(plugin.library == fs::canonical(library("good")));
  CHECK(plugin.sha256.size() == 64);
  REQUIRE(plugin.manifest.components.size() == 3);
  const deckle::ComponentManifest& reader = plugin.manifest.components[0];
  CHECK(reader.name == "good");
  CHECK(reader.suffixes == std::vector<std::string>{"good", "gd"});
  CHECK(reader.has_probe);
  REQUIRE(reader.magic.size() == 1);
  CHECK(reader.magic[0].bytes == std::string("GOOD\x01"));
  CHECK(reader.magic[0].mask == "\xFF\xFF\xFF\xFF\x0F");
  REQUIRE(reader.options.size() == 1);
  CHECK(reader.options[0].max_i == 6);
  CHECK(reader.options[0].default_yaml == "2");
  CHECK(reader.codes.size() == 3);
  CHECK(plugin.manifest.components[2].kinds.size() == 2);

  const deckle::Registry registry = found.registry();
  CHECK(registry.find(deckle::Role::reader, "gooder").preset_yaml == "depth: 6");
  CHECK(registry.find(deckle::Role::reader, "better").manifest == nullptr);
  CHECK(registry.find(deckle::Role::transform, "better").manifest != nullptr);
  CHECK(registry.nearest(deckle::Role::reader, "goood") == "good");
}

TEST_CASE("each way to be wrong has its own code") {
  CHECK(code_of("plain") == "accepted");
  CHECK(code_of("refuses") == "accepted");  // it is asked when it is needed
  CHECK(code_of("revision") == "plugin.revision");
  CHECK(code_of("tiny") == "plugin.revision");
  CHECK(code_of("no_symbol") == "plugin.no-symbol");
  CHECK(code_of("crashes") == "plugin.crashed");
  CHECK(code_of("aborts") == "plugin.crashed");
  CHECK(code_of("wild_pointer") == "plugin.crashed");
  CHECK(code_of("exits") == "plugin.exited");
  CHECK(code_of("throws") == "plugin.threw");
  CHECK(code_of("no_work") == "plugin.bad-manifest");
  CHECK(code_of("bad_default") == "plugin.bad-manifest");
  CHECK(code_of("bad_name") == "plugin.bad-manifest");
  CHECK(code_of("broken_text") == "plugin.bad-manifest");
  CHECK(code_of("many_options") == "plugin.bad-manifest");
  CHECK(code_of("shouts") == "plugin.bad-manifest");
}

TEST_CASE("a refusal names both revisions, and what was thrown") {
  CHECK(look({library("revision")}).candidates[0].reason.message ==
        "it is made for ABI revision 4711; this Deckle takes revision 1 only");
  CHECK_THAT(look({library("throws")}).candidates[0].reason.message, Catch::Contains("thrown by a constructor"));
  CHECK_THAT(look({library("crashes")}).candidates[0].reason.message, Catch::Contains("signal 11"));
}

TEST_CASE("a library that does not end is ended") {
  const auto before = std::chrono::steady_clock::now();
  CHECK(code_of("hangs", 200) == "plugin.hung");
  CHECK(code_of("hides", 200) == "plugin.hung");  // closes its side of the pipe first
  CHECK(std::chrono::steady_clock::now() - before < std::chrono::seconds(20));
}

TEST_CASE("what a library may not do while it is loaded is refused, and told by its call") {
  const deckle::FenceState fence = deckle::try_loading({}, [] { return 0; }).state;
  const auto reason = [](const char* name) { return look({library(name)}, {}, 200).candidates[0].reason; };
  if (!deckle::address_sanitizer) CHECK_THAT(reason("overflows").message, Catch::Contains("overflowed its stack"));
  if (fence.landlock_error == 0) CHECK(code_of("reads_a_file") == "plugin.crashed");  // it aborts for want of its file
  else WARN("SKIPPED: Landlock is not in force here");
  if (fence.seccomp_error != 0) {
    WARN("SKIPPED: seccomp is not in force here");
    CHECK(code_of("leaves_a_child", 200) == "plugin.hung");  // it keeps the pipe open
    return;
  }
  CHECK(code_of("leaves_a_child") == "plugin.refused-call");
  CHECK(reason("opens_a_socket").message == "while it was loaded it called socket, which no plugin may");
  CHECK_THAT(reason("starts_a_program").message, Catch::Contains("called execve"));
  CHECK(code_of("runs_a_shell") == "plugin.refused-call");
  CHECK_THAT(reason("writes_a_file").message, Catch::Contains("called openat"));
  CHECK_FALSE(fs::exists("written-by-a-plugin"));
}

TEST_CASE("a library is loaded with all that it needs, wherever that lies") {
  const deckle::Discovery found = look({library("needs_far")});
  INFO(found.candidates[0].reason.message);
  REQUIRE(found.candidates[0].verdict == Verdict::accepted);
  CHECK(found.candidates[0].plugin->objects.size() == 2);
}

TEST_CASE("what this host does not know is left alone") {
  CHECK(code_of("unknown_flags") == "accepted");
  CHECK(code_of("unknown_option") == "accepted");
  CHECK(code_of("cut_short") == "accepted");
  const deckle::Discovery found = look({library("unknown_role")});
  REQUIRE(found.candidates[0].verdict == Verdict::accepted);
  CHECK(found.candidates[0].plugin->manifest.components.size() == 1);
  CHECK(found.candidates[0].plugin->manifest.notes ==
        std::vector<std::string>{"a component of the unknown role 77 is left alone"});
}

TEST_CASE("files that are no whole libraries are told apart without loading them") {
  const Scratch folder;
  const std::string good = bytes_of(library("good"));
  folder.write("a-text.so", "hello");
  folder.write("b-empty.so", "");
  folder.write("c-truncated.so", good.substr(0, good.size() / 2));
  folder.write("d-header-only.so", good.substr(0, 20));
  std::string other_machine = good;
  other_machine[18] = 0x28;
  folder.write("e-other-machine.so", other_machine);
  fs::create_directory(folder.path() / "f-folder.so");
  fs::create_symlink("nowhere", folder.path() / "g-dangling.so");
  const deckle::Discovery found = look({folder.path()});
  std::vector<std::string> codes;
  for (const deckle::Candidate& one : found.candidates) codes.push_back(one.reason.code);
  CHECK(codes == std::vector<std::string>{"plugin.not-a-library", "plugin.not-a-library", "plugin.truncated",
                                          "plugin.truncated", "plugin.not-a-library", "plugin.not-a-library",
                                          "plugin.unreadable"});
  CHECK(found.problems().size() == 7);
}

TEST_CASE("a library cut off anywhere, or with any header byte changed, costs a message at most") {
  const Scratch folder;
  const std::string good = bytes_of(library("plain"));
  for (std::size_t length = 0; length < good.size(); length += good.size() / 16 + 1) {
    const fs::path file = folder.write("cut.so", good.substr(0, length));
    CHECK(look({file}).candidates[0].verdict == Verdict::refused);
  }
  for (std::size_t at = 0; at < 64; at += 3) {
    std::string changed = good;
    changed[at] = static_cast<char>(changed[at] ^ 0xFF);
    look({folder.write("changed.so", changed)});
  }
}

TEST_CASE("the first library of an id is taken, and the others are named") {
  const Scratch folder;
  fs::copy(library("good"), folder.path() / "good.so");
  const deckle::Discovery found = look({folder.path(), library("good"), library("twin")});
  REQUIRE(found.candidates.size() == 3);
  CHECK(found.candidates[0].verdict == Verdict::accepted);
  CHECK(found.candidates[1].verdict == Verdict::shadowed);
  CHECK_THAT(found.candidates[1].reason.message, Catch::Contains((folder.path() / "good.so").string()));
  CHECK(found.candidates[2].verdict == Verdict::accepted);
  CHECK(found.problems().empty());
}

TEST_CASE("a list in the folder decides what it offers") {
  const Scratch folder;
  fs::copy(library("good"), folder.path() / "good.so");
  fs::copy(library("twin"), folder.path() / "twin.so");
  folder.write("plugins.list", "twin.so\n\n../good.so\n");
  const deckle::Discovery found = look({folder.path()});
  REQUIRE(found.candidates.size() == 1);
  CHECK(found.candidates[0].library.filename() == "twin.so");
}

TEST_CASE("what others may write is refused") {
  const Scratch folder;
  const fs::path file = folder.path() / "good.so";
  fs::copy(library("good"), file);
  chmod(file.c_str(), 0666);
  CHECK(look({file}).candidates[0].reason.code == "plugin.writable-by-others");
  chmod(file.c_str(), 0644);
  CHECK(look({file}).candidates[0].verdict == Verdict::accepted);
  chmod(folder.path().c_str(), 0777);
  CHECK(look({file}).candidates[0].reason.code == "plugin.writable-by-others");
  chmod(folder.path().c_str(), 0755);
  if (geteuid() == 0) {
    CHECK(chown(file.c_str(), 12345, 12345) == 0);
    CHECK(look({file}).candidates[0].reason.code == "plugin.writable-by-others");
  }
}

TEST_CASE("a place that must exist and does not is reported, another is not") {
  const deckle::Discovery found = look({"/nowhere/at/all"});
  REQUIRE(found.candidates.size() == 1);
  CHECK(found.candidates[0].reason.code == "plugin.no-folder");
  CHECK(
      deckle::discover({{"/nowhere/at/all", "the user's data folder", false}}, {fs::path(), 2000}).candidates.empty());
}
