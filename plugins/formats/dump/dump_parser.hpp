// A dump -> a document. The tree is walked twice, with a stack of lists: once to number the nodes that have labels,
// once to build.
#pragma once
#include "item.hpp"

#include <deckle/builder.hpp>
#include <deckle/input.hpp>

#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace dump {

class DumpParser {
 public:
  DumpParser(const deckle::Input& input, deckle::Builder& out, deckle::Call& call)
      : m_input(input), m_out(out), m_call(call) {}

  // Throws Mistake.
  void run(const dk_yaml& root);

 private:
  // A list of nodes under way.
  struct Level {
    const dk_yaml* list;
    std::uint32_t next;
    std::uint16_t content;  // what may stand in it
    std::uint8_t last_rank;
    std::uint16_t inherited;  // flags of every node in it and below
  };

  void top_keys(const dk_yaml& root);
  void sources(const dk_yaml& list);
  void resources(const dk_yaml& list);
  void resource(const dk_yaml& map);
  void about(const dk_yaml& map);
  void number_labels();
  void label(const Item& item, std::uint32_t number);
  template <class Enter, class Leave>
  void walk(const dk_yaml& list, std::uint16_t content, std::uint16_t inherited, Enter enter, Leave leave);
  const dk_yaml* list_below(const Item& item);

  void build(const Item& item, Level& level);
  void check_place(const Item& item, Level& level);
  void open(const Item& item);
  void attributes(const Item& item);
  void attribute(const dk_yaml& key, const dk_yaml& value, std::uint64_t& seen);
  void value(std::uint32_t key, std::uint32_t type, const dk_yaml& value);
  std::optional<dk_span> span(const Item& item);
  deckle::Kind kind_of(const Item& item);

  const deckle::Input& m_input;
  deckle::Builder& m_out;
  deckle::Call& m_call;
  const dk_yaml *m_metadata = nullptr, *m_body = nullptr;
  Item m_about[3];  // of root, metadata and body
  std::unordered_map<std::string_view, const dk_yaml*> m_continued;
  std::unordered_set<const dk_yaml*> m_walked;                // continuations of this pass
  std::unordered_map<std::uint32_t, std::uint32_t> m_labels;  // label -> node
  std::unordered_map<std::string_view, std::uint16_t> m_custom_kinds;
  std::vector<std::uint32_t> m_sources, m_resources;  // numbers that the builder gave
  std::vector<std::uint64_t> m_source_sizes;
  std::vector<Level> m_levels;
};

}  // namespace dump
