#include "reader.hpp"

#include "read/document_reader.hpp"

void DocxReader::read(deckle::Input& in, deckle::Builder& out, deckle::Call& call) {
  docx::DocumentReader(in, out, call, opts).run();
}
