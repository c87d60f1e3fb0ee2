#include "writing.hpp"

#include <algorithm>

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

std::string in_words(const Node& node) {
  return std::string(node.kind_name()) + " " + attributes_of(node) + "'" + std::string(node.text()) + "', " +
         std::to_string(node.subtree()) + " nodes";
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
  const std::uint32_t count = std::min(one.body().end(), other.body().end());
  for (std::uint32_t i = one.body().index() + 1; i < count; ++i) {
    // How a citation was written is no part of what it says.
    if (one.node(i).parent().is(Kind::citation) && one.node(i).is(Kind::text)) continue;
    const std::string mine = in_words(one.node(i)), others = in_words(other.node(i));
    if (mine != others) return mine + " became " + others;
  }
  return one.body().end() == other.body().end() ? "" : "it has another number of nodes";
}

}  // namespace deckle::markdown_test
