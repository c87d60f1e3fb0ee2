// A whole page: the template with the document's metadata and body as its variables.
#pragma once
#include <deckle/plugin.hpp>

#include "../exporter.hpp"

void write_page(const deckle::Document& in, const HtmlExporter::Options& options, deckle::Output& out,
                deckle::Call& call);
