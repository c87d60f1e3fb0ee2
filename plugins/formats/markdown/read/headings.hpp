// Identifiers of headings, as pandoc makes them from their words, and references to headings by their text.
#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "block_parser.hpp"
#include "inline_text.hpp"

namespace markdown {

class InlineParser;

class HeadingNames {
 public:
  // Looks at all headings of the tree. With implicit_header_references their texts become labels of links.
  void find(std::string_view source, Extensions extensions, BlockTree& tree, InlineParser& inlines, deckle::Call& call);
  // The identifier made for a block, empty if it has none or its own.
  std::string_view id_of(std::uint32_t block) const;

 private:
  struct Name {
    std::uint32_t block;
    std::string id;
  };
  std::vector<Name> m_names;  // by block
};

}  // namespace markdown
