#include "page.hpp"
void write_page(const deckle::Document&, const HtmlExporter::Options&, deckle::Output&, deckle::Call&) {}
