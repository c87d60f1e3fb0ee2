#include "reader.hpp"

#include "front_matter.hpp"
#include "read/invisible.hpp"
#include "read/markdown_text.hpp"

using deckle::Key;
using deckle::Kind;

namespace {

// Lines and NUL bytes as Markdown reads them in code.
std::string as_code(std::string_view text) {
  while (!text.empty() && (text.back() == '\n' || text.back() == '\r')) text.remove_suffix(1);
  std::string code;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\0') code += "\xEF\xBF\xBD";
    else if (text[i] != '\r') code += text[i];
    else if (i + 1 == text.size() || text[i + 1] != '\n') code += '\n';
  }
  return code;
}

// Front matter that is not YAML stays visible, as what it is.
void keep_as_code(const FrontMatter& block, deckle::Input& in, deckle::Builder& out) {
  const std::string text = as_code(in.text().substr(block.yaml_begin, block.yaml_end - block.yaml_begin));
  out.leaf(Kind::code_block, text, in.span(0, block.end));
  out.attribute(Key::classes, "yaml");
}

}  // namespace

markdown::Extensions MarkdownReader::extensions() const { return opts.change(markdown::extensions_of(opts.dialect)); }

void MarkdownReader::read(deckle::Input& in, deckle::Builder& out, deckle::Call& call) {
  const std::string_view text = in.text();
  in.report_encoding(call, "markdown.encoding");
  markdown::Problems problems({&in, 0, {}, true}, call);
  markdown::report_invisible(text, problems);
  std::size_t body = 0;
  const FrontMatter block = opts.front_matter ? find_front_matter(text) : FrontMatter{};
  if (block.end > 0) {
    bool broken = false;
    if (read_front_matter(block, in, extensions(), out, call, broken)) {
      body = block.end;
    } else if (broken) {
      keep_as_code(block, in, out);
      body = block.end;
    }
  }
  markdown::MarkdownText(text.substr(body), {&in, body, {}, true}, extensions(), call).write_blocks(out);
}
