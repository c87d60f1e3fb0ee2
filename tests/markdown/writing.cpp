#include "writing.hpp"

#include <algorithm>
#include <vector>

#include "exporter.hpp"

namespace deckle::markdown_test {

namespace {

// It knows nothing of Unicode, and of no links.
const void* no_extension(const dk_host*, const char*) noexcept { return nullptr; }

std::string attributes_of(const Node& node) {
  std::string all;
  for (const Attribute attribute : node.attributes()) {
    all += std::string(attribute.name()) + "=";
    switch (attribute.type()) {
      case DK_A_STRING: all += "'" + std::string(attribute.string()) + "' "; break;
      case DK_A_BOOL: all += attribute.boolean() ? "true " : "false "; break;
      case DK_A_DOUBLE: all += std::to_string(attribute.number()) + " "; break;
      default: all += std::to_string(attribute.integer()) + " "; break;
    }
  }
  return all;
}

// How deep it stands, and what it is.
std::string in_words(const Node& node) {
  std::size_t depth = 0;
  for (Node around = node; !around.is(Kind::body); around = around.parent()) ++depth;
  return std::string(node.kind_name()) + " " + attributes_of(node) + "'" + std::string(node.text()) + "' at depth " +
         std::to_string(depth);
}

// The nodes below the body, but for how citations were written, which is no part of what they say.
std::vector<Node> said_by(const Document& document) {
  std::vector<Node> nodes;
  for (std::uint32_t i = document.body().index() + 1; i < document.body().end(); ++i) {
    const Node node = document.node(i);
    if (!node.parent().is(Kind::citation) || node.is(Kind::citation_item)) nodes.push_back(node);
  }
  return nodes;
}

}  // namespace

Writing write(const Document& document, Dialect dialect) {
  Writing writing{{}, false};
  dk_host host{};
  host.size = sizeof host;
  host.extension = no_extension;
  dk_call raw{};
  raw.size = sizeof raw;
  raw.host = &host;
  raw.ctx = &writing;
  raw.max_depth = 512;
  raw.report = [](void* ctx, const dk_diag*) noexcept { static_cast<Writing*>(ctx)->is_lossy = true; };
  dk_sink sink{};
  sink.size = sizeof sink;
  sink.ctx = &writing;
  sink.write = [](void* ctx, const void* bytes, std::uint64_t size) noexcept {
    static_cast<Writing*>(ctx)->text.append(static_cast<const char*>(bytes), size);
    return static_cast<dk_status>(DK_OK);
  };
  Call call(raw);
  Output output(sink);
  MarkdownExporter exporter;
  exporter.opts.dialect = dialect;
  exporter.write(document, output, call);
  output.flush();
  return writing;
}

std::string difference(const Document& one, const Document& other) {
  const std::vector<Node> mine = said_by(one), others = said_by(other);
  for (std::size_t i = 0; i < std::min(mine.size(), others.size()); ++i)
    if (in_words(mine[i]) != in_words(others[i])) return in_words(mine[i]) + " became " + in_words(others[i]);
  return mine.size() == others.size() ? "" : "it has another number of nodes";
}

}  // namespace deckle::markdown_test
