// A builder that keeps the span of each node within that of the node around it, as far as they meet: an inline element
// may reach over several paragraphs, in each of which it is repeated. What a note or the parser moved stays where it
// was written, wholly outside.
#pragma once
#include <deckle/plugin.hpp>

#include <algorithm>
#include <utility>
#include <vector>

namespace html {

class PlacedBuilder {
 public:
  explicit PlacedBuilder(deckle::Builder& out) : m_out(out) {}

  void open(deckle::Kind kind, dk_span where) {
    m_around.push_back(within_parent(where));
    m_out.begin(kind, deckle::row_of(kind)->flags, {}, m_around.back());
  }
  void close(std::uint32_t levels = 1) {
    m_around.resize(m_around.size() - levels);
    m_out.close(levels);
  }
  void leaf(deckle::Kind kind, std::string_view text, dk_span where) { m_out.leaf(kind, text, within_parent(where)); }
  // Stands where it stands, whatever the parser says of the elements around it.
  void text(std::string_view text, dk_span where) { m_out.text(text, where); }
  template <class Name, class Value>
  void attribute(Name name, Value&& value) {
    m_out.attribute(name, std::forward<Value>(value));
  }
  std::uint32_t depth() const { return m_out.depth(); }

 private:
  dk_span within_parent(dk_span where) const {
    if (m_around.empty()) return where;
    const dk_span& around = m_around.back();
    const std::uint32_t begin = std::max(where.begin, around.begin), end = std::min(where.end, around.end);
    return begin < end ? dk_span{where.source, begin, end} : where;
  }

  deckle::Builder& m_out;
  std::vector<dk_span> m_around;  // of the nodes that are open
};

}  // namespace html
