// Components at work through the border: options, statuses, diagnostics, libraries side by side.
#include <catch2/catch.hpp>

#include "contract.hpp"
#include "host/component.hpp"
#include "host/detect.hpp"
#include "host/host_table.hpp"

using namespace contract;

namespace {

struct Session {
  deckle::HostTable host;
  deckle::PluginLoader loader{host.table()};
  deckle::Discovery found;
  deckle::Registry registry;
  deckle::DocumentReport report;
  deckle::SourcePlaces places;
  deckle::DocumentContext around;

  explicit Session(const std::vector<fs::path>& libraries) : found(look(libraries)), registry(found.registry()) {
    around.host = host.table();
    around.report = &report;
    around.places = &places;
  }
  deckle::LoadedComponent load(deckle::Role role, const std::string& name) {
    const deckle::Component component = registry.find(role, name);
    REQUIRE(component.manifest);
    deckle::Result<deckle::LoadedComponent> loaded = loader.load(component);
    if (!loaded) FAIL(loaded.problem().message);
    return *loaded;
  }
};

deckle::OptionValues depth(std::int64_t value) { return {{DK_T_INT, true, "job.yaml:3:9", value}}; }

dk_status read(Session& session, const std::string& text, std::int64_t option = 2) {
  const auto reader =
      deckle::ReaderInstance::create(session.load(deckle::Role::reader, "good"), depth(option), {}, session.around);
  REQUIRE(reader);
  dk_source source{};
  source.size = sizeof source;
  source.mapped = reinterpret_cast<const std::uint8_t*>(text.data());
  source.length = text.size();
  session.places.add(0, "in.good", text);
  dk_builder builder{};
  return reader->read(session.around, source, builder);
}

std::vector<std::string> codes(const Session& session) {
  std::vector<std::string> found;
  for (const deckle::Diagnostic& one : session.report.diagnostics()) found.push_back(one.code);
  return found;
}

}  // namespace

TEST_CASE("statuses and diagnostics agree, or the plugin is at fault") {
  Session session({library("good")});
  using Codes = std::vector<std::string>;
  SECTION("nothing to say") {
    CHECK(read(session, "x") == DK_OK);
    CHECK(codes(session).empty());
  }
  SECTION("a warning") {
    CHECK(read(session, "w") == DK_OK);
    CHECK(codes(session) == Codes{"good.warning"});
  }
  SECTION("an error") {
    CHECK(read(session, "e") == DK_E_INPUT);
    CHECK(codes(session) == Codes{"good.error"});
  }
  SECTION("an error with a good status") {
    CHECK(read(session, "o") != DK_OK);
    CHECK(codes(session) == Codes{"good.error", "host.plugin-fault"});
  }
  SECTION("a failure without a word") {
    CHECK(read(session, "f") == DK_E_INPUT);
    CHECK(codes(session) == Codes{"host.plugin-fault", "host.plugin-failed"});
  }
  SECTION("a limit of the host") {
    CHECK(read(session, "l") == DK_E_LIMIT);
    CHECK(codes(session) == Codes{"host.limit"});
  }
  SECTION("a code that is not declared") {
    CHECK(read(session, "u") == DK_OK);
    CHECK(codes(session) == Codes{"host.plugin-fault", "good.undeclared"});
  }
  if (session.report.errors() > 0) CHECK(session.report.diagnostics().size() > 0);
}

TEST_CASE("diagnostics have places and limits, and options arrive") {
  Session session({library("good")});
  REQUIRE(read(session, "d") == DK_OK);
  REQUIRE(read(session, "d", 3) == DK_OK);
  REQUIRE(read(session, "m") == DK_OK);
  const std::vector<deckle::Diagnostic>& all = session.report.diagnostics();
  CHECK(all[0].message == "another");
  CHECK(all[1].message == "three");
  CHECK(all[0].where.file == "in.good");
  CHECK(all[0].where.line == 1);
  CHECK(all[0].component == "good");
  CHECK(all.size() == 100);
  CHECK(session.report.dropped().at("good.warning") == 152);
}

TEST_CASE("tables cut short to their first fields work") {
  Session session({library("cut_short")});
  const auto transform =
      deckle::TransformInstance::create(session.load(deckle::Role::transform, "variant"), {}, {}, session.around);
  REQUIRE(transform);
  dk_doc document{};
  dk_edits edits{};
  CHECK(transform->run(session.around, document, edits) == DK_OK);
}

TEST_CASE("plugins from C, GCC and Clang, with either standard library, work side by side") {
  std::vector<fs::path> libraries{library("good"), library("twin"), library("by_gcc")};
  std::vector<std::string> compiled = {"by-gcc"};
  for (const auto& [folder, name] : {std::pair("by_clang", "by-clang"), std::pair("by_libcxx", "by-libcxx")}) {
    if (!fs::exists(library(folder))) {
      WARN("not installed, and not part of this test: " << name);
      continue;
    }
    libraries.push_back(library(folder));
    compiled.push_back(name);
  }
  Session session(libraries);
  for (const deckle::Candidate& one : session.found.candidates) {
    INFO(one.library << ": " << one.reason.message);
    CHECK(one.verdict == deckle::Verdict::accepted);
  }
  dk_doc document{};
  document.size = sizeof document;
  dk_edits edits{};
  edits.size = sizeof edits;
  for (const std::string& name : compiled) {
    const auto transform = deckle::TransformInstance::create(
        session.load(deckle::Role::transform, name), {{DK_T_INT, true, "", std::int64_t{5}}}, {}, session.around);
    REQUIRE(transform);
    REQUIRE(transform->run(session.around, document, edits) == DK_OK);
    CHECK(session.report.diagnostics().back().message == "5 headings");
  }
  CHECK(read(session, "x") == DK_OK);
}

TEST_CASE("detection: content, then suffix, then asking") {
  Session session({library("good"), library("twin")});
  int asked = 0;
  const deckle::Probe probe = [&](const deckle::Component& reader, std::string_view head, std::string_view name) {
    ++asked;
    return deckle::probe_score(session.load(deckle::Role::reader, reader.manifest->name), head, name);
  };
  const deckle::Registry one = look({library("good")}).registry();
  CHECK(deckle::detect(one, "anything", "file.txt", probe).empty());
  CHECK(deckle::detect(one, "anything", "file.GD", probe).at(0).score == 50);
  CHECK(deckle::detect(one, std::string("GOOD\xF1"), "file.txt", probe).at(0).score ==
        80);  // the mask hides the high bits
  CHECK(deckle::detect(one, std::string("GOOD\x01"), "file.good", probe).at(0).score == 90);
  CHECK(deckle::detect(one, std::string("GOOD\x02"), "", probe).empty());
  CHECK(deckle::detect(one, "anything", "good", probe).empty());
  CHECK(asked == 0);
  const std::vector<deckle::Claim> tied = deckle::detect(session.registry, "g", "file.good", probe);
  CHECK(tied.size() == 2);
  CHECK(asked == 2);
  CHECK(tied[0].reasons.back() == "asked, it answers 90");
}

TEST_CASE("extensions are asked for once, and unknown ones are none") {
  deckle::HostTable host;
  int made = 0;
  const int thing = 0;
  host.offer("org.example.thing/1", [&] { return ++made, &thing; });
  const dk_host* table = host.table();
  CHECK(table->extension(table, "org.example.thing/2") == nullptr);
  CHECK(table->extension(table, nullptr) == nullptr);
  CHECK(made == 0);
  CHECK(table->extension(table, "org.example.thing/1") == &thing);
  CHECK(table->extension(table, "org.example.thing/1") == &thing);
  CHECK(made == 1);
}
