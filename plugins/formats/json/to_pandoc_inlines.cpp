// Inlines and text.
#include "to_pandoc.hpp"
#include "vocabulary.hpp"

namespace json {

using deckle::Key;
using deckle::Kind;
using deckle::Node;

bool ToPandoc::inline_node(const Node& node) {
  if (node.is_leaf()) return leaf_inline(node);
  switch (node.kind()) {
    case Kind::emphasis: return bare(node, R"({"t":"Emph","c":[)", "]}", Holds::inlines);
    case Kind::strong: return bare(node, R"({"t":"Strong","c":[)", "]}", Holds::inlines);
    case Kind::underline: return bare(node, R"({"t":"Underline","c":[)", "]}", Holds::inlines);
    case Kind::strikeout: return bare(node, R"({"t":"Strikeout","c":[)", "]}", Holds::inlines);
    case Kind::superscript: return bare(node, R"({"t":"Superscript","c":[)", "]}", Holds::inlines);
    case Kind::subscript: return bare(node, R"({"t":"Subscript","c":[)", "]}", Holds::inlines);
    case Kind::small_caps: return bare(node, R"({"t":"SmallCaps","c":[)", "]}", Holds::inlines);
    case Kind::quoted:
      return bare(node,
                  node.string(Key::quote) == "single" ? R"({"t":"Quoted","c":[{"t":"SingleQuote"},[)"
                                                      : R"({"t":"Quoted","c":[{"t":"DoubleQuote"},[)",
                  "]]}", Holds::inlines);
    case Kind::note: return bare(node, R"({"t":"Note","c":[)", "]}", Holds::blocks);
    case Kind::citation: bare(node, R"({"t":"Cite","c":[[)", "]]}", Holds::parts); return top().open = true;
    case Kind::span: return attributed(node, open_span, "]]}", Holds::inlines);
    case Kind::link: return target(node, R"({"t":"Link","c":[)");
    case Kind::image:
      // The image of a figure for api 1.22 is written by the figure.
      if (const Frame* figure = outer(); figure && figure->implicit) return push(node, "", Holds::inlines), true;
      return target(node, R"({"t":"Image","c":[)");
    default: return foreign_inline(node);
  }
}

// What pandoc has no constructor for. Insertions, deletions and comments are spans in pandoc's own readers, too.
bool ToPandoc::foreign_inline(const Node& node) {
  switch (node.kind()) {
    case Kind::insertion: return span(node, "insertion", false);
    case Kind::deletion: return span(node, "deletion", false);
    case Kind::comment: return comment(node);
    case Kind::media: return target(node, R"({"t":"Image","c":[)");
    case Kind::ruby:
      span(node, "ruby");
      top().holds = Holds::parts;
      return true;
    case Kind::reference: {
      const auto aim = node.find(Key::target);
      if (!aim || aim->type() != DK_A_NODE || m_in.node(aim->index()).id().empty()) return span(node, "reference");
      m_json.open(R"({"t":"Link","c":[)");
      attributes(node, "reference");
      m_json.open("[");
      return push(node, "]]}", Holds::inlines).open = true;
    }
    default: return span(node, node.kind_name());
  }
}

bool ToPandoc::leaf_inline(const Node& node) {
  const auto wrapped = [&](std::string_view value) {
    const bool is_wrapped = begin_wrap(node, open_span);
    m_json.raw(value);
    if (is_wrapped) m_json.close(close_wrap);
    return false;
  };
  switch (node.kind()) {
    case Kind::text: return text(node), false;
    case Kind::soft_break: return wrapped(R"({"t":"SoftBreak"})");
    case Kind::hard_break: return wrapped(R"({"t":"LineBreak"})");
    case Kind::code:
      m_json.open(R"({"t":"Code","c":[)");
      attributes(node);
      m_json.string(node.text());
      m_json.close("]}");
      return false;
    case Kind::math:
    case Kind::raw_inline: {
      const bool is_wrapped = begin_wrap(node, open_span);
      m_json.open(node.is(Kind::math) ? R"({"t":"Math","c":[)" : R"({"t":"RawInline","c":[)");
      if (node.is(Kind::raw_inline)) m_json.string(node.string(Key::format));
      else m_json.raw(node.boolean(Key::display) ? R"({"t":"DisplayMath"})" : R"({"t":"InlineMath"})");
      m_json.string(node.text());
      m_json.close(is_wrapped ? "]}]]}" : "]}");
      return false;
    }
    default: break;
  }
  const bool is_anchor = node.is(Kind::anchor);
  if (!is_anchor) m_losses.kind(node);
  m_json.open(open_span);
  attributes(node, is_anchor ? std::string_view() : node.kind_name(), true);
  m_json.open("[");
  words(node.text());
  end_run();
  m_json.close("]]}");
  return false;
}

bool ToPandoc::span(const Node& node, std::string_view name, bool is_loss) {
  if (is_loss) m_losses.kind(node);
  m_json.open(open_span);
  attributes(node, name, true);
  m_json.open("[");
  push(node, "]]}", Holds::inlines);
  return true;
}

bool ToPandoc::target(const Node& node, std::string_view opening) {
  return attributed(node, opening, "]]}", Holds::inlines);
}

void ToPandoc::close_target(const Node& node, std::string_view title_prefix) {
  m_json.close("]");
  m_json.open("[");
  m_json.string(m_call.address(node, node.string(Key::url)));
  m_json.string(std::string(title_prefix).append(node.string(Key::title)));
  m_json.close("]]}");
}

bool ToPandoc::citation_item(const Node& node) {
  begin_wrap(node, {});
  m_json.open("{");
  m_json.key("citationId");
  m_json.string(node.string(Key::key));
  if (!node.child(Kind::prefix)) m_json.key("citationPrefix"), m_json.raw("[]");
  if (!node.child(Kind::suffix)) m_json.key("citationSuffix"), m_json.raw("[]");
  m_json.key("citationMode");
  m_json.open(R"({"t":")");
  m_json.close(pandoc_word(citation_modes, node.string(Key::mode)));
  m_json.close("\"}");
  m_json.key("citationNoteNum");
  m_json.number(node.integer(Key::note_number));
  m_json.key("citationHash");
  m_json.number(node.integer(Key::hash));
  push(node, "}", Holds::parts);
  return true;
}

// As pandoc reads a .docx: a span where the comment begins, which holds its text.
bool ToPandoc::comment(const Node& node) {
  m_json.open(open_span);
  attributes(node, "comment-start", true);
  m_json.open("[");
  push(node, "]]}", Holds::inlines);
  return true;
}

void ToPandoc::text(const Node& node) {
  if (node.flags() & DK_BOUNDARY) end_run();
  const bool has_attributes = node.raw().attr_count > 0;
  if (has_attributes) end_run();
  const bool wrapped = has_attributes && begin_wrap(node, open_span);
  if (node.flags() & DK_ATOMIC) {
    m_word += node.text();
    m_has_word = true;
    m_after_space = false;
  } else {
    words(node.text());
  }
  if (!wrapped) return;
  end_run();
  m_json.close(close_wrap);
}

// Words become Str; white space between them one Space, or a SoftBreak if there is a newline in it.
void ToPandoc::words(std::string_view text) {
  constexpr std::string_view white = " \t\r\n";
  while (!text.empty()) {
    const std::size_t word = std::min(text.find_first_of(white), text.size());
    if (word > 0) {
      m_word += text.substr(0, word);
      m_has_word = true;
      m_after_space = false;
    }
    text.remove_prefix(word);
    if (text.empty()) return;
    const std::size_t space = std::min(text.find_first_not_of(white), text.size());
    const bool has_newline = text.substr(0, space).find('\n') != text.npos;
    text.remove_prefix(space);
    end_word();
    if (!m_after_space) m_json.raw(has_newline ? R"({"t":"SoftBreak"})" : R"({"t":"Space"})");
    m_after_space = true;
  }
}

void ToPandoc::end_word() {
  if (!m_has_word) return;
  m_json.open(R"({"t":"Str","c":)");
  m_json.string(m_word);
  m_json.close("}");
  m_word.clear();
  m_has_word = false;
}

void ToPandoc::end_run() {
  end_word();
  m_after_space = false;
}

}  // namespace json
