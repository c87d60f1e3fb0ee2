#include "exporter.hpp"

#include "write/metadata.hpp"
#include "write/writer.hpp"

void MarkdownExporter::write(const deckle::Document& in, deckle::Output& out, deckle::Call& call) {
  markdown::Context context(opts, call);
  context.look_at_headings(in);
  if (opts.front_matter && in.metadata().has_children()) out << markdown::front_matter(in.metadata(), context);
  markdown::Writer(context).write_document(in, out);
}
