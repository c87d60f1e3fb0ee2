#include "reading.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <deckle/plugin.hpp>

#include "document/builder.hpp"
#include "read/entities.hpp"
#include "read/markdown_text.hpp"

namespace deckle::markdown_test {

struct Reader::State {
  DocumentBuilder builder;
  std::vector<std::string> codes;
};

Reader::Reader() : m_state(new State) {}
Reader::~Reader() { delete m_state; }

namespace {

// It knows nothing of Unicode.
const void* no_extension(const dk_host*, const char*) noexcept { return nullptr; }

}  // namespace

Reading Reader::read(std::string_view text, markdown::Extensions extensions) {
  dk_host host{};
  host.size = sizeof host;
  host.extension = no_extension;
  dk_call raw{};
  raw.size = sizeof raw;
  raw.host = &host;
  raw.ctx = m_state;
  raw.max_depth = 512;
  raw.report = [](void* ctx, const dk_diag* diag) noexcept {
    static_cast<State*>(ctx)->codes.emplace_back(view(diag->code));
  };
  dk_source source{};
  source.size = sizeof source;
  source.length = text.size();
  source.mapped = reinterpret_cast<const std::uint8_t*>(text.data());
  m_state->codes.clear();
  m_state->builder.begin({});
  m_state->builder.add_source(DK_NONE, DK_SOURCE_FILE, "in.md", "text/markdown", text.size());
  Call call(raw);
  const Input input(source, call);
  Builder out(*m_state->builder.face(), true);
  markdown::MarkdownText(text, {&input, 0, {}, true}, extensions, call).write_blocks(out);
  out.finish();
  auto block = m_state->builder.finish();
  if (!block) {
    std::printf("not a document: %s\n", block.problem().message.c_str());
    std::abort();
  }
  return {std::move(*block), m_state->codes};
}

namespace {

std::string quoted(std::string_view text) { return "'" + std::string(text.substr(0, 60)) + "'"; }

std::string without_nul(std::string_view text) {
  std::string clean;
  for (const char c : text) {
    if (c == '\0') clean += "\xEF\xBF\xBD";
    else clean += c;
  }
  return clean;
}

// What text that stands like this in Markdown says.
std::string said(std::string_view written) {
  std::string text;
  markdown::append_unescaped(text, written);
  return without_nul(text);
}

std::string without(std::string text, std::string_view piece, std::string_view instead) {
  for (auto at = text.find(piece); at != std::string::npos; at = text.find(piece, at + instead.size()))
    text.replace(at, piece.size(), instead);
  return text;
}

// Smart punctuation as it is typed, and nothing for an escaped space.
std::string typed(std::string text) {
  for (const auto& [smart, plain] : {std::pair{"\u201C", "\""},
                                     {"\u201D", "\""},
                                     {"\u2018", "'"},
                                     {"\u2019", "'"},
                                     {"\u2014", "---"},
                                     {"\u2013", "--"},
                                     {"\u2026", "..."},
                                     {"\u00A0", ""}})
    text = without(std::move(text), smart, plain);
  return text;
}

// What pandoc's syntax makes of text, beside escapes: smart punctuation, joined lines of line blocks.
bool means(std::string_view written, std::string_view text) {
  const auto loosely = [](std::string some) {
    for (const std::string_view mark : {"<", ">", "\\", " ", "\t", "\r", "\n"})
      some = without(std::move(some), mark, "");
    return typed(std::move(some));
  };
  const std::string loose = loosely(std::string(text));
  return loosely(said(written)) == loose || loosely(without_nul(written)) == loose;
}

// Bare addresses have no escapes, but in cells of tables \| is |; <address> within a link is text without its brackets.
bool says(std::string_view written, std::string_view text) {
  const auto without_angles = [](std::string some) { return without(without(std::move(some), "<", ""), ">", ""); };
  return said(written) == text || without(without_nul(written), "\\|", "|") == text || without_nul(written) == text ||
         without_angles(said(written)) == without_angles(std::string(text));
}

// Where the sibling behind a node may begin. The line of dashes, where columns are told, stands behind the head; with
// pandoc's tables a caption stands anywhere, and cells with several lines stand beside each other and reach over rows.
std::uint32_t next_may_begin(Kind kind, const dk_span& span, bool is_pandocs) {
  if (kind == Kind::column || (is_pandocs && kind == Kind::caption)) return 0;
  return is_pandocs && (kind == Kind::cell || kind == Kind::row) ? span.begin : span.end;
}

}  // namespace

std::string wrong_span(const Document& document, std::string_view text, markdown::Extensions extensions) {
  const bool is_pandocs = extensions.has(markdown::Extension::all_symbols_escapable);
  struct Parent {
    Node node;
    std::uint32_t end, begin, from;
  };
  std::vector<Parent> parents;
  for (std::uint32_t i = document.body().index() + 1; i < document.raw().nodes.count; ++i) {
    const Node node = document.node(i);
    while (!parents.empty() && i >= parents.back().node.index() + parents.back().node.subtree()) parents.pop_back();
    const std::string name =
        "node " + std::to_string(i) + " (kind " + std::to_string(static_cast<int>(node.kind())) + ")";
    const std::optional<dk_span> span = node.span();
    if (!span) return name + " has no span";
    if (span->end < span->begin || span->end > text.size()) return name + " lies outside of the text";
    const std::string_view written = text.substr(span->begin, span->end - span->begin);
    if (!parents.empty() && parents.back().node.kind() != Kind::note) {
      Parent& parent = parents.back();
      if (span->begin < parent.begin || span->end > parent.end)
        return name + " lies outside of its parent: " + quoted(written);
      // What a citation is made of comes first, then the text that it all is; and a figure's caption is its image's
      // text.
      const bool cited = parent.node.kind() == Kind::citation && node.kind() != Kind::citation_item;
      const bool again = cited || (parent.node.kind() == Kind::figure && node.kind() != Kind::caption);
      if (span->begin < parent.from && !again) return name + " begins within its sibling: " + quoted(written);
      parent.from = std::max(parent.from, next_may_begin(node.kind(), *span, is_pandocs));
    }
    if (node.kind() == Kind::text && !says(written, node.text()) && !(is_pandocs && means(written, node.text())))
      return name + " says " + quoted(node.text()) + " but is written " + quoted(written);
    parents.push_back({node, span->end, span->begin, span->begin});
  }
  return {};
}

}  // namespace deckle::markdown_test
