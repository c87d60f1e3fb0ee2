#include "exporter.hpp"
#include "reader.hpp"

DECKLE_PLUGIN("org.deckle.json", "1.0.0", deckle::Reader<JsonReader>, deckle::Exporter<JsonExporter>);
