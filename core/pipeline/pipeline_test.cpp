#include <catch2/catch.hpp>

#include <cerrno>

#include "engine/local_broker.hpp"
#include "io/problem.hpp"
#include "pipeline/pipeline.hpp"

using namespace deckle;

// Components written against the C border, as small as they can be: a reader that makes a paragraph of its input, a
// transform that adds "!", an exporter that writes the texts. Words in the input make them misbehave.
namespace {

struct Wish {
  bool fail_transform = false;
  int fail_exporter = -1;  // the call to fail
  int exporter_calls = 0;
  bool write_part = false;
} g_wish;

dk_str text_of(std::string_view text) { return {text.data(), text.size()}; }

dk_status create(const dk_host*, const dk_call*, const dk_value* const*, dk_instance** out) noexcept {
  static int instance;
  *out = reinterpret_cast<dk_instance*>(&instance);
  return DK_OK;
}
dk_status begin(dk_instance*, const dk_call*) noexcept { return DK_OK; }
void end(dk_instance*) noexcept {}
const dk_life life{sizeof(dk_life), 0, create, begin, end, end, nullptr};

void report_error(const dk_call* call, std::string_view code, std::string_view message) {
  dk_diag diag{};
  diag.size = sizeof diag;
  diag.severity = DK_ERROR;
  diag.code = text_of(code);
  diag.message = text_of(message);
  diag.node = DK_NONE;
  call->report(call->ctx, &diag);
}

dk_status read(dk_instance*, const dk_call* call, const dk_source* in, dk_builder* out) noexcept {
  const std::string_view text(reinterpret_cast<const char*>(in->mapped), in->length);
  if (text == "bad") {
    report_error(call, "fake.bad", "this is bad");
    return DK_E_INPUT;
  }
  if (text == "silent") return DK_E_INPUT;
  out->open(out->ctx, DK_KIND_DOCUMENT, {}, nullptr);
  out->open(out->ctx, DK_KIND_METADATA, {}, nullptr);
  out->open(out->ctx, DK_KIND_META_STRING, text_of("own"), nullptr);
  out->attr(out->ctx, DK_KEY_KEY, DK_A_STRING, "title", 5);
  out->close(out->ctx, 2);
  out->open(out->ctx, DK_KIND_BODY, {}, nullptr);
  out->open(out->ctx, DK_KIND_PARAGRAPH, {}, nullptr);
  const dk_span where{in->id, 0, static_cast<std::uint32_t>(in->length)};
  out->open(out->ctx, DK_KIND_TEXT, text_of(text), &where);
  out->close(out->ctx, text == "unclosed" ? 1 : 4);
  if (text.substr(0, 8) == "include ") {
    const dk_source* further = nullptr;
    call->resolve(call->ctx, in->id, text_of(text.substr(8)), &further);
    call->resolve(call->ctx, in->id, text_of(text.substr(8)), &further);
  }
  return DK_OK;
}

dk_status transform(dk_instance*, const dk_call* call, const dk_doc* in, dk_edits* out) noexcept {
  if (g_wish.fail_transform) {
    report_error(call, "fake.refused", "no");
    return DK_E_INPUT;
  }
  for (std::uint32_t i = 0; i < in->nodes.count; ++i) {
    const Node node(in, i);
    const std::string longer = std::string(node.text()) + "!";
    if (node.is(Kind::text)) out->set_text(out->ctx, i, text_of(longer));
  }
  return DK_OK;
}

dk_status write(dk_instance*, const dk_call* call, const dk_doc* in, dk_sink* out) noexcept {
  if (g_wish.exporter_calls++ == g_wish.fail_exporter) {
    report_error(call, "fake.cannot", "cannot");
    return DK_E_INPUT;
  }
  for (std::uint32_t i = 0; i < in->nodes.count; ++i) {
    const std::string line =
        Node(in, i).string(Key::key).empty() ? "" : std::string(Node(in, i).string(Key::key)) + "=";
    const std::string text = line + std::string(Node(in, i).text()) + (Node(in, i).text().empty() ? "" : ";");
    if (const dk_status status = out->write(out->ctx, text.data(), text.size()); status != DK_OK) return status;
  }
  if (!g_wish.write_part) return DK_OK;
  dk_sink* part = nullptr;
  const dk_status opened = out->open_part(out->ctx, text_of("part.bin"), {}, &part);
  return opened == DK_OK ? part->write(part->ctx, "PART", 4) : opened;
}

struct Fake {
  ComponentManifest manifest;
  dk_info info{};
  dk_component component{};
  LoadedComponent loaded;
  Fake(Role role, const void* table) {
    manifest.role = role;
    manifest.name = "fake";
    for (const char* code : {"fake.bad", "fake.refused", "fake.cannot"})
      manifest.codes.push_back({code, "", Severity::error});
    info.size = sizeof info;
    component = {sizeof component, static_cast<std::uint32_t>(role), &info, &life, table};
    loaded = {&component, &manifest, nullptr};
  }
};

struct Bench {
  dk_reader reader_table{sizeof(dk_reader), 0, nullptr, read};
  dk_transform transform_table{sizeof(dk_transform), 0, transform};
  dk_exporter exporter_table{sizeof(dk_exporter), 0, write};
  Fake reader{Role::reader, &reader_table}, changer{Role::transform, &transform_table},
      exporter{Role::exporter, &exporter_table};
  DocumentReport report;
  DocumentContext around;
  dk_host host{};
  std::unique_ptr<ReaderInstance> reads;
  std::unique_ptr<TransformInstance> changes;
  std::unique_ptr<ExporterInstance> writes;
  Stages stages;
  CallLimits limits;
  CallWatch* watch = nullptr;
  MemoryFiles files;

