// A document as a naive tree on the heap: what the tests compare the flat block with. Slow and obvious on purpose; it
// shares no code with core/document.
#pragma once
#include <deckle/document.hpp>

#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace deckle::naive {

struct Source;
using SourcePtr = std::shared_ptr<const Source>;
struct Source {
  SourcePtr parent;
  std::uint32_t what = DK_SOURCE_FILE;
  std::string name, media_type;
  std::uint64_t bytes = 0;
};

struct Resource {
  std::string name, media_type;
  SourcePtr source;
  bool is_external = false;
  std::string bytes;
};
using ResourcePtr = std::shared_ptr<const Resource>;

struct Span {
  SourcePtr source;
  std::uint32_t begin = 0, end = 0;
};

struct Tree;
using TreePtr = std::unique_ptr<Tree>;
using Forest = std::vector<TreePtr>;

struct Attr {
  std::uint32_t key = 0;  // DK_KEY_CUSTOM: the one called `name`
  std::string name;
  std::uint32_t type = DK_A_STRING;
  std::string text;            // of a string
  std::uint64_t bits = 0;      // of an int, bool or double
  const Tree* node = nullptr;  // of a reference
  ResourcePtr resource;
};

struct Tree {
  std::uint16_t kind = 0;  // DK_KIND_CUSTOM: the one called `name`
  std::string name;
  std::uint16_t flags = 0;
  std::string text;
  std::optional<Span> span;
  std::vector<Attr> attrs;
  Forest children;

  bool is_leaf() const { return (flags & DK_LEAF) != 0; }
  std::uint16_t category() const { return flags & DK_CATEGORY; }
};

bool same_key(const Attr& a, const Attr& b);

// All nodes, parents before children.
std::vector<Tree*> preorder(Tree& top);
std::vector<const Tree*> preorder(const Tree& top);

// Copies whose references point into the copies; references that leave the forest are dropped. `went_to` tells where
// each node went.
using WentTo = std::unordered_map<const Tree*, Tree*>;
Forest clone(const std::vector<const Tree*>& tops, WentTo& went_to);
TreePtr clone(const Tree& top);

// The subtree of a node of a block. References that leave it are dropped. `sources`: those of the block, by index.
std::vector<SourcePtr> read_sources(const Document& document);
TreePtr read(const Node& top, const std::vector<SourcePtr>& sources);
TreePtr read(const Document& document);

// Everything about a tree as text; equal trees have equal transcripts, whatever their pools look like.
std::string transcript(const Tree& top);

}  // namespace deckle::naive
