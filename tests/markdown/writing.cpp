#include "writing.hpp"

#include <algorithm>
#include <cstring>
#include <deckle/utf8.hpp>
#include <vector>

#include "exporter.hpp"
#include "read/unicode.hpp"

namespace deckle::markdown_test {

namespace {

// It knows how wide characters are, as the reader does, but nothing else of Unicode, and of no links.
const void* only_widths(const dk_host*, const char* name) noexcept {
  static const dk_text text = [] {
    dk_text made{};
    made.size = sizeof made;
    made.width = [](dk_str measured) noexcept {
      std::uint64_t columns = 0;
      for (std::size_t at = 0; at < measured.len;) columns += markdown::columns_of(utf8::next(view(measured), at));
      return columns;
    };
    return made;
  }();
  return std::strcmp(name, DK_EXT_TEXT) == 0 ? &text : nullptr;
}

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

// A node, or plain texts in a row, which say the same as one.
struct Said {
  Node node;
  std::string text;

  bool goes_on_with(const Node& next) const {
    const auto is_plain = [](const Node& one) { return one.is(Kind::text) && one.raw().attr_count == 0; };
    return is_plain(node) && is_plain(next) && node.parent().index() == next.parent().index();
  }
  bool operator==(const Said& other) const { return in_words() == other.in_words(); }
  // How deep it stands, and what it is.
  std::string in_words() const {
    std::size_t depth = 0;
    for (Node around = node; !around.is(Kind::body); around = around.parent()) ++depth;
    return std::string(node.kind_name()) + " " + attributes_of(node) + "'" + text + "' at depth " +
           std::to_string(depth);
  }
};

// What stands below the body, but for how citations were written, which is no part of what they say.
std::vector<Said> said_by(const Document& document) {
  std::vector<Said> said;
  for (std::uint32_t i = document.body().index() + 1; i < document.body().end(); ++i) {
    const Node node = document.node(i);
    if (node.parent().is(Kind::citation) && !node.is(Kind::citation_item)) continue;
    const bool goes_on = !said.empty() && said.back().node.end() == i && said.back().goes_on_with(node);
    if (goes_on) said.back() = {node, said.back().text.append(node.text())};
    else said.push_back({node, std::string(node.text())});
  }
  return said;
}

}  // namespace

Writing write(const Document& document, Dialect dialect) {
  Writing writing{{}, false};
  dk_host host{};
  host.size = sizeof host;
  host.extension = only_widths;
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
  const std::vector<Said> mine = said_by(one), others = said_by(other);
  for (std::size_t i = 0; i < std::min(mine.size(), others.size()); ++i)
    if (!(mine[i] == others[i])) return mine[i].in_words() + " became " + others[i].in_words();
  return mine.size() == others.size() ? "" : "it has another number of nodes";
}

}  // namespace deckle::markdown_test
