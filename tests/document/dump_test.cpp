// Any document survives being dumped and read back: dump, parse, and the canonical block is the same.
#include "exporter.hpp"
#include "reader.hpp"

#include <catch2/catch.hpp>

#include "blocks.hpp"
#include "check/generator.hpp"
#include "host/call_context.hpp"
#include "host/host_table.hpp"

using namespace deckle;
using namespace deckle::naive;

namespace {

dk_status append_to_string(void* ctx, const void* bytes, std::uint64_t length) noexcept {
  static_cast<std::string*>(ctx)->append(static_cast<const char*>(bytes), static_cast<std::size_t>(length));
  return DK_OK;
}

class DumpTrip {
 public:
  DumpTrip() {
    offer_extensions(m_host);
    m_around.host = m_host.table();
    m_around.report = &m_report;
  }

  std::string write(const Block& block) {
    std::string text;
    dk_sink sink{};
    sink.size = sizeof sink;
    sink.ctx = &text;
    sink.write = append_to_string;
    DumpExporter exporter;
    exporter.opts = {true, true};
    CallContext context(m_around, m_component, &block.doc());
    Call call(*context.call());
    Output out(sink);
    exporter.write(block.document(), out, call);
    out.flush();
    return text;
  }

  Result<Block> read(const std::string& text) {
    DocumentBuilder builder;
    builder.begin({});
    dk_source source{};
    source.size = sizeof source;
    source.mapped = reinterpret_cast<const std::uint8_t*>(text.data());
    source.length = text.size();
    CallContext context(m_around, m_component);
    Call call(*context.call());
    Input in(source, call);
    Builder out(*builder.face(), true);
    try {
      DumpReader().read(in, out, call);
      out.finish();
    } catch (const Failure&) {
      return m_report.diagnostics().empty() ? error("test.failed", builder.problem()) : m_report.diagnostics().back();
    }
    return builder.finish();
  }

 private:
  HostTable m_host;
  DocumentReport m_report;
  ComponentManifest m_component;
  DocumentContext m_around;
};

}  // namespace

TEST_CASE("a dump reads back as the canonical document") {
  DumpTrip trip;
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    const TreePtr tree = Generator(Random(seed), {static_cast<std::uint32_t>(seed * 2), false}).document();
    tree->span.reset();  // the root of a document that is read has no place of its own
    const auto block = build(*tree, Random(seed), Feed::mixed);
    REQUIRE(block);
    const std::string text = trip.write(*block);
    const auto back = trip.read(text);
    INFO("seed " << seed << (back ? "" : ": " + back.problem().message));
    REQUIRE(back);
    if (canonical(*back).bytes() != canonical(*block).bytes()) {
      CHECK(transcript(*read(back->document())) == transcript(*read(block->document())));
      CHECK(trip.write(*back) == text);
      FAIL("the canonical blocks differ");
    }
  }
}
