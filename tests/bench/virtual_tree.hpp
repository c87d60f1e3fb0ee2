// What a document is in most C++ programs: nodes with virtual functions, children behind unique_ptr. The benchmark does
// the same work on it.
#pragma once
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "standard_document.hpp"

namespace deckle::bench {

class VirtualNode;

class Visitor {
 public:
  virtual ~Visitor() = default;
  virtual void enter(const VirtualNode& node) = 0;
  virtual void leave(const VirtualNode& node) = 0;
};

class VirtualNode {
 public:
  VirtualNode(Kind its_kind, std::uint32_t from, std::uint32_t to) : kind(its_kind), begin(from), end(to) {}
  virtual ~VirtualNode() = default;
  virtual void accept(Visitor& visitor) const = 0;

  Kind kind;
  std::uint32_t begin, end;
  std::vector<std::pair<Key, std::variant<std::string, std::int64_t>>> attributes;
};

class Container : public VirtualNode {
 public:
  using VirtualNode::VirtualNode;
  void accept(Visitor& visitor) const override {
    visitor.enter(*this);
    for (const auto& child : children) child->accept(visitor);
    visitor.leave(*this);
  }
  std::vector<std::unique_ptr<VirtualNode>> children;
};

class TextNode : public VirtualNode {
 public:
  TextNode(std::string_view its_text, std::uint32_t from, std::uint32_t to)
      : VirtualNode(Kind::text, from, to), text(its_text) {}
  void accept(Visitor& visitor) const override { visitor.enter(*this); }
  std::string text;
};

// Builds such a tree from the standard document.
struct VirtualOut {
  std::unique_ptr<Container> root = std::make_unique<Container>(Kind::body, 0u, standard_source_bytes);
  std::vector<Container*> open_nodes = {root.get()};
  VirtualNode* last = nullptr;

  void open(Kind kind, std::uint32_t begin, std::uint32_t end) {
    auto node = std::make_unique<Container>(kind, begin, end);
    Container* opened = node.get();
    open_nodes.back()->children.push_back(std::move(node));
    open_nodes.push_back(opened);
    last = opened;
  }
  void text(std::string_view text, std::uint32_t begin, std::uint32_t end) {
    open_nodes.back()->children.push_back(std::make_unique<TextNode>(text, begin, end));
    last = open_nodes.back()->children.back().get();
  }
  void attribute(Key key, std::string_view value) { last->attributes.emplace_back(key, std::string(value)); }
  void attribute(Key key, std::int64_t value) { last->attributes.emplace_back(key, value); }
  void close() { open_nodes.pop_back(); }
};

}  // namespace deckle::bench
