// Metadata as YAML front matter. Its strings are Markdown, as the reader reads them.
#pragma once
#include <deckle/plugin.hpp>

#include <string>

#include "exporter.hpp"

// The block with its --- lines and an empty line behind.
std::string front_matter(const deckle::Node& metadata, const MarkdownExporter::Options& options, deckle::Call& call);
