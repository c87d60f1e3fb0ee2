#include "exporter.hpp"

DECKLE_PLUGIN("org.deckle.html", "1.0.0", deckle::Exporter<HtmlExporter>);
