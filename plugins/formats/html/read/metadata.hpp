// The head of a page.
#pragma once
#include <string>

#include "source.hpp"

namespace html {

// Writes what it says of the document as metadata; gives the address that others on the page are relative to, if any.
std::string read_metadata(const GumboNode& root, const Source& source, deckle::Builder& out);

}  // namespace html
