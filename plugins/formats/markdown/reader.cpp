#include "reader.hpp"

#include "front_matter.hpp"
#include "tree_writer.hpp"

using deckle::Key;
using deckle::Kind;

namespace {

// Front matter that is not YAML stays visible, as what it is.
void keep_as_code(const FrontMatter& block, deckle::Input& in, deckle::Builder& out) {
  std::string_view text = in.text().substr(block.yaml_begin, block.yaml_end - block.yaml_begin);
  while (!text.empty() && (text.back() == '\n' || text.back() == '\r')) text.remove_suffix(1);
  out.leaf(Kind::code_block, text, in.span(0, block.end));
  out.attribute(Key::classes, "yaml");
}

}  // namespace

void MarkdownReader::read(deckle::Input& in, deckle::Builder& out, deckle::Call& call) {
  const std::string_view text = in.text();
  in.report_encoding(call, "markdown.encoding");
  std::size_t body = 0;
  const FrontMatter block = opts.front_matter ? find_front_matter(text) : FrontMatter{};
  if (block.end > 0) {
    bool broken = false;
    if (read_front_matter(block, in, opts.dialect, out, call, broken)) {
      body = block.end;
    } else if (broken) {
      keep_as_code(block, in, out);
      body = block.end;
    }
  }
  const Positions positions(text.substr(body));
  const cmark::Tree tree = cmark::parse(positions.text(), opts.dialect, opts.footnotes);
  TreeWriter(tree.get(), positions, {&in, body, positions.whole()}, out, call).write_blocks();
}
