// Random documents over the whole vocabulary: every kind, custom and unknown ones, every attribute type, spans, sources
// in a tree, resources, references and flags, where the content model allows them.
#pragma once
#include "check/naive_tree.hpp"
#include "check/random.hpp"

namespace deckle::naive {

struct Variety {
  std::uint32_t nodes = 200;    // about so many
  bool newer_than_host = true;  // kinds and keys whose numbers the host does not know
};

class Generator {
 public:
  // Spans lie in the `known` sources, and in a few new ones.
  Generator(Random random, Variety variety, const std::vector<SourcePtr>& known = {});

  TreePtr document();
  // One node that may stand in a place of that category, or null.
  TreePtr node(std::uint16_t category, std::uint32_t depth);
  TreePtr of_kind(Kind kind, std::uint32_t depth);
  TreePtr custom(std::uint16_t category, std::uint32_t depth);
  std::string text();
  Attr core_attribute(Key key);
  Attr custom_attribute();
  // Targets for references that have none yet, among the nodes of these trees.
  void aim_references(const std::vector<Tree*>& nodes);

 private:
  void fill(Tree& tree, std::uint16_t content, std::uint32_t depth);
  void add_many(Tree& tree, std::uint16_t category, std::uint32_t depth);
  void add_kinds(Tree& tree, std::initializer_list<Kind> kinds, std::uint32_t depth);
  void maybe_one(Tree& tree, Kind kind, std::uint32_t depth);
  void add_definitions(Tree& tree, std::uint32_t depth);
  void add_table(Tree& tree, std::uint32_t depth);
  void add_entries(Tree& tree, bool with_keys, std::uint32_t depth);
  void add_anything(Tree& tree, std::uint32_t depth);
  void decorate(Tree& tree);
  TreePtr newer(std::uint16_t category, std::uint32_t depth);
  Attr any_value(Attr attr);
  std::optional<Span> span();

  Random m_random;
  Variety m_variety;
  std::uint32_t m_left;
  std::vector<SourcePtr> m_sources;
  std::vector<ResourcePtr> m_resources;
};

}  // namespace deckle::naive
