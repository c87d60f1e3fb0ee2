// All parts of a document as a package.
#pragma once
#include <deckle/plugin.hpp>

#include "../exporter.hpp"

void write_package(const deckle::Document& in, const DocxExporter::Options& options, deckle::Output& out,
                   deckle::Call& call);
