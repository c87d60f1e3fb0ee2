// Names of classes or attributes that Word has nothing for: a web page may have dozens, and one diagnostic tells of
// all.
#pragma once
#include <deckle/plugin.hpp>

#include <optional>
#include <string_view>
#include <unordered_set>
#include <vector>

class LostNames {
 public:
  // The document of the node has to outlive this.
  void add(const deckle::Node& node, std::string_view name);
  // "the classes a, b and c have no style in Word": `one` and `many` name such names, `lacking` is what there is none
  // of.
  void tell(deckle::Call& call, std::string_view one, std::string_view many, std::string_view lacking,
            std::string_view hint) const;

 private:
  std::optional<deckle::Node> m_first;
  std::vector<std::string_view> m_names;
  std::unordered_set<std::string_view> m_known;
};
