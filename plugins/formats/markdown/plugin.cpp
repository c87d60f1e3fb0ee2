#include "exporter.hpp"
#include "reader.hpp"

DECKLE_PLUGIN("org.deckle.markdown", "1.0.0", deckle::Reader<MarkdownReader>, deckle::Exporter<MarkdownExporter>);
