// Inlines: each constructor of pandoc's type Inline, and text runs.
#include "from_pandoc_word.hpp"

#include <algorithm>

namespace json {

using deckle::Key;
using deckle::Kind;

namespace {

// Inlines that hold inlines and say nothing else are found by their kind alone.
struct InlineName {
  std::string_view name;
  Kind kind;
};
// Sorted by name. Str and Space are read by text_run().
constexpr InlineName inline_names[] = {
    {"Cite", Kind::citation},
    {"Code", Kind::code},
    {"Emph", Kind::emphasis},
    {"Image", Kind::image},
    {"LineBreak", Kind::hard_break},
    {"Link", Kind::link},
    {"Math", Kind::math},
    {"Note", Kind::note},
    {"Quoted", Kind::quoted},
    {"RawInline", Kind::raw_inline},
    {"SmallCaps", Kind::small_caps},
    {"SoftBreak", Kind::soft_break},
    {"Span", Kind::span},
    {"Strikeout", Kind::strikeout},
    {"Strong", Kind::strong},
    {"Subscript", Kind::subscript},
    {"Superscript", Kind::superscript},
    {"Underline", Kind::underline},
};

Kind kind_of(const Tagged& node) {
  const auto found = std::lower_bound(std::begin(inline_names), std::end(inline_names), node.name,
                                      [](const InlineName& row, std::string_view name) { return row.name < name; });
  if (found == std::end(inline_names) || found->name != node.name)
    node.whole.unexpected("an inline: Str, Emph, Link, ...");
  return found->kind;
}

bool breaks_words(std::string_view text) { return text.find_first_of(" \t\n\r") != text.npos; }

}  // namespace

// Str and Space next to each other are one text node. What would not come back the same way is kept by a flag: a
// boundary between two Str or two Space, and a Str that is empty or has spaces in it as one unit.
void FromPandoc::text_run(Task& task) {
  enum class Last { none, word, space } last = Last::none;
  bool boundary = false;
  std::uint32_t begin = 0, end = 0;
  m_text.clear();
  const auto flush = [&](std::uint16_t flags) {
    if (m_text.empty() && !(flags & DK_ATOMIC)) return;
    m_out.text(m_text, where(begin, end));
    if (boundary) flags = static_cast<std::uint16_t>(flags | DK_BOUNDARY);
    if (flags) m_out.flag(flags);
    m_text.clear();
    boundary = false;
  };
  for (; task.at != task.end; task.at = Value(m_tape, task.at).next()) {
    const Tagged node(Value(m_tape, task.at), "an inline: an object with \"t\" and \"c\"");
    const bool is_space = node.name == "Space";
    if (!is_space && node.name != "Str") break;
    const std::string_view word = is_space ? " " : node.inner().string("a string");
    const bool atomic = !is_space && (word.empty() || breaks_words(word));
    const Last now = is_space ? Last::space : Last::word;
    if (atomic || last == now) flush(0);
    if (last == now) boundary = true;
    if (m_text.empty()) begin = node.whole.begin();
    m_text += word;
    end = node.whole.end();
    if (atomic) flush(DK_ATOMIC);
    last = now;
  }
  flush(0);
}

void FromPandoc::inline_element(const Value& element) {
  const Tagged node(element, "an inline: an object with \"t\" and \"c\"");
  const Kind kind = kind_of(node);
  switch (kind) {
    case Kind::soft_break:
    case Kind::hard_break: return m_out.leaf(kind, {}, where(element));
    case Kind::code: return code(kind, node);
    case Kind::math: return math(node);
    case Kind::raw_inline: return raw(kind, node);
    default: break;
  }
  if (too_deep(element, false)) return;
  switch (kind) {
    case Kind::quoted: return quoted(node);
    case Kind::link:
    case Kind::image: return target(kind, node);
    case Kind::note: return container(kind, element, Step::blocks, node.inner().list("a list of blocks"));
    case Kind::citation: {
      const List parts = node.inner().list("[citations, inlines]", 2);
      open(kind, element);
      return plan({task(Step::citations, parts[0].list("a list of citations")),
                   task(Step::inlines, parts[1].list("a list of inlines")), close()});
    }
    case Kind::span: {
      const List parts = node.inner().list("[attributes, inlines]", 2);
      return attributed(kind, element, parts[0], Step::inlines, parts[1].list("a list of inlines"));
    }
    default: return container(kind, element, Step::inlines, node.inner().list("a list of inlines"));
  }
}

void FromPandoc::quoted(const Tagged& node) {
  const List parts = node.inner().list("[quote type, inlines]", 2);
  open(Kind::quoted, node.whole);
  m_out.attribute(Key::quote, word(quote_types, parts[0], "a quote type: SingleQuote or DoubleQuote"));
  plan({task(Step::inlines, parts[1].list("a list of inlines")), close()});
}

void FromPandoc::math(const Tagged& node) {
  const List parts = node.inner().list("[math type, text]", 2);
  const bool display = word(math_types, parts[0], "a math type: InlineMath or DisplayMath") == "display";
  m_out.leaf(Kind::math, parts[1].string("a formula: a string"), where(node.whole));
  if (display) m_out.attribute(Key::display, true);
}

// Links and images: [attributes, inlines, [url, title]]
void FromPandoc::target(Kind kind, const Tagged& node) {
  const List parts = node.inner().list("[attributes, inlines, target]", 3);
  const List target = parts[2].list("[url, title]", 2);
  open(kind, node.whole);
  attributes(parts[0]);
  m_out.attribute(Key::url, target[0].string("a URL: a string"));
  const std::string_view title = target[1].string("a title: a string");
  if (!title.empty()) m_out.attribute(Key::title, title);
  plan({task(Step::inlines, parts[1].list("a list of inlines")), close()});
}

void FromPandoc::citation(const Value& element) {
  const Members members(element, "a citation: an object");
  open(Kind::citation_item, element);
  m_out.attribute(Key::key, members.get("citationId").string("the key cited: a string"));
  const std::string_view mode =
      word(citation_modes, members.get("citationMode"), "a citation mode: NormalCitation, ...");
  if (!mode.empty()) m_out.attribute(Key::mode, mode);
  const std::int64_t note_number = members.get("citationNoteNum").integer("a note number");
  if (note_number != 0) m_out.attribute(Key::note_number, note_number);
  const std::int64_t hash = members.get("citationHash").integer("a hash: a number");
  if (hash != 0) m_out.attribute(Key::hash, hash);
  const Value prefix = members.get("citationPrefix"), suffix = members.get("citationSuffix");
  plan({close()});
  if (!suffix.list("a suffix: a list of inlines").empty()) plan({task(Step::suffix, suffix)});
  if (!prefix.list("a prefix: a list of inlines").empty()) plan({task(Step::prefix, prefix)});
}

}  // namespace json
