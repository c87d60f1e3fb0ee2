#include "lone_marks.hpp"

#include <algorithm>

#include "../read/characters.hpp"
#include "kinds.hpp"

using deckle::Key;
using deckle::Kind;
using deckle::Node;

namespace markdown {
namespace {

// What the runs of one mark could do. Both, where it is not known what will stand beside one.
struct Runs {
  std::size_t count = 0;
  bool open = false, close = false;
  bool are_lone() const { return count < 2 || !open || !close; }
};

class Looker {
 public:
  explicit Looker(Extensions extensions) : m_extensions(extensions) {}

  void look_at(const Node& block) {
    for (std::uint32_t i = block.index() + 1; i < block.end();) {
      const Node node = block.document().node(i);
      if (node.is(Kind::text)) look_at_text(node);
      else take(marks_of(node)), look_at_attributes(node);
      i = node.is(Kind::note) ? node.end() : i + 1;  // what stands in it has a paragraph of its own
    }
  }
  // Pandoc finds no quotation around a mark that opens an emphasis which nothing closes.
  bool is_lone(std::size_t mark) const {
    const bool is_emphasis = LoneMarks::all[mark] == '*' || LoneMarks::all[mark] == '_';
    if ((m_taken >> mark & 1) != 0) return false;
    return is_emphasis && m_extensions.has(Extension::pandoc_rules) ? !m_runs[mark].open : m_runs[mark].are_lone();
  }

 private:
  // The marks that a node is written with, or that may stand in it unescaped.
  static std::string_view marks_of(const Node& node) {
    switch (node.kind()) {
      case Kind::emphasis:
      case Kind::strong: return "*_";
      case Kind::strikeout:
      case Kind::deletion: return "~";
      case Kind::code: return "`";
      case Kind::math: return "$`";
      case Kind::note: return "^";
      case Kind::raw_inline: return is_html(node.string(Key::format)) ? std::string_view() : LoneMarks::all;
      case Kind::superscript:  // in which spaces are numbers
      case Kind::subscript:
      case Kind::citation: return LoneMarks::all;
      default: return {};
    }
  }
  void take(std::string_view marks) {
    for (const char mark : marks) m_taken |= 1u << LoneMarks::all.find(mark);
  }

  // Code and formulas begin within the address of a link, and end it.
  void look_at_attributes(const Node& node) {
    for (const deckle::Attribute attribute : node.attributes())
      if (attribute.type() == DK_A_STRING)
        for (const char c : attribute.string())
          if (LoneMarks::all.find(c) != std::string_view::npos) take({&c, 1});
  }

  void look_at_text(const Node& node) {
    const std::string_view text = node.text();
    const bool begins = begins_apart(node), ends = ends_apart(node);
    for (std::size_t i = text.find_first_of(LoneMarks::all), end; i != std::string_view::npos;
         i = text.find_first_of(LoneMarks::all, end)) {
      end = std::min(text.find_first_not_of(text[i], i), text.size());
      // Letters at the edges may be written as numbers, as spaces may.
      const bool is_word_before = i > (begins ? 0 : 1) && is_alphanumeric(text[i - 1]);
      const bool is_word_behind = end + (ends ? 0 : 1) < text.size() && is_alphanumeric(text[end]);
      if (text[i] == '_' && is_word_before && is_word_behind && m_extensions.has(Extension::intraword_underscores))
        continue;
      Runs& runs = m_runs[LoneMarks::all.find(text[i])];
      ++runs.count;
      if (text[i] == '`' || (text[i] == '$' && end - i > 1)) runs.open = runs.close = true;
      const bool is_space_before = i == 0 ? begins : text[i - 1] == ' ' && text.find_first_not_of(' ') < i;
      const bool is_space_behind =
          end == text.size() ? ends : text[end] == ' ' && text.find_first_not_of(' ', end) != std::string_view::npos;
      runs.open |= !is_space_behind;
      runs.close |= !is_space_before;
    }
  }
  // Whether nothing, or the end of a line, stands beside a text.
  static bool begins_apart(const Node& text) {
    const Node parent = text.parent();
    if (text.index() == parent.index() + 1) return !parent.is_inline();
    return text.document().node(text.index() - 1).is(Kind::soft_break) ||
           text.document().node(text.index() - 1).is(Kind::hard_break);
  }
  static bool ends_apart(const Node& text) {
    return text.is_last_child() ? !text.parent().is_inline() : text.next().is(Kind::soft_break);
  }

  Extensions m_extensions;
  Runs m_runs[LoneMarks::all.size()];
  unsigned m_taken = 0;
};

}  // namespace

bool LoneMarks::has(char mark) {
  const auto at = all.find(mark);
  if (!m_text || at == std::string_view::npos) return false;
  Node block = m_text->parent();
  while (block.is_inline()) block = block.parent();
  if (block.index() != m_block) look_at(block);
  return (m_lone >> at & 1) != 0;
}

// Only blocks whose text nothing else is read with: bars may part cells within what two marks enclose.
void LoneMarks::look_at(const Node& block) {
  m_block = block.index();
  m_lone = 0;
  const bool is_known = is_text(block) || block.is(Kind::heading) || block.is(Kind::meta_inlines);
  if (!is_known || block.parent().is(Kind::cell)) return;
  Looker looker(m_extensions);
  looker.look_at(block);
  for (std::size_t mark = 0; mark < all.size(); ++mark)
    if (looker.is_lone(mark)) m_lone |= 1u << mark;
}

}  // namespace markdown
