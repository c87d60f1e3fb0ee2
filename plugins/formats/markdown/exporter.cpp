#include "exporter.hpp"

#include "writer.hpp"
#include "yaml_writer.hpp"

void MarkdownExporter::write(const deckle::Document& in, deckle::Output& out, deckle::Call& call) {
  Writer writer(opts, call);
  if (opts.front_matter && in.metadata().has_children()) out << front_matter(in.metadata(), opts, call);
  writer.write(in.body());
  writer.write_notes();
  writer.lines().finish();
  out << writer.lines().string();
}
