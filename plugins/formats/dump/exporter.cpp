#include "exporter.hpp"

#include "dump_writer.hpp"

void DumpExporter::write(const deckle::Document& in, deckle::Output& out, deckle::Call& call) {
  dump::DumpWriter(in, out, call, opts.spans, opts.embed).run();
}
