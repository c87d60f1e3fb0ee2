#include "exporter.hpp"

#include "write/body_writer.hpp"
#include "write/page.hpp"

void HtmlExporter::write(const deckle::Document& in, deckle::Output& out, deckle::Call& call) {
  if (opts.standalone) return write_page(in, opts, out, call);
  Markup markup(out);
  SharedState shared;
  BodyWriter writer(opts, shared, markup, call);
  writer.write(in.body());
  writer.write_notes();
  markup.flush();
}