  Bench() {
    g_wish = {};
    host.size = sizeof host;
    around.host = &host;
    around.report = &report;
    reads = ReaderInstance::create(reader.loaded, {}, {}, around);
    changes = TransformInstance::create(changer.loaded, {}, {}, around);
    writes = ExporterInstance::create(exporter.loaded, {}, {}, around);
    stages.reader = reads.get();
    stages.outputs = {{0, {}, writes.get()}, {1, {changes.get()}, writes.get()}};
    files.content = {{"docs/in", "hello"}, {"docs/other", "other"}, {"secret", "s"}, {"out/a", "old"}};
  }

  DocumentResult run(const std::string& text) {
    files.content["docs/in"] = text;
    DocumentPlaces places;
    places.input = "docs/in";
    places.around = std::make_shared<Surroundings>(Surroundings{"", {"docs"}});
    places.outputs = {"out/a", "out/b"};
    RunFiles known(files);
    LocalBroker broker(files, places, known);
    Pipeline pipeline(&host, limits, nullptr, watch);
    DocumentResult result = pipeline.run(*broker.open_input(), stages, broker);
    if (!result.done) return result;
    if (const auto committed = broker.commit(); !committed) {
      result.done = false;
      result.diagnostics.push_back(committed.problem());
    }
    return result;
  }
  std::string codes(const DocumentResult& result) {
    std::string all;
    for (const Diagnostic& one : result.diagnostics) all += one.code + " ";
    return all;
  }
  bool untouched() { return files.content["out/a"] == "old" && files.content.count("out/b") == 0; }
};

}  // namespace

TEST_CASE("a document goes through its stages; each output has transforms of its own") {
  Bench bench;
  REQUIRE(bench.writes);
  bench.stages.transforms = {bench.changes.get()};
  const DocumentResult result = bench.run("hello");
  CHECK(result.done);
  CHECK(bench.codes(result).empty());
  CHECK(bench.files.content["out/a"] == "title=own;hello!;");
  CHECK(bench.files.content["out/b"] == "title=own;hello!!;");
}

TEST_CASE("who is at work is told around every call, and each call is timed") {
  struct Watch : CallWatch {
    std::string seen;
    void entered(const ComponentManifest& component) override { seen += std::string(name_of(component.role)) + "("; }
    void left() override { seen += ")"; }
  } watch;
  Bench bench;
  bench.watch = &watch;
  const DocumentFigures figures = bench.run("hello").figures;
  CHECK(watch.seen == "reader()exporter()transform()exporter()");
  REQUIRE(figures.stages.size() == 4);
  CHECK(figures.stages[2].role == Role::transform);
  CHECK(figures.stages[2].component == "fake");
  CHECK(figures.output_bytes == std::vector<std::uint64_t>{16, 17});
  watch.seen.clear();
  g_wish.fail_transform = true;
  CHECK(bench.run("hello").figures.output_bytes.size() == 1);
  CHECK(watch.seen == "reader()exporter()transform()");
}

TEST_CASE("metadata: defaults give way to the document, overrides do not") {
  Bench bench;
  MetadataRules rules;
  rules.defaults = {{"title", {std::string("default")}}, {"lang", {std::string("en")}}};
  bench.stages.metadata = &rules;
  CHECK(bench.run("x").done);
  CHECK(bench.files.content["out/a"] == "title=own;lang=en;x;");
  rules.overrides = {{"title", {std::string("mine")}}, {"list", {MetaValue::List{{std::string("a")}, {true}}}}};
  CHECK(bench.run("x").done);
  CHECK(bench.files.content["out/a"] == "title=mine;list=a;lang=en;x;");
}

TEST_CASE("a document that fails anywhere leaves no output and the old files") {
  Bench bench;
  SECTION("reader") { CHECK(bench.codes(bench.run("bad")) == "fake.bad "); }
  SECTION("reader without a word") { CHECK(bench.codes(bench.run("silent")).find("host.plugin-f") == 0); }
  SECTION("an unfinished document") { CHECK(bench.codes(bench.run("unclosed")) == "document.invalid "); }
  SECTION("transform") {
    g_wish.fail_transform = true;
    CHECK(bench.codes(bench.run("x")) == "fake.refused ");
  }
  SECTION("the second exporter") {
    g_wish.fail_exporter = 1;
    CHECK(bench.codes(bench.run("x")) == "fake.cannot ");
  }
  SECTION("a full disk") {
    bench.files.fault = [](std::string_view operation, const std::string& path) -> Result<void> {
      return operation == "finish" && path == "out/b" ? Result<void>(io_problem("write", path, ENOSPC))
                                                      : Result<void>();
    };
    CHECK(bench.codes(bench.run("x")) == "io.no-space ");
  }
  SECTION("an output that cannot be staged") {
    bench.files.fault = [](std::string_view operation, const std::string& path) -> Result<void> {
      return operation == "stage" && path == "out/b" ? Result<void>(io_problem("write", path, EACCES)) : Result<void>();
    };
    CHECK(bench.codes(bench.run("x")) == "io.permission ");
  }
  SECTION("an output that is too large") {
    bench.limits.max_bytes_out = 5;
    CHECK(bench.codes(bench.run("hello")) == "limit.output ");
  }
  CHECK(bench.untouched());
}

TEST_CASE("parts are written beside their output") {
  Bench bench;
  g_wish.write_part = true;
  bench.stages.outputs.pop_back();
  CHECK(bench.run("x").done);
  CHECK(bench.files.content["out/part.bin"] == "PART");
}

TEST_CASE("further input is granted below the folder, refused elsewhere once") {
  Bench bench;
  CHECK(bench.codes(bench.run("include other")).empty());
  const DocumentResult refused = bench.run("include ../secret");
  CHECK(refused.done);
  CHECK(bench.codes(refused) == "resource.outside ");
}
