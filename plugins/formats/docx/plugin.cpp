#include "exporter.hpp"
#include "reader.hpp"

DECKLE_PLUGIN("org.deckle.docx", "1.0.0", deckle::Reader<DocxReader>, deckle::Exporter<DocxExporter>);
