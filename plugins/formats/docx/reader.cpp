#include "reader.hpp"

#include "read/document_reader.hpp"

std::uint32_t DocxReader::probe(std::string_view head, std::string_view) {
  if (!head.starts_with("PK\3\4")) return 0;
  return head.find("word/") != std::string_view::npos ? 90 : 10;
}

void DocxReader::read(deckle::Input& in, deckle::Builder& out, deckle::Call& call) {
  docx::DocumentReader(in, out, call, opts).run();
}
