#include "exporter.hpp"
#include "reader.hpp"

DECKLE_PLUGIN("org.deckle.text", "1.0.0", deckle::Reader<TextReader>, deckle::Exporter<TextExporter>);
