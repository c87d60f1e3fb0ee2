#include "inlines.hpp"

#include <deckle/utf8.hpp>

namespace {

namespace utf8 = deckle::utf8;
using deckle::Kind;
using deckle::Node;

class Gatherer {
 public:
  explicit Gatherer(Session& session) : m_session(session) {}

  std::string gather(const Node& block) {
    const deckle::Walk steps = block.walk();
    for (auto at = steps.begin(); at != steps.end();) {
      const deckle::Visit visit = *at;
      if (visit.enter && visit.node.index() != block.index() && is_left_out(visit.node)) {
        at.skip_children();
        continue;
      }
      visit.enter ? enter(visit.node) : leave(visit.node);
      ++at;
    }
    return std::move(m_text);
  }

 private:
  // Nodes whose content does not stand here; what stands for them is written.
  bool is_left_out(const Node& node) {
    switch (node.kind()) {
      case Kind::note: m_text += "[" + std::to_string(m_session.number_of(node)) + "]"; return true;
      case Kind::comment: m_session.loss(node, "is left out"); return true;
      case Kind::citation_item: return true;
      case Kind::short_caption: return true;
      default: return false;
    }
  }

  void enter(const Node& node) {
    switch (node.kind()) {
      case Kind::text: text(node.text(), (node.flags() & DK_ATOMIC) != 0); break;
      case Kind::code:
      case Kind::math: text(node.text(), false); break;
      case Kind::raw_inline: raw(node); break;
      case Kind::soft_break: m_text += soft_break; break;
      case Kind::hard_break: m_text += hard_break; break;
      case Kind::strikeout:
      case Kind::deletion: m_text += "~~"; break;
      case Kind::quoted: m_text += node.string(deckle::Key::quote) == "single" ? "\u2018" : "\u201C"; break;
      case Kind::image:
        m_text += '[';
        m_session.loss(node, "is not shown, only its description");
        break;
      case Kind::ruby_text: m_text += '('; break;
      case Kind::superscript:
      case Kind::subscript:
      case Kind::link:
      case Kind::media: m_begins.push_back(m_text.size()); break;
      case Kind::index_entry: m_session.loss(node, "is left out"); break;
      case Kind::emphasis:
      case Kind::strong:
      case Kind::underline:
      case Kind::small_caps: m_session.loss(node, "looks like all other text"); break;
      default: break;
    }
  }

  void leave(const Node& node) {
    switch (node.kind()) {
      case Kind::strikeout:
      case Kind::deletion: m_text += "~~"; break;
      case Kind::quoted: m_text += node.string(deckle::Key::quote) == "single" ? "\u2019" : "\u201D"; break;
      case Kind::image: m_text += ']'; break;
      case Kind::ruby_text: m_text += ')'; break;
      case Kind::superscript:
      case Kind::subscript: {
        const std::size_t begin = taken_begin();
        m_text.replace(begin, std::string::npos, raised(m_text.substr(begin), node.is(Kind::superscript)));
        break;
      }
      case Kind::link:
      case Kind::media: address(node, taken_begin()); break;
      case Kind::citation: citation(node); break;
      default: break;
    }
  }

  std::size_t taken_begin() {
    const std::size_t begin = m_begins.back();
    m_begins.pop_back();
    return begin;
  }

  // A link without words shows where it leads.
  void address(const Node& node, std::size_t begin) {
    const std::string_view url = node.string(deckle::Key::url);
    const std::string_view shown = std::string_view(m_text).substr(begin);
    if (shown.empty()) text(url, false);
    else if (shown != url && url.substr(0, 1) != "#") m_session.loss(node, "is written without its address");
  }

  // A citation that nobody rendered shows its keys.
  void citation(const Node& node) {
    std::string keys;
    for (const Node& child : node.children()) {
      if (!child.is(Kind::citation_item)) return;
      keys += keys.empty() ? "@" : "; @";
      keys += child.string(deckle::Key::key);
    }
    if (!keys.empty()) text("[" + keys + "]", false);
  }

  void raw(const Node& node) {
    const std::string_view format = node.string(deckle::Key::format);
    if (format == "text" || format == "plain") text(node.text(), false);
    else m_session.loss(node, "is in another format and is left out");
  }

  // The marks are no characters of a text; where they stand in one they are spaces.
  void text(std::string_view text, bool atomic) {
    const std::size_t begin = m_text.size();
    m_text += text;
    for (std::size_t k = begin; k < m_text.size(); ++k) {
      char& c = m_text[k];
      if (c == '\t' || c == soft_break || c == hard_break || c == firm_space) c = ' ';
      if (atomic && c == ' ') c = firm_space;
    }
  }

  Session& m_session;
  std::string m_text;
  std::vector<std::size_t> m_begins;  // where the open superscripts, subscripts and links began
};

struct Raised {
  char plain;
  char32_t super, sub;  // 0: there is none
};

constexpr Raised raised_characters[] = {
    {'0', 0x2070, 0x2080}, {'1', 0x00B9, 0x2081}, {'2', 0x00B2, 0x2082}, {'3', 0x00B3, 0x2083}, {'4', 0x2074, 0x2084},
    {'5', 0x2075, 0x2085}, {'6', 0x2076, 0x2086}, {'7', 0x2077, 0x2087}, {'8', 0x2078, 0x2088}, {'9', 0x2079, 0x2089},
    {'+', 0x207A, 0x208A}, {'-', 0x207B, 0x208B}, {'=', 0x207C, 0x208C}, {'(', 0x207D, 0x208D}, {')', 0x207E, 0x208E},
    {'n', 0x207F, 0x2099}, {'i', 0x2071, 0x1D62}, {' ', ' ', ' '}};

}  // namespace

std::string inline_text(const Node& block, Session& session) { return Gatherer(session).gather(block); }

std::string raised(std::string_view text, bool superscript) {
  std::string out;
  for (const char c : text) {
    char32_t found = 0;
    for (const Raised& one : raised_characters) {
      if (one.plain == c) found = superscript ? one.super : one.sub;
    }
    if (found == 0) return (superscript ? "^(" : "_(") + std::string(text) + ")";
    utf8::append(out, found);
  }
  return out;
}
