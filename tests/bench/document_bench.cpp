// Times the document across a plugin loaded with dlopen, and the same work on a tree of virtual nodes.
//
//   document_bench flat PLUGIN | tree fresh | tree used
//
// Prints lines "name value": nanoseconds of CPU, or bytes, per node. Each run is a process of its own, so that no heap
// is what another measurement left.
#include <dlfcn.h>
#include <malloc.h>

#include <deckle/plugin.h>
#include <cstdio>
#include <cstring>
#include <deckle/str.hpp>
#include <random>

#include "document/builder.hpp"
#include "document/validate.hpp"
#include "measure.hpp"
#include "virtual_tree.hpp"

using namespace deckle;
using namespace deckle::bench;

namespace {

constexpr int rounds = 9;

void print(const char* name, double value) { std::printf("%s %.1f\n", name, value); }

[[noreturn]] void stop(const char* why) {
  std::fprintf(stderr, "document_bench: %s\n", why);
  std::exit(1);
}

void ignore_report(void*, const dk_diag*) noexcept {}
dk_status count_bytes(void* ctx, const void*, std::uint64_t length) noexcept {
  *static_cast<std::uint64_t*>(ctx) += length;
  return DK_OK;
}

// The two components of the plugin, as a host calls them.
class Plugin {
 public:
  explicit Plugin(const char* path) {
    void* library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    const auto* plugin = library ? static_cast<const dk_plugin*>(dlsym(library, "deckle_plugin_v0")) : nullptr;
    if (!plugin || plugin->component_count != 2) stop("the plugin cannot be loaded");
    m_call.size = sizeof m_call;
    m_call.report = ignore_report;
    const dk_component& reader = *plugin->components[0];
    const dk_component& exporter = *plugin->components[1];
    m_reader = static_cast<const dk_reader*>(reader.table),
    m_exporter = static_cast<const dk_exporter*>(exporter.table);
    if (reader.life->create(nullptr, &m_call, nullptr, &m_reading) != DK_OK ||
        exporter.life->create(nullptr, &m_call, nullptr, &m_writing) != DK_OK)
      stop("the plugin's components cannot be made");
  }
  void build(DocumentBuilder& builder) {
    builder.begin({});
    builder.add_source(DK_NONE, DK_SOURCE_FILE, "standard.md", "text/markdown", standard_source_bytes);
    dk_source source{};
    source.size = sizeof source;
    if (m_reader->read(m_reading, &m_call, &source, builder.face()) != DK_OK) stop("the document was not built");
  }
  // So many calls of a function that does next to nothing.
  void call(std::uint64_t times) {
    const std::uint8_t head[1] = {};
    std::uint64_t sum = 0;
    for (std::uint64_t k = 0; k < times; ++k) sum += m_reader->probe(head, 1, {});
    if (sum != times) stop("the plugin was not called");
  }
  void walk(const dk_doc& document) {
    std::uint64_t written = 0;
    dk_sink sink = {sizeof(dk_sink), 0, &written, count_bytes, nullptr};
    if (m_exporter->write(m_writing, &m_call, &document, &sink) != DK_OK || written == 0)
      stop("the document was not walked");
  }

 private:
  dk_call m_call{};
  const dk_reader* m_reader = nullptr;
  const dk_exporter* m_exporter = nullptr;
  dk_instance *m_reading = nullptr, *m_writing = nullptr;
};

// Bytes of text and attributes, which any representation has to hold.
std::uint64_t payload_of(const dk_doc& doc) { return doc.text.count + doc.attrs.count * sizeof(dk_attr); }

void measure_flat(const char* plugin_path) {
  Plugin plugin(plugin_path);
  DocumentBuilder builder;
  plugin.build(builder);  // the memory that the others reuse
  auto first = builder.finish();
  if (!first) stop(first.problem().message.c_str());
  const Block block = *first;
  const auto nodes = static_cast<double>(block.document().size());
  constexpr std::uint64_t calls = 10'000'000;
  std::vector<double> build, lay_out, validate, walk, call;
  for (int round = 0; round < rounds; ++round) {
    build.push_back(time_of([&] { plugin.build(builder); }));
    lay_out.push_back(time_of([&] { Block::assemble(builder.writer().tables()); }));
    validate.push_back(time_of([&] {
      if (!check_document(block.doc())) stop("the document is not valid");
    }));
    walk.push_back(time_of([&] { plugin.walk(block.doc()); }));
    call.push_back(time_of([&] { plugin.call(calls); }));
  }
  print("nodes", nodes);
  print("build", median(build) / nodes);
  print("lay-out", median(lay_out) / nodes);
  print("validate", median(validate) / nodes);
  print("walk", median(walk) / nodes);
  print("call", median(call) / calls);
  print("bytes", static_cast<double>(block.bytes().size()) / nodes);
  print("overhead", static_cast<double>(block.bytes().size() - payload_of(block.doc())) / nodes);
}

class SumVisitor : public Visitor {
 public:
  void enter(const VirtualNode& node) override {
    sum += static_cast<std::uint64_t>(node.kind) * 3 + node.begin;
    if (node.kind == Kind::text) sum += static_cast<const TextNode&>(node).text.size();
  }
  void leave(const VirtualNode& node) override { sum += static_cast<std::uint64_t>(node.kind); }
  std::uint64_t sum = 0;
};

// A heap as a program has it that ran for a while: blocks of many sizes, most of them free again, in no order.
std::vector<std::unique_ptr<char[]>> use_heap() {
  std::mt19937_64 random(1);
  std::vector<std::unique_ptr<char[]>> blocks;
  for (int i = 0; i < 3'000'000; ++i) blocks.push_back(std::make_unique<char[]>(16 + random() % 120));
  std::shuffle(blocks.begin(), blocks.end(), random);
  blocks.resize(blocks.size() / 4);
  return blocks;
}

void measure_tree(bool used) {
  const auto kept = used ? use_heap() : std::vector<std::unique_ptr<char[]>>();
  std::vector<double> build, walk;
  double bytes = 0;
  std::uint64_t sum = 0;
  for (int round = 0; round < (used ? 5 : 3); ++round) {
    const auto before = static_cast<double>(mallinfo2().uordblks);
    VirtualOut out;
    build.push_back(time_of([&] { StandardDocument<VirtualOut>(out).write(); }));
    bytes = static_cast<double>(mallinfo2().uordblks) - before;
    for (int again = 0; again < 3; ++again)
      walk.push_back(time_of([&] {
        SumVisitor visitor;
        out.root->accept(visitor);
        sum += visitor.sum;
      }));
  }
  if (sum == 0) stop("the tree was not walked");
  print("build", median(build) / standard_nodes);
  print("walk", median(walk) / standard_nodes);
  print("bytes", bytes / standard_nodes);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc == 3 && std::strcmp(argv[1], "flat") == 0) measure_flat(argv[2]);
  else if (argc == 3 && std::strcmp(argv[1], "tree") == 0) measure_tree(std::strcmp(argv[2], "used") == 0);
  else stop("what is to be measured?");
}
