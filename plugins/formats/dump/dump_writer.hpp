// A document -> its dump, node by node. The shape is told in shape.hpp.
#pragma once
#include <deckle/output.hpp>

#include <deque>
#include <map>
#include <vector>

namespace dump {

class DumpWriter {
 public:
  DumpWriter(const deckle::Document& in, deckle::Output& out, deckle::Call& call, bool spans, bool embed)
      : m_in(in), m_out(out), m_call(call), m_spans(spans), m_embed(embed) {}

  void run();

 private:
  void find_labels();
  void find_generated();
  void find_sources();
  void sources();
  void resources();
  void resource(std::uint32_t index);
  void about();
  void children(const deckle::Node& node, std::size_t indent);
  void node(const deckle::Node& node, std::size_t indent, bool is_cut);
  void attributes(const deckle::Node& node);
  void pairs(const deckle::Node& node, std::size_t indent);
  void details(const deckle::Node& node, std::size_t indent);
  void text(std::string_view text, std::size_t indent);
  void kind_name(const deckle::Node& node);
  void key_name(const deckle::Attribute& attribute);
  void value(const deckle::Attribute& attribute);
  void flags(const deckle::Node& node, std::size_t indent);
  std::uint16_t flags_of(const deckle::Node& node) const;
  bool has_details(const deckle::Node& node) const;

  // Lines are collected here and given to the output when they are done.
  void begin_line(std::size_t indent, std::string_view words);
  void end_line();

  deckle::Document m_in;
  deckle::Output& m_out;
  deckle::Call& m_call;
  bool m_spans, m_embed;
  std::string m_line;
  std::map<std::uint32_t, std::uint32_t> m_labels;  // node -> the label that references use
  std::vector<bool> m_all_generated;                // nodes that are generated with all that is below them
  std::vector<std::uint32_t> m_sources;             // the number of a source in the dump, which has those that are used
  std::deque<std::uint32_t> m_continued;            // nodes whose children are still to be written
  std::uint32_t m_continued_count = 0;
};

}  // namespace dump
