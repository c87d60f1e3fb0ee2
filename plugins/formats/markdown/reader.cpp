#include "reader.hpp"

#include "read/invisible.hpp"
#include "read/markdown_text.hpp"

markdown::Extensions MarkdownReader::extensions() const { return opts.change(markdown::extensions_of(opts.dialect)); }

void MarkdownReader::read(deckle::Input& in, deckle::Builder& out, deckle::Call& call) {
  in.report_encoding(call, "markdown.encoding");
  const markdown::Origin origin{&in, 0, {}, true};
  markdown::Problems problems(origin, call);
  markdown::report_invisible(in.text(), problems);
  markdown::MarkdownText text(in.text(), origin, extensions(), call);
  text.write_metadata(out);
  text.write_blocks(out);
}
