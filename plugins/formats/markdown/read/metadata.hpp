// Metadata by pandoc's rules: the maps of YAML blocks and a title block become fields. Strings are Markdown; one of a
// single paragraph becomes inlines, any other becomes blocks.
#pragma once
#include <deckle/yaml.h>

#include "block_parser.hpp"

namespace markdown {

class Metadata {
 public:
  Metadata(std::string_view source, const Origin& origin, Extensions extensions, BlockTree& tree, deckle::Builder& out,
           Problems& problems);
  // Into the metadata of the document, which must be untouched.
  void write();

 private:
  // One of the document's, with a value of a YAML block or a part of the title block.
  struct Field {
    std::string_view key;
    const dk_yaml* value;
    const MetadataBlock* block;
  };

  void add_fields(const MetadataBlock& block);
  bool is_left_out(std::string_view key) const;
  void write_title();
  void write_part(std::string_view key, Range where);
  void entries(const dk_yaml& map);
  void value(const dk_yaml& node, std::string_view key);
  void scalar(const dk_yaml& node, std::string_view key);
  void boolean(const dk_yaml& node, std::string_view key, bool truth);
  void markdown(const dk_yaml& node, std::string_view text, std::string_view key);
  std::optional<bool> truth_of(const dk_yaml& node) const;
  Range place_of(const dk_yaml& node) const;
  Origin origin_of(const dk_yaml& node, std::string_view text);
  void open(deckle::Kind kind, Range where, std::string_view key);

  std::string_view m_source;
  const Origin& m_origin;
  Extensions m_extensions;  // of values
  BlockTree& m_tree;
  deckle::Builder& m_out;
  Problems& m_problems;
  std::vector<Field> m_fields;
  std::unordered_map<std::string_view, std::size_t> m_places;  // of keys in m_fields
  const MetadataBlock* m_block = nullptr;                      // of the value under way
  Content m_value;
};

}  // namespace markdown
