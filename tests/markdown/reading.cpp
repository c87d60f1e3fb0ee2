#include "reading.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <deckle/plugin.hpp>
#include <set>

#include "document/builder.hpp"
#include "host/scratch.hpp"
#include "job/yaml_extension.hpp"
#include "read/bare_links.hpp"
#include "read/characters.hpp"
#include "read/entities.hpp"
#include "read/markdown_text.hpp"

namespace deckle::markdown_test {

struct Reader::State {
  DocumentBuilder builder;
  ScratchArena scratch;
  std::vector<std::string> codes;
};

Reader::Reader() : m_state(new State) {}
Reader::~Reader() { delete m_state; }

namespace {

// It knows nothing of Unicode.
const void* only_yaml(const dk_host*, const char* name) noexcept {
  return std::strcmp(name, DK_EXT_YAML) == 0 ? yaml_extension() : nullptr;
}

}  // namespace

Reading Reader::read(std::string_view text, markdown::Extensions extensions) {
  dk_host host{};
  host.size = sizeof host;
  host.extension = only_yaml;
  dk_call raw{};
  raw.size = sizeof raw;
  raw.host = &host;
  raw.ctx = m_state;
  raw.max_depth = 512;
  raw.report = [](void* ctx, const dk_diag* diag) noexcept {
    static_cast<State*>(ctx)->codes.emplace_back(view(diag->code));
  };
  raw.scratch = [](void* ctx, std::uint64_t bytes, std::uint32_t align) noexcept {
    return static_cast<State*>(ctx)->scratch.take(bytes, align);
  };
  dk_source source{};
  source.size = sizeof source;
  source.length = text.size();
  source.mapped = reinterpret_cast<const std::uint8_t*>(text.data());
  m_state->codes.clear();
  m_state->scratch.clear();
  m_state->builder.begin({});
  m_state->builder.add_source(DK_NONE, DK_SOURCE_FILE, "in.md", "text/markdown", text.size());
  Call call(raw);
  const Input input(source, call);
  Builder out(*m_state->builder.face(), true);
  markdown::MarkdownText markdown(text, {&input, 0, {}, true}, extensions, call);
  markdown.write_metadata(out);
  markdown.write_blocks(out);
  out.finish();
  auto block = m_state->builder.finish();
  if (!block) {
    std::fprintf(stderr, "not a document: %s in\n%.*s\n", block.problem().message.c_str(),
                 static_cast<int>(text.size()), text.data());
    std::abort();
  }
  return {std::move(*block), m_state->codes};
}

namespace {

std::string quoted(std::string_view text) { return "'" + std::string(text.substr(0, 60)) + "'"; }

// So many bytes of the source may stand for this.
struct Piece {
  std::size_t length;
  std::string meaning;
};

std::size_t blanks_at(std::string_view text, std::size_t at) {
  const auto end = text.find_first_not_of(" \t", at);
  return (end == std::string_view::npos ? text.size() : end) - at;
}

// A line ending in text is a space in lines that go on, or nothing; with the white space around it. A backslash before
// it makes the space unbreakable.
void add_line_end(std::string_view written, std::size_t at, std::vector<Piece>& pieces) {
  const bool escaped = written[at] == '\\';
  std::size_t end = escaped ? at + 1 : at + blanks_at(written, at);
  if (end == written.size() || (written[end] != '\n' && written[end] != '\r')) return;
  end += written.substr(end, 2) == "\r\n" ? 2 : 1;
  end += blanks_at(written, end);
  pieces.push_back({end - at, escaped ? "\u00A0" : " "});
  pieces.push_back({end - at, ""});
}

std::string no_break_spaces(std::size_t count) {
  std::string spaces;
  for (; count > 0; --count) spaces += "\u00A0";
  return spaces;
}

void add_smart(std::string_view rest, std::vector<Piece>& pieces) {
  for (const auto& [plain, meaning] : {std::pair{"\"", "\u201C"},
                                       {"\"", "\u201D"},
                                       {"'", "\u2018"},
                                       {"'", "\u2019"},
                                       {"---", "\u2014"},
                                       {"--", "\u2013"},
                                       {"...", "\u2026"}})
    if (rest.starts_with(plain)) pieces.push_back({std::string_view(plain).size(), meaning});
}

// What may be meant by what stands at `at`: the byte itself, or what the rules of escapes, character references,
// addresses within links and the extensions make of it.
std::vector<Piece> pieces_at(std::string_view written, std::size_t at, markdown::Extensions extensions) {
  using markdown::Extension;
  const std::string_view rest = written.substr(at);
  const char c = rest.front(), next = rest.size() > 1 ? rest[1] : '\0';
  std::vector<Piece> pieces{{1, c == '\0' ? "\uFFFD" : std::string(1, c)}};
  std::string decoded;
  if (const std::size_t length = c == '&' ? markdown::read_entity(written, at, decoded) : 0)
    pieces.push_back({length, decoded});
  if (c == '\\' && markdown::is_punctuation(next)) pieces.push_back({2, std::string(1, next)});
  if (c == '\\' && extensions.has(Extension::all_symbols_escapable)) {
    if (next == ' ') pieces.push_back({2, "\u00A0"});
    if (static_cast<unsigned char>(next) >= 0x80 || (next == '\0' && rest.size() > 1)) pieces.push_back({1, ""});
  }
  const auto begin = static_cast<std::uint32_t>(at);
  for (const std::uint32_t end : {markdown::find_angle_uri(written, begin), markdown::find_angle_mail(written, begin)})
    if (end > 0) pieces.push_back({end - at, std::string(written.substr(at + 1, end - at - 2))});
  if (extensions.has(Extension::smart)) add_smart(rest, pieces);
  // Lines of line blocks keep their first spaces.
  if (extensions.has(Extension::line_blocks) && at < blanks_at(written, 0))
    for (std::size_t width = 1; width <= (c == '\t' ? 4 : 1); ++width) pieces.push_back({1, no_break_spaces(width)});
  add_line_end(written, at, pieces);
  return pieces;
}

// Whether the bytes of a span, decoded and unescaped, are the text: all ways to read them are tried.
bool stands_for(std::string_view written, std::string_view text, markdown::Extensions extensions) {
  if (written == text) return true;
  std::set<std::pair<std::size_t, std::size_t>> seen;
  std::vector<std::pair<std::size_t, std::size_t>> todo{{0, 0}};
  while (!todo.empty()) {
    const auto [at, said] = todo.back();
    todo.pop_back();
    // Where a table cuts a line its end is no byte.
    const bool all =
        said == text.size() || (extensions.has(markdown::Extension::line_blocks) && text.substr(said) == " ");
    if (at == written.size() && all) return true;
    if (at == written.size() || !seen.insert({at, said}).second) continue;
    for (const Piece& piece : pieces_at(written, at, extensions))
      if (text.substr(said).starts_with(piece.meaning))
        todo.push_back({at + piece.length, said + piece.meaning.size()});
  }
  return false;
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
  for (std::uint32_t i = document.metadata().index() + 1; i < document.raw().nodes.count; ++i) {
    const Node node = document.node(i);
    if (node.is(Kind::body)) continue;
    while (!parents.empty() && i >= parents.back().node.index() + parents.back().node.subtree()) parents.pop_back();
    const std::string name =
        "node " + std::to_string(i) + " (kind " + std::to_string(static_cast<int>(node.kind())) + ")";
    const std::optional<dk_span> span = node.span();
    if (!span) return name + " has no span";
    if (span->end < span->begin || span->end > text.size()) return name + " lies outside of the text";
    const std::string_view written = text.substr(span->begin, span->end - span->begin);
    // What YAML has escapes for has the span of the whole value.
    const bool is_whole_value =
        i < document.body().index() && !written.empty() && std::string_view("\"'|>").find(written[0]) != written.npos;
    if (!parents.empty() && parents.back().node.kind() != Kind::note && !is_whole_value) {
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
    if (node.kind() == Kind::text && !is_whole_value && !stands_for(written, node.text(), extensions))
      return name + " says " + quoted(node.text()) + " but is written " + quoted(written);
    parents.push_back({node, span->end, span->begin, span->begin});
  }
  return {};
}

}  // namespace deckle::markdown_test
