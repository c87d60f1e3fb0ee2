// What pandoc's AST has no place for, counted while writing and reported once for each kind and document.
#pragma once
#include <deckle/call.hpp>

#include <map>

namespace json {

class Losses {
 public:
  void attributes(const deckle::Node& node) { count(m_attributes, node); }
  void kind(const deckle::Node& node) { count(m_kinds, node); }

  void report(deckle::Call& call) const {
    for (const auto& [name, loss] : m_attributes)
      call.warning(
          "json.attribute-loss", loss.first,
          "pandoc has no place for attributes of {} ({} left out); `wrap-attributes` keeps classes and key-value pairs",
          name, loss.count);
    for (const auto& [name, loss] : m_kinds)
      call.note("json.kind-loss", loss.first, "pandoc has no {} ({} written as a division or span of that class)", name,
                loss.count);
  }

 private:
  struct Loss {
    deckle::Node first;
    std::uint32_t count;
  };
  using Counts = std::map<std::string_view, Loss>;
  static void count(Counts& counts, const deckle::Node& node) {
    ++counts.try_emplace(node.kind_name(), Loss{node, 0}).first->second.count;
  }
  Counts m_attributes, m_kinds;
};

}  // namespace json
