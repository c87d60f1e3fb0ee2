// Nodes of the document, with spans in the input: a thin layer over the builder that keeps out what Markdown may not
// hold (NUL bytes) and, within a paragraph, what nests too deep.
#pragma once
#include <deckle/unique_names.hpp>

#include <string>

#include "attributes.hpp"
#include "problems.hpp"

namespace markdown {

class Nodes {
 public:
  // `has_nul`: there may be some in the text that is given to this; what is decoded has none.
  Nodes(deckle::Builder& out, Problems& problems, bool has_nul)
      : m_out(out), m_problems(problems), m_has_nul(has_nul) {}

  void open(deckle::Kind kind, Range where) {
    m_where = where;
    m_out.begin(kind, deckle::row_of(kind)->flags, {}, m_problems.span(where));
  }
  void close(std::uint32_t levels = 1) { m_out.close(levels); }
  void leaf(deckle::Kind kind, std::string_view text, Range where) {
    m_where = where;
    m_out.leaf(kind, without_nul(text), m_problems.span(where));
  }
  template <class Value>
  void attribute(deckle::Key key, Value value) {
    if constexpr (std::is_convertible_v<Value, std::string_view>) m_out.attribute(key, without_nul(value));
    else m_out.attribute(key, value);
  }

  // Of the node opened last: id and classes, then pairs.
  void attributes(const Attributes& all) {
    if (!all.id.empty()) identifier(all.id);
    if (!all.classes.empty()) attribute(deckle::Key::classes, all.classes);
    for (const auto& [key, value] : all.pairs) m_out.attribute(std::string_view(key), without_nul(value));
  }

  // Inlines with children. False when they would be too deep: their children are read flat then, and they have no
  // attributes. `levels`: what must fit, itself and the text below included.
  bool open_inline(deckle::Kind kind, Range where, std::uint32_t levels = 2) {
    if (m_left_out > 0 || !has_room(levels)) {
      if (m_left_out++ == 0) m_problems.warn_depth(where);
      return false;
    }
    open(kind, where);
    return true;
  }
  void close_inline() {
    if (m_left_out > 0) --m_left_out;
    else m_out.close();
  }

  // Whether so many levels fit below the node that is open.
  bool has_room(std::uint32_t levels) const { return m_out.depth() + levels < m_problems.max_depth(); }
  std::uint32_t count() const { return m_out.count(); }
  Problems& problems() { return m_problems; }

 private:
  void identifier(const std::string& id) {
    attribute(deckle::Key::id, id);
    if (!m_ids.add(id))
      m_problems.warn("markdown.duplicate", m_where, "give one of the two another identifier",
                      "the identifier {} is given twice: links to it lead to the first place", id);
  }
  std::string_view without_nul(std::string_view text) {
    if (!m_has_nul || text.find('\0') == std::string_view::npos) return text;
    m_clean.clear();
    for (const char c : text) {
      if (c == '\0') m_clean += "\xEF\xBF\xBD";
      else m_clean += c;
    }
    return m_clean;
  }

  deckle::Builder& m_out;
  Problems& m_problems;
  bool m_has_nul;
  std::uint32_t m_left_out = 0;  // inlines that are open and too deep
  Range m_where;                 // of the node opened last
  deckle::UniqueNames m_ids;     // that were given
  std::string m_clean;
};

}  // namespace markdown
