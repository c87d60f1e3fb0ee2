// The plugin of the benchmark: a reader that builds the standard document and an exporter that walks one.
#include <deckle/plugin.hpp>

#include "standard_document.hpp"

namespace {

using deckle::Kind;

struct BuilderOut {
  deckle::Builder& builder;
  void open(Kind kind, std::uint32_t begin, std::uint32_t end) {
    builder.begin(kind, deckle::row_of(kind)->flags, {}, dk_span{0, begin, end});
  }
  void text(std::string_view text, std::uint32_t begin, std::uint32_t end) {
    builder.text(text, dk_span{0, begin, end});
  }
  template <class Value>
  void attribute(deckle::Key key, Value value) {
    builder.attribute(key, value);
  }
  void close() { builder.close(); }
};

struct BuildStandardDocument {
  static constexpr auto info = deckle::info("bench-build", "Benchmark", "Builds the standard document.");
  // The least that a call can be: what is left is the way there and back.
  static std::uint32_t probe(std::string_view head, std::string_view) {
    return static_cast<std::uint32_t>(head.size());
  }
  void read(deckle::Input&, deckle::Builder& builder, deckle::Call&) {
    auto body = builder.open(Kind::body, dk_span{0, 0, deckle::bench::standard_source_bytes});
    BuilderOut out{builder};
    deckle::bench::StandardDocument<BuilderOut>(out).write();
  }
};

// What every exporter does at least: look at kind, text and span of each node, entering and leaving.
struct WalkDocument {
  static constexpr auto info = deckle::info("bench-walk", "Benchmark", "Walks a document and writes a sum over it.");
  void write(const deckle::Document& document, deckle::Output& out, deckle::Call&) {
    std::uint64_t sum = 0;
    for (deckle::Visit visit : document.root().walk()) {
      const auto kind = static_cast<std::uint64_t>(visit.node.kind());
      if (!visit.enter) {
        sum += kind;
        continue;
      }
      sum += kind * 3 + visit.node.text().size();
      if (const auto span = visit.node.span()) sum += span->begin;
    }
    out << std::to_string(sum);
  }
};

}  // namespace

DECKLE_PLUGIN("org.deckle.bench", "1.0.0", deckle::Reader<BuildStandardDocument>, deckle::Exporter<WalkDocument>);
