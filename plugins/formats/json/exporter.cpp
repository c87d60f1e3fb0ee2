#include "exporter.hpp"

#include "to_pandoc.hpp"

void JsonExporter::write(const deckle::Document& in, deckle::Output& out, deckle::Call& call) {
  json::Losses losses;
  json::ToPandoc(in, out, call, opts, losses).run();
  losses.report(call);
}
