#include "exporter.hpp"

#include "write/document_package.hpp"

void DocxExporter::write(const deckle::Document& in, deckle::Output& out, deckle::Call& call) {
  write_package(in, opts, out, call);
}
