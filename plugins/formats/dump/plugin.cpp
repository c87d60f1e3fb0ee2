#include "exporter.hpp"
#include "reader.hpp"

DECKLE_PLUGIN("org.deckle.dump", "1.0.0", deckle::Reader<DumpReader>, deckle::Exporter<DumpExporter>);
