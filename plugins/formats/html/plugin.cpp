#include "exporter.hpp"
#include "reader.hpp"

DECKLE_PLUGIN("org.deckle.html", "1.0.0", deckle::Reader<HtmlReader>, deckle::Exporter<HtmlExporter>);
