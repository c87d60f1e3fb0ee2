// The inlines of a heading once more, for a list of headings: without notes and index entries, without links and
// identifiers, which a document must not have twice.
#pragma once
#include <deckle/builder.hpp>

void copy_inlines(const deckle::Node& heading, deckle::Builder& out);
