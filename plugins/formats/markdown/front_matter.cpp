#include "front_matter.hpp"

#include <vector>

#include "read/markdown_text.hpp"

using deckle::Key;
using deckle::Kind;

namespace {

std::string_view line_at(std::string_view text, std::size_t at) {
  std::string_view line = text.substr(at, text.substr(at).find('\n'));
  while (!line.empty() && (line.back() == '\r' || line.back() == ' ' || line.back() == '\t')) line.remove_suffix(1);
  return line;
}

// The start of the next line, or the size of the text.
std::size_t next_line(std::string_view text, std::size_t at) {
  const auto newline = text.find('\n', at);
  return newline == std::string_view::npos ? text.size() : newline + 1;
}

// Text that Markdown leaves as it is, so that it need not be parsed.
bool is_plain_text(std::string_view text, markdown::Extensions extensions) {
  const std::string_view marks = extensions.has(markdown::Extension::smart) ? " ,?/()" : " ,?/()'";
  if (text.empty() || text.front() == ' ' || text.back() == ' ') return text.empty();
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    const bool word = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c >= 0x80;
    if (!word && (i == 0 || marks.find(text[i]) == std::string_view::npos)) return false;
  }
  return text.find("http") == std::string_view::npos && text.find("www") == std::string_view::npos;
}

bool is_numeric(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789.-:+TZ ") == std::string_view::npos;
}

// Nesting of the YAML is bounded by the parser of the host, and so is the recursion here.
class Metadata {
 public:
  Metadata(const FrontMatter& block, deckle::Input& in, markdown::Extensions extensions, deckle::Builder& out,
           deckle::Call& call)
      : m_block(block), m_in(in), m_extensions(extensions), m_out(out), m_call(call) {}

  void entries(const dk_yaml& map) {
    for (std::uint32_t i = 0; i < map.count; ++i) value(*map.items[i], deckle::view(map.keys[i]->value));
  }

 private:
  markdown::Range range(const dk_yaml& node) const {
    const auto begin = static_cast<std::uint32_t>(m_block.yaml_begin);
    return {begin + static_cast<std::uint32_t>(node.begin), begin + static_cast<std::uint32_t>(node.end)};
  }
  dk_span span(const dk_yaml& node) const { return m_in.span(range(node).begin, range(node).end); }

  void value(const dk_yaml& node, std::string_view key) {
    if (node.type == DK_YAML_MAP) {
      open(Kind::meta_map, node, key);
      entries(node);
      m_out.close();
    } else if (node.type == DK_YAML_LIST) {
      open(Kind::meta_list, node, key);
      for (std::uint32_t i = 0; i < node.count; ++i) value(*node.items[i], {});
      m_out.close();
    } else {
      scalar(node, key);
    }
  }

  void scalar(const dk_yaml& node, std::string_view key) {
    const std::string_view text = deckle::view(node.value);
    const bool plain = node.type == DK_YAML_SCALAR && node.style == DK_YAML_PLAIN && node.tag.len == 0;
    if (plain && (text == "true" || text == "True" || text == "TRUE")) return boolean(node, key, true);
    if (plain && (text == "false" || text == "False" || text == "FALSE")) return boolean(node, key, false);
    if (text.empty()) {
      open(Kind::meta_string, node, key);
      m_out.close();
    } else if (is_plain_text(text, m_extensions) || (plain && is_numeric(text))) {
      open(Kind::meta_inlines, node, key);
      m_out.text(text, span(node));
      m_out.close();
    } else {
      markdown(node, text, key);
    }
  }

  void boolean(const dk_yaml& node, std::string_view key, bool truth) {
    open(Kind::meta_bool, node, key);
    m_out.attribute(Key::value, truth);
    m_out.close();
  }

  void markdown(const dk_yaml& node, std::string_view text, std::string_view key) {
    markdown::MarkdownText value(text, origin(node, text), m_extensions, m_call);
    const bool inlines = value.is_one_paragraph() && text.back() != '\n';
    open(inlines ? Kind::meta_inlines : Kind::meta_blocks, node, key);
    if (inlines) value.write_inlines(m_out);
    else value.write_blocks(m_out);
    m_out.close();
  }

  // A scalar that stands in the input letter for letter has exact spans inside.
  markdown::Origin origin(const dk_yaml& node, std::string_view text) const {
    const markdown::Range where = range(node);
    const auto found = m_in.text().substr(where.begin, where.end - where.begin).find(text);
    return {&m_in, where.begin + (found == std::string_view::npos ? 0 : found), where, found != std::string_view::npos};
  }

  void open(Kind kind, const dk_yaml& node, std::string_view key) {
    m_out.begin(kind, deckle::row_of(kind)->flags, {}, span(node));
    if (key.data()) m_out.attribute(Key::key, key);
  }

  const FrontMatter& m_block;
  deckle::Input& m_in;
  markdown::Extensions m_extensions;
  deckle::Builder& m_out;
  deckle::Call& m_call;
};

}  // namespace

FrontMatter find_front_matter(std::string_view text) {
  if (line_at(text, 0) != "---" || text.substr(0, 3) != "---") return {};
  const std::size_t begin = next_line(text, 0);
  if (line_at(text, begin).empty()) return {};
  for (std::size_t at = begin; at < text.size(); at = next_line(text, at)) {
    const std::string_view line = line_at(text, at);
    if (line == "---" || line == "...")
      return at == begin ? FrontMatter{} : FrontMatter{begin, at, next_line(text, at)};
  }
  return {};
}

bool read_front_matter(const FrontMatter& block, deckle::Input& in, markdown::Extensions extensions,
                       deckle::Builder& out, deckle::Call& call, bool& broken) {
  const auto* yaml = call.extension<dk_yaml_reader>(DK_EXT_YAML);
  if (!yaml) return false;
  const std::string_view text = in.text().substr(block.yaml_begin, block.yaml_end - block.yaml_begin);
  const dk_yaml* root = nullptr;
  const dk_yaml_error* error = nullptr;
  if (yaml->parse(&call.raw(), deckle::str(text), 0, &root, &error) != DK_OK || !root) {
    const dk_span where = error ? in.span(block.yaml_begin + error->begin, block.yaml_begin + error->end)
                                : in.span(block.yaml_begin, block.yaml_end);
    call.report(DK_WARNING, "markdown.front-matter", where,
                error ? deckle::view(error->message) : std::string_view("not valid YAML"),
                "the block is kept as code; set front-matter: false to read it as Markdown");
    broken = true;
    return false;
  }
  if (root->type != DK_YAML_MAP) return false;
  const auto metadata = out.metadata();
  Metadata(block, in, extensions, out, call).entries(*root);
  return true;
}
