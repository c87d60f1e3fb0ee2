// Feeds naive trees to a builder as plugins do: by single calls, by batches of random size, or by both in turn.
#pragma once
#include <deckle/builder.h>

#include <map>

#include "check/naive_tree.hpp"
#include "check/random.hpp"

namespace deckle::naive {

enum class Feed { single_calls, batches, mixed };

class Feeder {
 public:
  // `known`: the sources that the builder has already, by number.
  Feeder(dk_builder& to, Random random, Feed how, const std::vector<SourcePtr>& known = {});

  // Trees that may refer to each other. The first one gets the number that the builder counts next.
  void forest(const Forest& trees);
  void tree(const Tree& top);
  void copy(const Node& node);
  bool failed() const { return m_failed; }

 private:
  void number(const Tree& tree, std::uint32_t& next);
  void write(const Tree& tree);
  void open(const Tree& tree, bool in_batch);
  void open_in_batch(const Tree& tree, std::uint16_t kind);
  void attribute(const Attr& attr, bool in_batch);
  void close();
  void flush();
  std::uint16_t kind_of(const Tree& tree);
  std::uint32_t key_of(const Attr& attr);
  std::uint32_t source(const SourcePtr& source);
  std::uint32_t resource(const ResourcePtr& resource);
  std::uint64_t value_of(const Attr& attr);
  void expect(bool ok) { m_failed = m_failed || !ok; }

  dk_builder& m_to;
  Random m_random;
  Feed m_how;
  std::map<const Source*, std::uint32_t> m_sources;
  std::map<const Resource*, std::uint32_t> m_resources;
  std::unordered_map<const Tree*, std::uint32_t> m_numbers;
  std::vector<dk_node> m_nodes;
  std::vector<dk_attr> m_attrs;
  std::vector<dk_span> m_spans;
  std::string m_text;
  bool m_failed = false;
};

}  // namespace deckle::naive
